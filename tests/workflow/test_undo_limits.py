"""What an undo cannot take back, and how it says so: retroactive releases, and changes of bodies."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.workflow.test_body_change import (
    AHEAD,
    SECOND,
    TODAY,
    change,
    merging,
    opened,
    published,
    renaming,
    with_second_catalogue,
)
from tests.workflow.test_undo import text_of, undo
from tests.world import ROWS, SIGNERS, World
from values.body_change import BodyChange, BodyChangeKind
from values.clock import FrozenClock
from values.proposal_content import DraftContent
from values.vocabulary import Operation, State, WaitingAnswer
from workflow.commands import submission
from workflow.commands.undoing import BODIES_STAY, open_undo
from workflow.errors import NotAllowedError

pytestmark = pytest.mark.usefixtures("context", "clock")

EARLIER = date(2026, 1, 5)


def retroactive(world: World, *names: str) -> DraftContent:
    """Return a change of rows for a day before their present version began to hold."""
    return world.amendment(*names, deadline="7个工作日内公开", effective_from=EARLIER)


def test_a_retroactive_release_below_later_versions_leaves_nothing_to_take_back(
    world: World, clock: FrozenClock
) -> None:
    world.published(world.amendment())
    clock.advance(timedelta(minutes=1))
    world.published(retroactive(world), waiting=WaitingAnswer.UNTIL_THEN)
    assert world.row().release_no == 2
    with pytest.raises(NotAllowedError, match="has later versions"):
        undo(world, 3)


def test_what_a_later_version_covers_is_named_and_the_rest_is_taken_back(
    world: World, clock: FrozenClock
) -> None:
    original = world.row(ROWS[1]).state
    world.published(world.amendment())
    clock.advance(timedelta(minutes=1))
    world.published(retroactive(world, *ROWS), waiting=WaitingAnswer.UNTIL_THEN)
    text = text_of(world, undo(world, 3))
    (one,) = text.changes
    assert one.after == original
    assert f"“{ROWS[0]}”等1项已有施行日期更晚的版本，不列入本次撤销。" in text.rationale


def published_with(world: World, what: BodyChange, *, deadline: str) -> None:
    """Publish a change of a body that gives the first row another deadline on the way."""
    number = opened(world, what, day=TODAY)
    text = text_of(world, number)
    changes = [
        replace(one, after=replace(one.after, content=replace(one.after.content, deadline=deadline)))
        if one.after.content.name == ROWS[0]
        else one
        for one in text.changes
    ]
    world.save(number, replace(text, changes=tuple(changes)))
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, *SIGNERS)
    world.decided(number, State.PUBLISHED)


@pytest.mark.parametrize("what", [renaming, merging])
def test_a_renaming_or_merging_is_not_taken_back_by_an_undo(world: World, what: object) -> None:
    assert callable(what)
    published(world, what(world), day=TODAY)
    with pytest.raises(NotAllowedError, match="carried out a change of a body"):
        undo(world, 2)


def test_of_a_merging_the_rows_own_changes_are_taken_back_and_the_successor_stays(world: World) -> None:
    row = world.row()
    published_with(world, merging(world), deadline="6个工作日内公开")
    (one,) = text_of(world, undo(world, 2)).changes
    centre = str(world.bodies["centre"])
    assert one.after.content.deadline == row.state.content.deadline
    assert [body.body for body in one.after.content.disclosing_bodies] == [centre]


def test_a_transfer_gives_back_the_rows_of_its_catalogue_and_says_what_it_leaves(world: World) -> None:
    with_second_catalogue(world)
    rows = {key: row.state for key, row in world.rows().items()}
    published(world, change(world, BodyChangeKind.TRANSFER, successor="centre"))
    text = text_of(world, undo(world, 2))
    assert text.changes
    assert all(one.operation is Operation.AMEND and one.after == rows[one.entry] for one in text.changes)
    assert text.rationale.endswith(BODIES_STAY)
    assert (text.body_change, text.effective_from) == (None, AHEAD)
    second = text_of(world, open_undo(SECOND, 2, actor=world.actor("drafter")))
    assert {one.entry for one in second.changes} == set(world.rows(SECOND))
