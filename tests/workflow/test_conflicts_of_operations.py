"""Every operation against every other on the same row: asked, answered either way, and then it fits or is gone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.workflow.conflicting import OURS, THEIRS, refusal, saying, submitted, text_of
from tests.world import HEADING, ROWS, World, draft
from values.proposal_content import DraftChange
from values.vocabulary import Choice, LeaveOutReason, Operation
from workflow import operations
from workflow.commands import updating
from workflow.errors import InvalidError

pytestmark = pytest.mark.usefixtures("context", "clock")

Make = Callable[[World, str], list[DraftChange]]


def amended(world: World, word: str) -> list[DraftChange]:
    return list(saying(world, deadline=word).changes)


def moved(world: World, word: str) -> list[DraftChange]:
    row = world.row()
    after = operations.moved(row, parent=None, rank="7" if word == OURS else "8")
    content = replace(after.after.content, interpretation=word)
    return [replace(after, after=replace(after.after, content=content))]


def left_out(world: World, word: str) -> list[DraftChange]:
    return [operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, word)]


def split(world: World, word: str) -> list[DraftChange]:
    states = [row.state for row in world.rows().values()]
    return operations.split(world.row(), [f"甲{word}", f"乙{word}"], states, seed=word)


def merged(world: World, word: str) -> list[DraftChange]:
    return operations.merged([world.row()], world.row(ROWS[1]), seed=word)


MADE: dict[str, Make] = {
    "amend": amended,
    "move": moved,
    "leave out": left_out,
    "split": split,
    "merge": merged,
}

ENDING = {"split", "merge"}
"""What makes other rows of one that ends."""


def decide(world: World, number: str, choice: Choice) -> None:
    """Answer every question in one way until none is left, or none has that answer."""
    for _ in range(3):
        entries = {change.entry for change in text_of(world, number).changes}
        names = ("structure", "parent", "below", "rank", "equal_name", "cycle", *FIELDS)
        updating.bring_up_to_date(
            number,
            actor=world.actor("drafter"),
            draft_version=world.draft_version(number),
            answers={f"{entry}:{name}": choice for entry in entries for name in names},
        )


FIELDS = ("name", "deadline", "interpretation", "content_elements", "legal_bases", "channels")


@pytest.mark.parametrize("published", MADE)
@pytest.mark.parametrize("drafted", MADE)
def test_two_operations_on_a_row_are_asked_and_either_answer_can_be_submitted(
    world: World, drafted: str, published: str
) -> None:
    ours, theirs = MADE[drafted](world, OURS), MADE[published](world, THEIRS)
    first, second = world.opened(draft(ours)), world.opened(draft(ours))
    world.published(draft(theirs))
    assert refusal(world, first)
    decide(world, first, Choice.MINE)
    if drafted == published == "merge":
        assert text_of(world, first).changes == (), "the same change on both sides drops out"
    elif drafted in ENDING and published in {*ENDING, "leave out"}:
        assert "structure" in {field for field, _ in refusal(world, first)}, (
            "what has ended cannot end otherwise"
        )
    else:
        assert submitted(world, first) == 1
    decide(world, second, Choice.PUBLISHED)
    with pytest.raises(InvalidError) as refused:
        submitted(world, second)
    said = {one.message.in_english() for one in refused.value.issues}
    assert any("Nothing remains of this proposal" in one for one in said), said


def test_a_row_that_was_moved_takes_what_the_draft_says_along(world: World) -> None:
    number = world.opened(draft(amended(world, OURS)))
    world.published(draft(moved(world, THEIRS)))
    decide(world, number, Choice.BOTH)
    (change,) = text_of(world, number).changes
    assert (change.operation, change.after.parent) == (Operation.AMEND, None)
    assert (change.after.content.deadline, change.after.content.interpretation) == (OURS, THEIRS)
    # Where it stands now is not the standard's place; whoever submits has to say why (R04).
    assert [field for field, _ in refusal(world, number)] == ["parent"]


def test_a_heading_is_moved_over_what_was_published_below_it(world: World) -> None:
    heading = world.row(HEADING)
    number = world.opened(draft([operations.moved(heading, parent=None, rank="77")]))
    world.published(draft(amended(world, THEIRS)))
    submitted(world, number)
    (change,) = text_of(world, number).changes
    assert (change.entry, change.operation, change.after.rank) == (heading.state.entry, Operation.MOVE, "77")


def test_a_heading_is_taken_away_over_what_was_published_below_it(world: World) -> None:
    gone = operations.taken_away(
        world.row(HEADING), world.rows(), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。"
    )
    number = world.opened(draft(gone))
    world.published(world.addition("就业见习"))
    assert "below" in {field for field, _ in refusal(world, number)}
    decide(world, number, Choice.PUBLISHED)
    assert HEADING not in {change.after.content.name for change in text_of(world, number).changes}


def test_two_moves_that_make_a_cycle_are_asked(world: World) -> None:
    row, other = world.row(ROWS[0]), world.row(ROWS[1])
    number = world.opened(draft([operations.moved(row, parent=other.state.entry, rank="5")]))
    world.published(draft([operations.moved(other, parent=row.state.entry, rank="5")]))
    assert "cycle" in {field for field, _ in refusal(world, number)}
    decide(world, number, Choice.MINE)
    assert "cycle" in {field for field, _ in refusal(world, number)}, "nobody can want the cycle"
    decide(world, number, Choice.PUBLISHED)
    assert text_of(world, number).changes == ()
