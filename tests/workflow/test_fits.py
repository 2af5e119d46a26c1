"""What an operation may do to a row, and the sentence for everything else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.workflow.operating import moved_up, states, supplement
from tests.world import ROWS, World, draft
from values.proposal_content import DraftChange
from values.vocabulary import LeaveOutReason, Operation, Presence, State
from workflow import operations
from workflow.commands import submission
from workflow.errors import InvalidError

pytestmark = pytest.mark.usefixtures("context")


def _with(change: DraftChange, **state: object) -> DraftChange:
    return replace(change, after=replace(change.after, **state))


def _out(world: World, **given: object) -> DraftChange:
    change = operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")
    return _with(change, **given)


def _parts(world: World) -> list[DraftChange]:
    return operations.split(world.row(), ["甲", "乙"], states(world), seed="1")


def _joined(world: World) -> list[DraftChange]:
    return operations.merged([world.row(name) for name in ROWS], "就业信息", seed="1")


MISFITS: dict[str, tuple[Callable[[World], list[DraftChange]], str]] = {
    "left out without a reason": (lambda w: [_out(w, left_out_reason=None)], "for which reason"),
    "left out without an explanation": (lambda w: [_out(w, left_out_note=" ")], "for which reason"),
    "left out and renamed": (
        lambda w: [_out(w, content=replace(w.row().state.content, name="改名"))],
        "nothing else about it",
    ),
    "the county's own left out": (
        lambda w: [operations.left_out(supplement(w), LeaveOutReason.NOT_PRACTISED, "无。")],
        "cancel it instead",
    ),
    "the standard's cancelled": (lambda w: [operations.cancelled(w.row())], "leave it out with a reason"),
    "a cancelled row amended": (
        lambda w: [replace(operations.cancelled(supplement(w)), operation=Operation.AMEND)],
        "not its place or presence",
    ),
    "a listed row restored": (lambda w: [_restored_elsewhere(w)], "is listed already"),
    "a move to where it stands": (
        lambda w: [
            replace(
                operations.moved(w.row(), parent=w.row().state.parent, rank=w.row().state.rank),
                after=replace(w.row().state, content=replace(w.row().state.content, deadline="即时公开")),
            )
        ],
        "stands where it stood",
    ),
    "a move that leaves out": (
        lambda w: [_with(moved_up(w)[0], presence=Presence.LEFT_OUT)],
        "changes the place of a row",
    ),
    "a place that is none": (lambda w: [_with(moved_up(w)[0], rank="a")], "no place among its siblings"),
    "a split into one": (lambda w: _parts(w)[:2], "fewer than two rows"),
    "a split of nothing": (lambda w: _parts(w)[1:], "does not split or merge"),
    "a split whose source stays": (
        lambda w: [_with(_parts(w)[0], presence=Presence.PRESENT, rank="77"), *_split_of(w)],
        "ends with this operation",
    ),
    "a split that adapts another entry": (
        lambda w: [*_parts(w)[:1], *_adapting(w, w.row(ROWS[1]).state.upstream_entry)],
        "can only adapt",
    ),
    "a merge into nothing": (lambda w: _joined(w)[:2], "into which one row"),
    "a merge of one into a new row": (
        lambda w: operations.merged([w.row()], "就业信息", seed="1"),
        "joins two rows at least",
    ),
    "a merge whose source is not left out": (
        lambda w: [
            _joined(w)[0],
            _with(_joined(w)[1], presence=Presence.CANCELLED, left_out_reason=None, left_out_note=""),
            _joined(w)[2],
        ],
        "as merged into another row",
    ),
    "an addition that names sources": (
        lambda w: [replace(w.addition("就业见习").changes[0], sources=(w.row().state.entry,))],
        "only a split or a merge",
    ),
}


def _restored_elsewhere(world: World) -> DraftChange:
    return operations.restored(world.row(), parent=None, rank="5")


def _split_of(world: World) -> list[DraftChange]:
    return _parts(world)[1:]


def _adapting(world: World, upstream: str | None) -> list[DraftChange]:
    return [_with(one, upstream_entry=upstream) for one in _parts(world)[1:]]


@pytest.mark.parametrize("name", MISFITS)
def test_an_operation_that_does_not_fit_is_refused(world: World, name: str) -> None:
    changes, expected = MISFITS[name]
    number = world.opened(draft(changes(world)))
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=world.actor("drafter"))
    assert any(expected in issue.message.in_english() for issue in refused.value.issues)
    assert world.state(number) is State.DRAFT
