"""Drafts of any operation on whatever rows a catalogue has, for walks that nobody planned."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

from tests.world import World, draft
from values.entry import EntryContent
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import Choice, ConflictKind, LeaveOutReason, Operation, WaitingAnswer
from workflow import operations
from workflow.commands import updating
from workflow.queries.catalogue import PublishedRow


def any_draft(world: World, operation: Operation, which: int, other: int) -> DraftContent:
    """Return a draft with an operation on the rows that two numbers point at; it may well be refused."""
    rows = sorted(world.rows().values(), key=lambda row: (row.state.rank, row.state.entry))
    row, second = rows[which % len(rows)], rows[other % len(rows)]
    if operation is Operation.ADD:
        return world.addition(f"新增{len(rows)}")
    return draft(MADE[operation](row, second, rows))


def _left_out(row: PublishedRow, _: PublishedRow, rows: Sequence[PublishedRow]) -> list[DraftChange]:
    everything = {one.state.entry: one for one in rows}
    return operations.taken_away(row, everything, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")


def _moved(row: PublishedRow, second: PublishedRow, rows: Sequence[PublishedRow]) -> list[DraftChange]:
    rank = rank_between(max(one.state.rank for one in rows), None)
    return [operations.moved(row, parent=second.state.parent, rank=rank)]


def _split(row: PublishedRow, _: PublishedRow, rows: Sequence[PublishedRow]) -> list[DraftChange]:
    states = [one.state for one in rows]
    return operations.split(row, ["甲", "乙"], states, seed=str(row.release_no))


def _amended(row: PublishedRow, _: PublishedRow, rows: Sequence[PublishedRow]) -> list[DraftChange]:
    return [operations.amended(row, replace(row.state.content, deadline=f"{len(rows)}个工作日内"))]


Make = Callable[[PublishedRow, PublishedRow, Sequence[PublishedRow]], list[DraftChange]]

MADE: dict[Operation, Make] = {
    Operation.AMEND: _amended,
    Operation.LEAVE_OUT: _left_out,
    Operation.RESTORE: lambda row, _, __: [operations.restored(row)],
    Operation.CANCEL: lambda row, _, __: [operations.cancelled(row)],
    Operation.MOVE: _moved,
    Operation.SPLIT: _split,
    Operation.MERGE: lambda row, second, _: operations.merged([row], second, seed="1"),
}


def settle(world: World, number: str, choice: Choice, waiting: WaitingAnswer) -> None:
    """Bring a draft up to date, with one answer to every question about its rows."""
    answers = {f"{entry}:{name}": choice.value for entry in world.rows() for name in (*FIELDS, *ConflictKind)}
    answers |= {f"{entry}:{ConflictKind.WAITING_VERSION}": waiting.value for entry in world.rows()}
    updating.bring_up_to_date(
        number, actor=world.actor("drafter"), draft_version=world.draft_version(number), answers=answers
    )


FIELDS = ("name", "parent", "presence", "rank", *(one.name for one in fields(EntryContent)))
