"""A change of an entry with a waiting version: until then only, or in it as well (decision 14)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.workflow.conflicting import LATER, OURS, THEIRS, refusal, saying, submitted, text_of, update
from tests.world import COUNTY, ROWS, World, draft
from values.clock import FrozenClock
from values.entry import EntryState
from values.vocabulary import State, WaitingAnswer
from workflow.base import EVER
from workflow.commands import approval, publication, review, revising, submission
from workflow.errors import NotAllowedError
from workflow.operations import amended
from workflow.queries.catalogue import in_force
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def test_a_waiting_version_is_asked_about(world: World) -> None:
    row = world.row()
    world.published(
        draft([amended(row, replace(row.state.content, deadline=THEIRS))], effective_from=date(2026, 6, 1))
    )
    number = world.opened(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))
    assert [field for field, _ in refusal(world, number)] == ["waiting_version"]
    update(world, number, waiting_version=WaitingAnswer.AS_WELL)
    (change,) = text_of(world, number).changes
    assert change.waiting is WaitingAnswer.AS_WELL
    submitted(world, number)


def test_a_draft_that_takes_force_with_the_waiting_version_is_not_asked(world: World) -> None:
    row = world.row()
    begins = date(2026, 6, 1)
    world.published(draft([amended(row, replace(row.state.content, deadline=THEIRS))], effective_from=begins))
    number = world.opened(
        replace(saying(world, channels=("政府网站", "政务新媒体", "政府公报")), effective_from=begins)
    )
    submitted(world, number)
    assert [one.waiting for one in text_of(world, number).changes] == [None]


def test_a_waiting_version_of_another_row_is_not_asked_about(world: World) -> None:
    world.published(replace(saying(world, ROWS[1], deadline=THEIRS), effective_from=date(2026, 6, 1)))
    number = world.opened(saying(world, deadline=OURS))
    submitted(world, number)
    assert [one.waiting for one in text_of(world, number).changes] == [None]


def test_another_waiting_version_is_another_question(world: World) -> None:
    row = world.row()
    world.published(
        draft([amended(row, replace(row.state.content, deadline=THEIRS))], effective_from=date(2026, 6, 1))
    )
    number = world.opened(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))
    update(world, number, waiting_version=WaitingAnswer.UNTIL_THEN)
    world.published(replace(saying(world, deadline=LATER), effective_from=date(2026, 6, 1)))
    update(world, number)
    assert "waiting_version" in {field for field, _ in refusal(world, number)}


JUNE = date(2026, 6, 1)


def two_versions(world: World, answer: WaitingAnswer, **fields: object) -> dict[str, EntryState]:
    """Publish a row with another deadline from June on, then a change of it, and return it before and in June."""
    world.published(replace(saying(world, deadline=THEIRS), effective_from=JUNE))
    number = world.published(saying(world, **fields), waiting=answer)
    entry = world.row().state.entry
    assert world.state(number) is State.PUBLISHED
    with transaction() as session:
        days = {"before": date(2026, 5, 31), "in June": JUNE}
        return {
            name: in_force(session, world.catalogues[COUNTY], day=day, now=EVER)[entry].state
            for name, day in days.items()
        }


def test_a_change_until_then_leaves_the_waiting_version_as_it_is(world: World) -> None:
    before = world.row().state
    waiting = replace(before, content=replace(before.content, deadline=THEIRS))
    states = two_versions(world, WaitingAnswer.UNTIL_THEN, channels=("政府网站", "政务新媒体", "政府公报"))
    assert states["before"] == replace(
        before, content=replace(before.content, channels=("政府网站", "政务新媒体", "政府公报"))
    )
    assert states["in June"] == waiting


def test_a_change_in_the_waiting_version_as_well_makes_two_versions(world: World) -> None:
    before = world.row().state
    states = two_versions(world, WaitingAnswer.AS_WELL, channels=("政府网站", "政务新媒体", "政府公报"))
    assert states["before"] == replace(
        before, content=replace(before.content, channels=("政府网站", "政务新媒体", "政府公报"))
    )
    assert states["in June"].content.deadline == THEIRS
    assert states["in June"].content.channels == ("政府网站", "政务新媒体", "政府公报")


def test_a_row_that_only_waits_is_changed_there(world: World) -> None:
    world.published(world.addition("就业见习", effective_from=JUNE))
    row = world.row("就业见习")
    world.published(saying(world, "就业见习", deadline=OURS), waiting=WaitingAnswer.AS_WELL)
    with transaction() as session:
        key = world.catalogues[COUNTY]
        assert row.state.entry not in in_force(session, key, day=date(2026, 5, 31), now=EVER)
        state = in_force(session, key, day=JUNE, now=EVER)[row.state.entry].state
    assert state.content.deadline == OURS


def test_nothing_can_hold_until_a_row_comes_into_force_at_all(world: World) -> None:
    world.published(world.addition("就业见习", effective_from=JUNE))
    number = world.opened(saying(world, "就业见习", deadline=OURS))
    update(world, number, waiting_version=WaitingAnswer.UNTIL_THEN)
    assert [field for field, _ in refusal(world, number)] == ["waiting_version"]


@pytest.mark.parametrize("answer", WaitingAnswer)
def test_a_proposal_that_the_waiting_version_overtook_is_revised_first(
    world: World, clock: FrozenClock, answer: WaitingAnswer
) -> None:
    world.published(replace(saying(world, deadline=THEIRS), effective_from=JUNE))
    number = world.in_state(
        State.APPROVED, saying(world, channels=("政府网站", "政务新媒体", "政府公报")), waiting=answer
    )
    clock.at = datetime(2026, 6, 1, 1, tzinfo=UTC)
    with pytest.raises(NotAllowedError, match="base has moved on"):
        publication.publish(number, actor=world.actor("publisher"))
    approval.revoke_approval(number, actor=world.actor("supervisor"), comment="已有新版本施行。")
    revising.rebase(number, actor=world.actor("drafter"))
    world.justify(number)
    assert submitted(world, number) == 2
    world.sign(number, "reviewer", "secrecy")
    approval.approve(number, actor=world.actor("supervisor"))
    publication.publish(number, actor=world.actor("publisher"))
    content = world.row().state.content
    assert (content.deadline, content.channels) == (THEIRS, ("政府网站", "政务新媒体", "政府公报"))


def test_a_proposal_of_a_fixed_day_is_not_overtaken(world: World, clock: FrozenClock) -> None:
    world.published(replace(saying(world, deadline=THEIRS), effective_from=JUNE))
    text = replace(
        saying(world, channels=("政府网站", "政务新媒体", "政府公报")), effective_from=date(2026, 5, 1)
    )
    number = world.in_state(State.APPROVED, text, waiting=WaitingAnswer.UNTIL_THEN)
    clock.at = datetime(2026, 6, 1, 1, tzinfo=UTC)
    publication.publish(number, actor=world.actor("publisher"))
    assert world.row().state.content.deadline == THEIRS


def test_an_unchanged_answer_about_a_waiting_version_is_an_unchanged_proposal(world: World) -> None:
    world.published(replace(saying(world, deadline=THEIRS), effective_from=JUNE))
    text = saying(world, channels=("政府网站", "政务新媒体", "政府公报"))
    number = world.in_state(State.CHANGES_REQUESTED, text, waiting=WaitingAnswer.AS_WELL)
    assert submission.submit(number, actor=world.actor("drafter"), comment="照旧。") == 1
    review.request_changes(number, actor=world.actor("reviewer"), comment="仅限届时前。")
    world.reach(number, WaitingAnswer.UNTIL_THEN)
    assert submitted(world, number) == 2
