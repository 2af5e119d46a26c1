"""Every operation, all the way to the release: what becomes of the rows, and from which rows they came."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import EntryLineage, Release, RevisionChangePart
from tests.workflow.looking import rows_of
from tests.workflow.operating import moved_up, names_listed, out_of_the_heading, states, supplement
from tests.world import COUNTY, HEADING, ROWS, World, draft
from values.clock import FrozenClock, shanghai_day
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import LeaveOutReason, Operation, Origin, Presence, State
from workflow import operations
from workflow.commands import submission
from workflow.errors import InvalidError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context")


@dataclass(frozen=True)
class Played:
    """An operation and what the table shows after it."""

    changes: Callable[[World], list[DraftChange]]
    listed: tuple[str, ...]


OPERATIONS = {
    "a row is left out": Played(
        lambda world: [
            operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")
        ],
        (HEADING, ROWS[1]),
    ),
    "a heading is left out with all that stands below it": Played(
        lambda world: operations.taken_away(
            world.row(HEADING),
            world.rows(),
            LeaveOutReason.BASIS_REPEALED,
            "依据已废止（示范文〔2026〕1号）。",
        ),
        (),
    ),
    "a row of the county's own is cancelled": Played(
        lambda world: [operations.cancelled(supplement(world))], (HEADING, *ROWS)
    ),
    "a row moves among its siblings": Played(moved_up, (HEADING, ROWS[1], ROWS[0])),
    "a row moves to another level": Played(out_of_the_heading, (ROWS[1], HEADING, ROWS[0])),
    "a row is split": Played(
        lambda world: operations.split(
            world.row(), ["就业政策咨询", "就业法规咨询"], states(world), seed="1"
        ),
        (HEADING, "就业政策咨询", "就业法规咨询", ROWS[1]),
    ),
    "two rows are merged into a new one": Played(
        lambda world: operations.merged([world.row(name) for name in ROWS], "就业信息", seed="1"),
        (HEADING, "就业信息"),
    ),
    "a row is merged into another": Played(
        lambda world: operations.merged([supplement(world)], world.row(), seed="1"), (HEADING, *ROWS)
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_goes_all_the_way(world: World, clock: FrozenClock, name: str) -> None:
    played = OPERATIONS[name]
    changes = played.changes(world)
    clock.advance(timedelta(minutes=1))
    world.published(draft(changes))
    rows = world.rows()
    assert names_listed(world) == list(played.listed)
    assert [rows[one.entry].state for one in changes] == [one.after for one in changes]


def test_a_restored_row_is_the_same_entry(world: World) -> None:
    row = world.row()
    world.published(
        draft(
            [
                operations.left_out(
                    row, LeaveOutReason.FUNCTION_TRANSFERRED, "按《国税地税征管体制改革方案》划转至县税务局。"
                )
            ]
        )
    )
    assert names_listed(world) == [HEADING, ROWS[1]]
    gone = world.rows()[row.state.entry]
    assert gone.state.left_out_reason is LeaveOutReason.FUNCTION_TRANSFERRED
    world.published(draft([operations.restored(gone)]))
    assert world.rows()[row.state.entry].state == row.state


def test_a_cancelled_row_comes_back_where_there_is_a_place_for_it(world: World) -> None:
    row = supplement(world)
    world.published(draft([operations.cancelled(row)]))
    gone = world.rows()[row.state.entry]
    world.published(draft([operations.restored(gone, parent=None, rank="5")]))
    assert world.rows()[row.state.entry].state == replace(row.state, parent=None, rank="5")


def lineage(number: str) -> set[tuple[str, str]]:
    (release,) = rows_of(Release, number)
    with transaction() as session:
        kept = session.scalars(sa.select(EntryLineage).where(EntryLineage.release_id == release.id))
        return {(one.entry_id, one.source_id) for one in kept}


def test_a_split_and_a_merge_keep_where_rows_came_from(world: World) -> None:
    first, second = (world.row(name) for name in ROWS)
    parts = operations.split(first, ["甲", "乙"], states(world), seed="1")
    number = world.published(draft(parts))
    assert lineage(number) == {(part.entry, first.state.entry) for part in parts[1:]}
    again = operations.merged([world.row("甲"), world.row("乙")], second, seed="1")
    number = world.published(draft(again))
    assert lineage(number) == {(second.state.entry, part.entry) for part in parts[1:]}
    with transaction() as session:
        kept = session.scalars(sa.select(RevisionChangePart)).all()
    assert sum(one.is_source for one in kept) == sum(not one.is_source for one in kept) == 4


def test_a_row_can_be_merged_into_the_same_row_twice(world: World) -> None:
    own = supplement(world)
    for _ in range(2):
        world.published(draft(operations.merged([world.row("就业见习")], world.row(), seed="1")))
        world.published(draft([operations.restored(world.rows()[own.state.entry])]))
    assert names_listed(world) == [HEADING, *ROWS, "就业见习"]


def test_the_standard_stays_adapted_when_its_rows_are_merged_or_split(world: World) -> None:
    first, second = (world.row(name) for name in ROWS)
    world.published(draft(operations.merged([first, second], "就业信息", seed="1")))
    rows = world.rows()
    joined = world.row("就业信息").state
    assert (joined.origin, joined.upstream_entry) == (Origin.ADAPTED, first.state.upstream_entry)
    assert rows[first.state.entry].state.presence is Presence.CANCELLED
    away = rows[second.state.entry].state
    assert (away.presence, away.left_out_reason, away.left_out_note) == (
        Presence.LEFT_OUT,
        LeaveOutReason.MERGED_INTO_OTHER,
        "就业信息",
    )
    assert joined.content.content_elements == first.state.content.content_elements


def _heading_only(world: World) -> DraftContent:
    away = operations.left_out(world.row(HEADING), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")
    return draft([away])


def test_a_heading_cannot_go_and_leave_rows_without_their_parent(world: World) -> None:
    number = world.opened(_heading_only(world))
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=world.actor("drafter"))
    orphans = {issue.entry for issue in refused.value.issues}
    assert orphans == {world.row(name).state.entry for name in ROWS}


def test_rows_cannot_be_moved_into_a_circle(world: World) -> None:
    heading, row = world.row(HEADING), world.row()
    rank = rank_between(row.state.rank, None)
    number = world.opened(draft([operations.moved(heading, parent=row.state.entry, rank=rank)]))
    with pytest.raises(InvalidError, match="is not listed"):
        submission.submit(number, actor=world.actor("drafter"))


def test_a_row_is_on_no_day_without_its_parent(world: World, clock: FrozenClock) -> None:
    """The new heading waits until next month; a row below it may not be in force before."""
    today = shanghai_day(clock.now())
    later = today + timedelta(days=30)
    text = world.addition("就业援助")
    top = replace(text.changes[0], after=replace(text.changes[0].after, parent=None, rank="95"))
    world.published(draft([top], effective_from=later))
    below = replace(text.changes[0].after, entry="f" * 32, parent=top.entry)
    child = DraftChange(operation=Operation.ADD, after=below)
    early = world.opened(draft([child], effective_from=later - timedelta(days=1)))
    with pytest.raises(InvalidError, match="is not listed"):
        submission.submit(early, actor=world.actor("drafter"))
    world.published(draft([child], effective_from=later))
    assert world.rows()[below.entry].state == below


def test_a_change_under_a_row_that_is_taken_away_touches_the_proposal(world: World) -> None:
    away = operations.taken_away(
        world.row(HEADING), world.rows(COUNTY), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。"
    )
    number = world.in_state(State.IN_REVIEW, draft(away))
    world.published(world.addition("就业见习"))
    with pytest.raises(Exception, match="base has moved on"):
        world.sign(number, "reviewer")
