"""What the system does by its clock, what is told, hidden, sealed, and how people come in."""

import uuid
from datetime import date, timedelta
from functools import partial

from models import ComplianceChunk, Event, Hiding
from tests import papers
from tests.faults.acts import Act, case, last_number, newest
from tests.workflow.editing import DEADLINE, downloaded, edited, says, taken
from tests.workflow.filing import attached
from tests.workflow.hidings import EXPLANATION
from tests.workflow.importing import LATER, document, imported, with_row
from tests.workflow.opinions import ask, with_reviewer
from tests.world import COUNTY, ROWS, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.hiding import HidingReason, HidingTarget
from values.papers import PaperKind
from values.vocabulary import State
from workflow.commands import (
    auditing,
    draft_checks,
    exporting,
    file_reading,
    hiding,
    hiding_dues,
    notify,
    publication,
    remind,
    remind_opinions,
    remind_windows,
    scheduled,
    sign_in,
    sweep,
)
from workflow.passwords import Passwords


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
    return partial(sweep.start_sweep, actor=world.actor("business-admin"))


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


@case("draft_checks.check_draft")
def _check_draft(world: World, _: FrozenClock) -> Act:
    return partial(draft_checks.check_draft, world.proposal(world.opened()).id)


@case("file_reading.read_file")
def _read_file(world: World, _: FrozenClock) -> Act:
    attached(world, world.opened())
    return partial(file_reading.read_file, sha256_hex(papers.PDF))


@case("exporting.note_paper")
def _paper(world: World, _: FrozenClock) -> Act:
    taken = exporting.PaperTaken(
        catalogue=COUNTY, paper=PaperKind.NOTICE, format="pdf", sha256="0" * 64, release=1
    )
    return partial(exporting.note_paper, taken, actor=world.actor("drafter"))


@case("importing.import_rows")
def _import(world: World, _: FrozenClock) -> Act:
    return partial(imported, world, with_row(document(world), ROWS[0], deadline=LATER))


@case("extending.import_into")
def _import_into(world: World, _: FrozenClock) -> Act:
    number = imported(world, with_row(document(world), ROWS[1], deadline=LATER))
    data = edited(downloaded(), says(ROWS[0], DEADLINE, LATER))
    return partial(taken, world, data, into=number)


@case("exporting.note_export")
def _note_export(world: World, _: FrozenClock) -> Act:
    taken = exporting.Exported(catalogue=COUNTY, format="xlsx", sha256="0" * 64, release=1)
    return partial(exporting.note_export, taken, actor=world.actor("drafter"))


@case("auditing.note_opening")
def _open_trail(world: World, _: FrozenClock) -> Act:
    return partial(auditing.note_opening, auditing.Filter(), actor=world.actor("auditor"))


@case("auditing.note_export")
def _export_trail(world: World, _: FrozenClock) -> Act:
    form, actor = next(iter(auditing.ExportForm)), world.actor("auditor")
    return partial(auditing.note_export, auditing.Filter(), actor=actor, form=form, most=100)


@case("auditing.note_statistics_export")
def _export_statistics(world: World, _: FrozenClock) -> Act:
    day = date(2026, 1, 1)
    return partial(auditing.note_statistics_export, actor=world.actor("overseer"), since=day, until=day)


@case("auditing.note_compliance_export")
def _export_report(world: World, _: FrozenClock) -> Act:
    return partial(auditing.note_compliance_export, actor=world.actor("overseer"), count=3)


@case("auditing.note_evidence")
def _evidence(world: World, _: FrozenClock) -> Act:
    number = world.in_state(State.IN_REVIEW)
    return partial(auditing.note_evidence, number, "0" * 64, actor=world.actor("auditor"))
