"""Something on every page: a world in which no list is empty, and what stands in the braces of addresses."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import sqlalchemy as sa
from flask import Flask

from config import Settings
from formats.mail_folder import keep, mails
from models import Event
from tests.founding import NEW, founded, said
from tests.printing import one_made_and_one_waiting
from tests.rules.test_provincial import RULE
from tests.townships import PREFIX, TOWNSHIP, claimed, claiming, found_township
from tests.uploading import one_read_and_one_waiting
from tests.workflow.accounts import KEEPER, enter, registered
from tests.workflow.archived import listed_for_destruction
from tests.workflow.hidings import Hidings
from tests.workflow.importing import text_of
from tests.workflow.places import found_dead
from tests.workflow.reached import ADMIN, reached, service
from tests.workflow.telling import fanned_out
from tests.world import ROWS, World
from values.hiding import HidingTarget
from values.legal_basis import BasisStatus
from values.services import ServiceKind
from values.vocabulary import Channel, LeaveOutReason, State
from workflow.actor import SYSTEM
from workflow.basis_marking import Mark
from workflow.commands import submission
from workflow.commands.account_access import close_account
from workflow.commands.administering import add_synonym, withdraw_synonym, write_rule
from workflow.commands.bases import BasisFacts, register_basis
from workflow.commands.basis_drafts import open_due
from workflow.commands.basis_marks import mark, take_mark_back
from workflow.commands.beginning import begin_from_standard
from workflow.commands.drafting import save_draft
from workflow.commands.services import try_service
from workflow.commands.sign_in import SignInError
from workflow.commands.sweep import check_chunk, chunks_to_queue, start_sweep
from workflow.operations import left_out_at_once, without
from workflow.unit import transaction


def furnished(app: Flask, world: World) -> tuple[World, dict[str, str]]:
    """Have something on every page, and return what stands in the braces of their addresses."""
    settings: Settings = app.config["SETTINGS"]
    with app.app_context():
        found_dead(world, "https://www.example.gov.cn/zwgk/jy", ROWS[1])
        overlapping = world.addition(f"{ROWS[0]}服务")
        names = {
            "draft": world.opened(),
            "review": world.in_state(State.IN_REVIEW),
            "approved": world.in_state(State.APPROVED),
            "judged": world.in_state(State.IN_APPROVAL),
            "behind": world.opened(),
            "overlapping": world.opened(overlapping),
            "supplement": overlapping.changes[0].entry,
            "entry": world.row().state.entry,
            "dead": world.row(ROWS[1]).state.entry,
        }
        names["list"] = listed_for_destruction(world)
        names["twice"] = revised(world)
        world.published(world.amendment(deadline="15个工作日内公开"))
        Hidings(world).hide(target=HidingTarget(entry=names["entry"], field="deadline"))
        keeper = world.actor("business-admin")
        names["word"] = str(add_synonym("青禾微报", "政务新媒体", actor=keeper))
        withdraw_synonym(add_synonym("掌上青禾", "政府网站", actor=keeper), actor=keeper)
        write_rule(RULE, actor=keeper)
        write_rule(replace(RULE, in_force_until="2030-12-31"), actor=keeper)
        world = found_township(world)
        claimed(world, ROWS[0])
        start_sweep(actor=SYSTEM)
        for chunk in chunks_to_queue():
            check_chunk(chunk)
        text = claiming(world, ROWS[1])
        names["claiming"] = world.opened(text, by=f"{PREFIX}drafter", code=TOWNSHIP)
        names["other"] = text.changes[0].entry
        names["claim"] = next(iter(world.rows(TOWNSHIP)))
        names["basis"], names["mark"] = marked_basis(world)
        fanned_out()
        with_services(world, settings)
        names["body"] = str(world.bodies["bureau"])
        left(world)
        names["made"], names["making"] = one_made_and_one_waiting(world.actor("drafter"))
        names["read"], names["reading"] = one_read_and_one_waiting(world.actor("drafter"))
        world, names["beginning"], names["unlisted"] = begun(world)
        with transaction() as session:
            names["event"] = str(session.scalar(sa.select(sa.func.max(Event.id))))
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "请审核", "mulu@localhost", "reviewer@qinghe.example"
    letter["Date"], letter["Message-ID"] = "Mon, 02 Mar 2026 01:00:00 +0000", "<1@mulu.invalid>"
    letter.set_content("请审核。")
    keep(settings.mail_folder, "reviewer", letter)
    names["mail"] = mails(settings.mail_folder, "reviewer")[0].key
    return world, names


def begun(world: World) -> tuple[World, str, str]:
    """Return the world with a county that begins its first catalogue, its draft, and a row it leaves out at once."""
    world = founded(world)
    drafter = world.actor("new-drafter")
    number = begin_from_standard(NEW, said(world), actor=drafter)
    text = text_of(number)
    row = next(one.entry for one in text.changes if one.after.content.name == ROWS[1])
    left = left_out_at_once(text, row, LeaveOutReason.NOT_PRACTISED, "本县未设此项业务，暂不开展。")
    save_draft(number, actor=drafter, draft_version=1, content=without(left, text.changes[1].entry))
    return world, number, row


def with_services(world: World, settings: Settings) -> None:
    """Set message services up, one of which is being tried out."""
    service(world, ServiceKind.WECOM_APP, settings.home)
    number = service(world, ServiceKind.SMS_GATEWAY, settings.home, base="https://sms.qinghe.example/send")
    reached(world, ADMIN, Channel.SMS, "13800000000")
    try_service(number, actor=world.actor(ADMIN))


def left(world: World) -> None:
    """Have somebody registered who left again, and somebody locked out."""
    registered(world, "left")
    close_account("left", actor=world.actor(KEEPER))
    for _ in range(3):
        with suppress(SignInError):
            enter("office-drafter", "wrong")


def revised(world: World) -> str:
    """Return a proposal with two revisions."""
    number = world.in_state(State.CHANGES_REQUESTED, world.amendment(deadline="11个工作日内公开"))
    world.save(number, world.amendment(deadline="12个工作日内公开"))
    world.justify(number)
    submission.submit(number, actor=world.actor("drafter"))
    return number


def marked_basis(world: World) -> tuple[str, str]:
    """Return a basis that every row cites and that has a successor, with the mark that opened a draft."""
    admin = world.actor("business-admin")
    law = BasisFacts(title="中华人民共和国就业促进法", number="主席令第70号", note="发布日期待核。")
    new = register_basis(BasisFacts(title="就业新办法"), actor=admin)
    basis = register_basis(law, actor=admin)
    amended = Mark(status=BasisStatus.AMENDED, since=date(2015, 4, 24), by="修改决定")
    take_mark_back(mark(basis, amended, actor=admin), actor=admin)
    repealed = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="新法", successor=new)
    change = mark(basis, repealed, actor=admin)
    open_due()
    return str(basis), str(change)
