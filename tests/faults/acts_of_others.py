"""The rest of the commands: of administrators, of the system's clock, of telling, and of hiding."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from flask import current_app

from config import Settings
from formats.working_day_notice import NoticeDay, WorkingDayNotice
from models import ComplianceChunk, Event, Hiding, LegalBasisChange
from tests.faults.acts import Act, case, last_number, newest
from tests.rules.test_provincial import RULE
from tests.workflow.hidings import EXPLANATION
from tests.workflow.opinions import ask, with_reviewer
from tests.workflow.routes import step
from tests.world import COUNTY, World
from values.body_change import BodyChange, BodyChangeKind
from values.clock import FrozenClock
from values.hiding import HidingReason, HidingTarget
from values.legal_basis import BasisStatus
from values.route_plan import PlannedStep, RoutePlan
from values.vocabulary import BodyKind, CatalogueKind, Field, Level, Post, Role, State, StepKind
from workflow.actor import SYSTEM
from workflow.commands import (
    administering,
    bases,
    basis_drafts,
    basis_marks,
    body_changing,
    calendar,
    export_bundle,
    hiding,
    hiding_dues,
    ledger_logs,
    notify,
    publication,
    register,
    remind,
    remind_opinions,
    remind_windows,
    routes,
    scheduled,
    seal,
    sign_in,
    sweep,
    verify_ledger,
)
from workflow.passwords import Passwords
from workflow.queries.routes import routes as all_routes
from workflow.sealing.bundle import Scope
from workflow.sealing.safe import Safe
from workflow.unit import transaction

LAW = bases.BasisFacts(title="中华人民共和国就业促进法", in_force_from=date(2008, 1, 1))
REPEALED = basis_marks.Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="主席令第900号")
ADMIN = "business-admin"


@case("administering.add_synonym")
def _synonym(world: World, _: FrozenClock) -> Act:
    return partial(administering.add_synonym, "青禾门户", "政府网站", actor=world.actor(ADMIN))


@case("administering.withdraw_synonym")
def _no_synonym(world: World, clock: FrozenClock) -> Act:
    number = _synonym(world, clock)()
    return partial(administering.withdraw_synonym, number, actor=world.actor(ADMIN))


@case("administering.write_rule")
def _rule(world: World, _: FrozenClock) -> Act:
    return partial(administering.write_rule, RULE, actor=world.actor(ADMIN))


@case("administering.end_rule")
def _no_rule(world: World, clock: FrozenClock) -> Act:
    _rule(world, clock)()
    return partial(administering.end_rule, RULE.id, date(2026, 3, 1), actor=world.actor(ADMIN))


@case("bases.register_basis")
def _basis(world: World, _: FrozenClock) -> Act:
    return partial(bases.register_basis, LAW, actor=world.actor(ADMIN))


@case("bases.correct_basis")
def _correct(world: World, clock: FrozenClock) -> Act:
    basis = _basis(world, clock)()
    facts = replace(LAW, number="主席令第70号")
    return partial(bases.correct_basis, basis, facts, actor=world.actor(ADMIN), version=1)


@case("bases.bring_in")
def _bring_in(_: World, __: FrozenClock) -> Act:
    return partial(bases.bring_in, [(LAW, ())])


@case("basis_marks.mark")
def _mark(world: World, clock: FrozenClock) -> Act:
    basis = _basis(world, clock)()
    return partial(basis_marks.mark, basis, REPEALED, actor=world.actor(ADMIN))


@case("basis_marks.take_mark_back")
def _unmark(world: World, clock: FrozenClock) -> Act:
    _mark(world, clock)()
    return partial(basis_marks.take_mark_back, newest(LegalBasisChange.id), actor=world.actor(ADMIN))


@case("basis_drafts.open_due", in_parts=True)
def _open_due(world: World, clock: FrozenClock) -> Act:
    _mark(world, clock)()
    return basis_drafts.open_due


@case("body_changing.open_body_change")
def _body(world: World, _: FrozenClock) -> Act:
    change = BodyChange(kind=BodyChangeKind.RENAME, body=str(world.bodies["bureau"]), new_name="青禾县人社局")
    return partial(
        body_changing.open_body_change,
        COUNTY,
        change,
        day=date(2026, 5, 1),
        actor=world.actor("drafter"),
        rationale="机构改革。",
        key="k",
    )


@case("calendar.import_notice")
def _notice(world: World, _: FrozenClock) -> Act:
    notice = WorkingDayNotice(
        2027, "示范发电〔2026〕1号", {date(2027, 1, 1): NoticeDay(is_working=False, name="元旦")}
    )
    return partial(calendar.import_notice, notice, actor=world.actor(ADMIN))


@case("hiding.hide")
def _hide(world: World, _: FrozenClock) -> Act:
    return partial(
        hiding.hide,
        COUNTY,
        HidingTarget(entry=world.row().state.entry),
        actor=world.actor("publisher"),
        reason=HidingReason.PERSONAL_DATA,
        explanation=EXPLANATION,
        key="k",
    )


@case("hiding.approve_hiding")
def _keep_hidden(world: World, clock: FrozenClock) -> Act:
    _hide(world, clock)()
    actor = world.actor("supervisor")
    return partial(hiding.approve_hiding, newest(Hiding.id), actor=actor, opinion="同意继续撤下。")


@case("hiding.lift_hiding")
def _show(world: World, clock: FrozenClock) -> Act:
    _hide(world, clock)()
    actor = world.actor("supervisor")
    return partial(hiding.lift_hiding, newest(Hiding.id), actor=actor, opinion="已核实，恢复显示。")


@case("hiding_dues.attend_to_hidings", in_parts=True)
def _attend(world: World, clock: FrozenClock) -> Act:
    _hide(world, clock)()
    clock.advance(timedelta(days=4))
    return hiding_dues.attend_to_hidings


def _submitted(world: World) -> int:
    """Submit a proposal and return the event."""
    world.in_state(State.IN_REVIEW)
    return newest(Event.id)


def _pending(world: World) -> int:
    return notify.fan_out(_submitted(world))[0]


@case("notify.fan_out")
def _fan_out(world: World, _: FrozenClock) -> Act:
    return partial(notify.fan_out, _submitted(world))


@case("notify.note_failed_fan_out")
def _failed(world: World, _: FrozenClock) -> Act:
    return partial(notify.note_failed_fan_out, _submitted(world))


@case("notify.deliver", in_parts=True)
def _deliver(world: World, _: FrozenClock) -> Act:
    return partial(notify.deliver, _pending(world), lambda _: None)


@case("notify.try_again")
def _again(world: World, clock: FrozenClock) -> Act:
    delivery = _pending(world)

    def refuse(_: int) -> None:
        raise ConnectionRefusedError

    for wait in (*notify.WAITS, 1):
        notify.deliver(delivery, refuse)
        clock.advance(timedelta(seconds=wait))
    return partial(notify.try_again, delivery, actor=world.actor("system-admin"))


@case("notify.mark_read")
def _read(world: World, _: FrozenClock) -> Act:
    first = _pending(world)
    return partial(notify.mark_read, world.people["reviewer"], list(range(first - 8, first + 8)))


@case("register.register_jurisdiction")
def _place(_: World, __: FrozenClock) -> Act:
    return partial(
        register.register_jurisdiction, code="990103", name="沙河县", level=Level.COUNTY, parent="990100"
    )


@case("register.register_body")
def _new_body(world: World, _: FrozenClock) -> Act:
    return partial(
        register.register_body,
        name="青禾县档案局",
        kind=BodyKind.ADMINISTRATIVE_ORGAN,
        jurisdiction_id=world.jurisdictions["990101"],
    )


@case("register.register_person")
def _person(_: World, __: FrozenClock) -> Act:
    return partial(
        register.register_person,
        login="newcomer",
        name="新来者",
        email="newcomer@qinghe.example",
        password_hash="x",
    )


@case("register.assign")
def _assign(world: World, _: FrozenClock) -> Act:
    return partial(
        register.assign,
        person_id=world.people["auditor"],
        body_id=world.bodies["centre"],
        role=Role.DRAFTER,
        post=Post.STAFF,
    )


def _steps(world: World) -> tuple[PlannedStep, ...]:
    return (step(world, 1, StepKind.SECTION_REVIEW, "bureau", Post.SECTION_CHIEF),)


@case("register.set_up_route")
def _route(world: World, _: FrozenClock) -> Act:
    place = world.jurisdictions["990101"]
    return partial(register.set_up_route, name="试验流程", jurisdiction_id=place, steps=_steps(world))


@case("register.set_up_catalogue")
def _catalogue(world: World, clock: FrozenClock) -> Act:
    route = _route(world, clock)()
    assert isinstance(route, int)
    return partial(
        register.set_up_catalogue,
        code="990101-social-insurance",
        title="社会保险领域政务公开目录",
        kind=CatalogueKind.LOCAL,
        field=Field.SOCIAL_INSURANCE,
        jurisdiction_id=world.jurisdictions["990101"],
        body_id=world.bodies["bureau"],
        route_id=route,
    )


@case("register.subscribe")
def _subscribe(world: World, _: FrozenClock) -> Act:
    return partial(
        register.subscribe, person_id=world.people["auditor"], catalogue_id=world.catalogues[COUNTY]
    )


@case("routes.set_up")
def _plan(world: World, _: FrozenClock) -> Act:
    plan = RoutePlan(name="简易流程", steps=_steps(world))
    return partial(
        routes.set_up,
        world.jurisdictions["990101"],
        plan,
        actor=world.actor(ADMIN),
        reason="已评估。",
        key="k",
    )


@case("routes.change_route")
def _change(world: World, _: FrozenClock) -> Act:
    with transaction() as session:
        number = next(one.number for one in all_routes(session, {world.jurisdictions["990101"]}))
    plan = RoutePlan(name="简易流程", steps=_steps(world))
    return partial(
        routes.change_route, number, plan, actor=world.actor(ADMIN), version=1, reason="县里已评估。"
    )


@case("routes.assign_route")
def _assign_route(world: World, clock: FrozenClock) -> Act:
    made = _plan(world, clock)()
    return partial(routes.assign_route, made, COUNTY, actor=world.actor(ADMIN))


@case("remind.remind_due", in_parts=True)
def _remind(world: World, clock: FrozenClock) -> Act:
    world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(days=2))
    return remind.remind_due


@case("remind_opinions.remind_asked_bodies", in_parts=True)
def _remind_bodies(world: World, clock: FrozenClock) -> Act:
    with_reviewer(world)
    ask(world, world.in_state(State.IN_REVIEW))
    clock.advance(timedelta(days=3))
    return remind_opinions.remind_asked_bodies


@case("remind_windows.remind_of_windows", in_parts=True)
def _remind_of_windows(world: World, clock: FrozenClock) -> Act:
    world.in_state(State.CONSULTING)
    clock.advance(timedelta(days=8))
    return remind_windows.remind_of_windows


@case("scheduled.publish_scheduled")
def _scheduled(world: World, clock: FrozenClock) -> Act:
    number = world.in_state(State.APPROVED)
    moment = clock.now() + timedelta(days=1)
    publication.schedule(number, actor=world.actor("publisher"), moment=moment)
    clock.advance(timedelta(days=1))
    return partial(scheduled.publish_scheduled, last_number())


PASSWORDS = Passwords(time_cost=1, memory_kib=8)


@case("sign_in.sign_in")
def _sign_in(world: World, _: FrozenClock) -> Act:
    return partial(
        sign_in.sign_in,
        "drafter",
        world.password,
        passwords=PASSWORDS,
        request_id=uuid.uuid4().hex[:16],
        lockout_after=5,
        lockout_minutes=15,
    )


@case("sign_in.sign_out")
def _sign_out(world: World, _: FrozenClock) -> Act:
    return partial(sign_in.sign_out, actor=world.actor("drafter"))


@case("sign_in.choose_language")
def _language(world: World, _: FrozenClock) -> Act:
    return partial(sign_in.choose_language, "en", actor=world.actor("drafter"))


@case("sweep.start_sweep")
def _start(world: World, _: FrozenClock) -> Act:
    return partial(sweep.start_sweep, actor=world.actor(ADMIN))


@case("sweep.begin_weekly_sweep")
def _weekly(_: World, __: FrozenClock) -> Act:
    return sweep.begin_weekly_sweep


@case("sweep.chunks_to_queue")
def _chunks(_: World, __: FrozenClock) -> Act:
    sweep.begin_weekly_sweep()
    return sweep.chunks_to_queue


@case("sweep.check_chunk")
def _chunk(_: World, __: FrozenClock) -> Act:
    sweep.begin_weekly_sweep()
    return partial(sweep.check_chunk, newest(ComplianceChunk.id))


@case("sweep.check_changed")
def _check(_: World, __: FrozenClock) -> Act:
    return sweep.check_changed


def _safe() -> Safe:
    settings: Settings = current_app.config["SETTINGS"]
    return Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)


@case("seal.seal", in_parts=True)
def _seal(_: World, __: FrozenClock) -> Act:
    return partial(seal.seal, _safe())


@case("ledger_logs.rotate_key", in_parts=True)
def _rotate(_: World, __: FrozenClock) -> Act:
    seal.seal(_safe())
    return partial(ledger_logs.rotate_key, _safe())


@case("verify_ledger.verify", in_parts=True)
def _verify(_: World, __: FrozenClock) -> Act:
    seal.seal(_safe())
    return partial(verify_ledger.verify, _safe(), actor=SYSTEM)


@case("export_bundle.export_bundle", in_parts=True)
def _export(world: World, _: FrozenClock) -> Act:
    seal.seal(_safe())
    home: Path = current_app.config["SETTINGS"].home

    def export() -> object:
        folder = home / uuid.uuid4().hex
        return export_bundle.export_bundle(Scope(name="all"), folder, actor=world.actor("auditor"))

    return export
