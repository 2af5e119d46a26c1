"""Undo of a release (decision 18): prefilled, compared three ways, under the old identities, and undone again."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Draft, Event
from tests.workflow.test_operations import OPERATIONS
from tests.world import COUNTY, ROWS, World, draft
from values.clock import FrozenClock, shanghai_day
from values.entry import EntryState, Telephones
from values.proposal_content import DraftContent, draft_content
from values.vocabulary import LeaveOutReason, Operation, Origin, Presence, State, Trigger
from workflow import operations
from workflow.commands import submission
from workflow.commands.undoing import open_undo
from workflow.commands.updating import bring_up_to_date
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.queries.catalogue import in_force
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

PHONES = Telephones(questions="0999-5550999")


def listed(world: World) -> dict[str, EntryState]:
    """Return the rows that the county's table shows."""
    return {key: row.state for key, row in world.rows().items() if row.state.is_listed}


def newest(world: World) -> int:
    return max(row.release_no for row in world.rows().values())


def undo(world: World, number: int, *, key: str | None = None, by: str = "drafter") -> str:
    return open_undo(COUNTY, number, actor=world.actor(by), key=key)


def text_of(world: World, number: str) -> DraftContent:
    with transaction() as session:
        return draft_content(session.get_one(Draft, world.proposal(number).id).content)


def publish(world: World, number: str) -> None:
    """Bring an open proposal all the way, by withdrawing it and publishing the same text."""
    text = text_of(world, number)
    submission.withdraw(number, actor=world.actor("drafter"))
    world.published(text)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_can_be_undone_and_done_again(world: World, clock: FrozenClock, name: str) -> None:
    played = OPERATIONS[name]
    changes = played.changes(world)
    before = listed(world)
    clock.advance(timedelta(minutes=1))
    world.published(draft(changes))
    after = listed(world)
    assert after != before
    for expected in (before, after, before):
        clock.advance(timedelta(minutes=1))
        publish(world, undo(world, newest(world)))
        assert listed(world) == expected


def test_an_addition_is_undone_by_cancelling_it(world: World) -> None:
    world.published(world.addition("就业见习"))
    row = world.row("就业见习")
    (change,) = text_of(world, undo(world, 2)).changes
    assert (change.operation, change.after) == (Operation.CANCEL, row.state.ended)


def test_what_is_prefilled_says_what_is_undone_and_why_it_may_be(world: World, clock: FrozenClock) -> None:
    text = replace(world.amendment(), title="压缩公开时限", policy_source="《某通知》")
    world.published(text)
    clock.advance(timedelta(days=1))
    number = undo(world, 2)
    undone = text_of(world, number)
    assert undone.title == "撤销第2版：压缩公开时限"
    assert undone.rationale == (
        f"撤销2026年3月2日公布的第2版（索引号{COUNTY}-2026-0002），恢复其所改事项的原有内容。"
    )
    assert (undone.trigger, undone.trigger_date) == (Trigger.CORRECTION, shanghai_day(clock.now()))
    assert (undone.policy_source, undone.effective_from) == ("《某通知》", None)
    proposal = world.proposal(number)
    assert (proposal.state, proposal.cause_kind, proposal.cause_id) == (State.DRAFT, "release", f"{COUNTY}:2")
    with transaction() as session:
        events = session.scalars(sa.select(Event).where(Event.proposal_id == proposal.id)).all()
    assert [event.action for event in events] == ["opened"]


def test_a_row_changed_since_keeps_the_undone_state_as_its_base(world: World) -> None:
    world.published(world.amendment(*ROWS, deadline="10个工作日内公开"))
    undone = world.row()
    world.published(world.amendment(ROWS[0], deadline="5个工作日内公开"))
    number = undo(world, 2)
    changes = {change.after.content.name: change for change in text_of(world, number).changes}
    assert changes[ROWS[0]].base_sha256 == undone.content_sha256 != world.row().content_sha256
    assert changes[ROWS[1]].base_sha256 == world.row(ROWS[1]).content_sha256
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=world.actor("drafter"))
    assert [issue.entry for issue in refused.value.issues] == [undone.state.entry]
    assert world.row().state.content.deadline == "5个工作日内公开"


def test_another_field_changed_since_is_kept_by_the_undo(world: World) -> None:
    """What was published since and what is taken back are merged, with the undone release as base."""
    original = world.row().state
    world.published(world.amendment(deadline="10个工作日内公开"))
    since = replace(world.row().state.content, telephones=PHONES)
    world.published(draft([operations.amended(world.row(), since)]))
    number = undo(world, 2)
    bring_up_to_date(number, actor=world.actor("drafter"), draft_version=1)
    (change,) = text_of(world, number).changes
    assert change.base_sha256 == world.row().content_sha256
    assert change.after.content == replace(original.content, telephones=PHONES)
    submission.submit(number, actor=world.actor("drafter"))
    assert world.state(number) is State.IN_REVIEW


def test_what_was_changed_back_already_is_left_out(world: World) -> None:
    original = world.row().state.content.deadline
    world.published(world.amendment(*ROWS, deadline="10个工作日内公开"))
    world.published(world.amendment(ROWS[0], deadline=original))
    (change,) = text_of(world, undo(world, 2)).changes
    assert change.after.content.name == ROWS[1]
    world.published(world.amendment(ROWS[1], deadline=original))
    with pytest.raises(NotAllowedError, match="has been changed back already"):
        undo(world, 2)


def test_a_release_that_waits_is_undone_for_its_own_day(world: World, clock: FrozenClock) -> None:
    later = shanghai_day(clock.now()) + timedelta(days=30)
    original = world.row().state
    world.published(world.amendment(effective_from=later))
    clock.advance(timedelta(minutes=1))
    number = undo(world, 2)
    assert text_of(world, number).effective_from == later
    publish(world, number)
    clock.advance(timedelta(minutes=1))
    with transaction() as session:
        rows = in_force(session, world.catalogues[COUNTY], day=later, now=clock.now())
    assert rows[original.entry].state == original


def test_warnings_answered_before_need_no_new_answer(world: World) -> None:
    first, second = (world.row(name).state.entry for name in ROWS)

    def answered(deadline: str, answers: dict[str, str]) -> None:
        world.published(replace(world.amendment(deadline=deadline), answers=answers))

    answered("10个工作日内公开", {f"R08:{first}:deadline": "旧", f"R04:{first}:name": "本地名称。"})
    answered(
        "5个工作日内公开", {f"R08:{first}:deadline": "新", f"R08:{second}:deadline": "与此无关", "x": "无"}
    )
    text = text_of(world, undo(world, 3))
    assert text.answers == {f"R08:{first}:deadline": "新", f"R04:{first}:name": "本地名称。"}


def test_a_row_of_the_standard_leaves_with_a_reason_that_the_drafter_gives(world: World) -> None:
    number = undo(world, 1)
    text = text_of(world, number)
    assert {change.operation for change in text.changes} == {Operation.LEAVE_OUT}
    assert {change.after.origin for change in text.changes} == {Origin.ADAPTED}
    with pytest.raises(InvalidError, match="for which reason"):
        submission.submit(number, actor=world.actor("drafter"))


def test_another_reason_for_leaving_out_is_undone_too(world: World) -> None:
    world.published(
        draft([operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")])
    )
    entry = next(key for key, row in world.rows().items() if not row.state.is_listed)
    world.published(
        draft(
            [
                operations.left_out(
                    world.rows()[entry], LeaveOutReason.BASIS_REPEALED, "《就业服务与就业管理规定》已废止。"
                )
            ]
        )
    )
    publish(world, undo(world, 3))
    state = world.rows()[entry].state
    assert (state.presence, state.left_out_reason, state.left_out_note) == (
        Presence.LEFT_OUT,
        LeaveOutReason.NOT_PRACTISED,
        "本县未开展此项业务。",
    )
    publish(world, undo(world, 2))
    assert world.row().state.is_listed


def test_the_same_click_twice_opens_one_proposal(world: World) -> None:
    world.published()
    assert undo(world, 2, key="click") == undo(world, 2, key="click") != undo(world, 2, key="another click")


def test_only_drafters_of_the_county_undo_what_there_is(world: World) -> None:
    world.published()
    for by in ("reviewer", "supervisor", "other-drafter"):
        with pytest.raises(ForbiddenError):
            undo(world, 2, by=by)
    for number in (0, 3):
        with pytest.raises(NotFoundError, match="no such release"):
            undo(world, number)
    with pytest.raises(NotFoundError):
        open_undo("990199-employment", 1, actor=world.actor("drafter"))
    assert undo(world, 2, by="centre-drafter")


def test_a_spare_row_of_the_standard_may_be_cancelled_but_not_the_last(world: World) -> None:
    """After a split two rows adapt the same entry of the standard."""
    states = [row.state for row in world.rows().values()]
    world.published(draft(operations.split(world.row(), ["甲", "乙"], states, seed="1")))
    both = world.opened(draft([operations.cancelled(world.row("甲")), operations.cancelled(world.row("乙"))]))
    with pytest.raises(InvalidError, match="comes from the standard"):
        submission.submit(both, actor=world.actor("drafter"))
    changed = operations.cancelled(world.row("甲"))
    renamed = replace(changed.after, content=replace(changed.after.content, name="丙"))
    wrong = world.opened(draft([replace(changed, after=renamed)]))
    with pytest.raises(InvalidError, match="nothing else about it"):
        submission.submit(wrong, actor=world.actor("drafter"))
    world.published(draft([changed]))
    assert {state.content.name for state in listed(world).values() if state.parent} == {ROWS[1], "乙"}
