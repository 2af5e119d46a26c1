"""What undoes a release (decision 18): for each row that it changed, the change back, on its own state as base."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from values.body_change import BodyChange, BodyChangeKind, succeeded
from values.proposal_content import DraftChange
from values.vocabulary import Operation, Origin, Presence
from workflow import operations
from workflow.queries.catalogue import PublishedRow

Rows = Mapping[str, PublishedRow]


def reversal(before: Rows, after: Rows, current: Rows, release_no: int) -> list[DraftChange]:
    """Return the changes that take a release back; rows that come back stand first.

    Each names the state that the release published as its base. Where a later release changed the row since,
    that is not the published state any more, and the drafter is asked; what is back already is left out.

    Args:
        before: the catalogue as of the release before.
        after: as of the release to undo.
        current: as of the newest release.
        release_no: the release to undo.
    """
    undone = {key: row for key, row in after.items() if row.release_no == release_no}
    changes = [_back(row, before.get(key)) for key, row in undone.items()]
    carried = set(_adapted(changes, current))
    changes = [_without_orphaning(change, undone[change.entry], carried) for change in changes]
    wanted = [change for change in changes if not _is_back(change, current[change.entry])]
    return sorted(wanted, key=lambda change: not change.after.is_listed)


def with_bodies_of_today(
    changes: list[DraftChange], current: Rows, change: BodyChange | None
) -> list[DraftChange]:
    """Return the changes without bringing back a body that ended: its successor stays, and drops out what is left.

    Args:
        changes: what takes a release back.
        current: the catalogue as of the newest release.
        change: the change of a body that the release carried out; only a merging ends it.
    """
    if change is None or change.kind is not BodyChangeKind.MERGE:
        return changes
    kept = []
    for one in changes:
        content = one.after.content
        bodies = succeeded(content.disclosing_bodies, change)
        kept.append(
            replace(one, after=replace(one.after, content=replace(content, disclosing_bodies=bodies)))
        )
    return [one for one in kept if not _is_back(one, current[one.entry])]


def _back(row: PublishedRow, before: PublishedRow | None) -> DraftChange:
    """Return the change that makes of a row what it was."""
    state, was = row.state, before.state if before else None
    if was is None or was.presence is Presence.CANCELLED:
        return operations.cancelled(row)
    if was.presence is Presence.LEFT_OUT:
        return operations.left_out(row, was.left_out_reason, was.left_out_note)
    if not state.is_listed:
        change = operations.restored(row, parent=was.parent, rank=was.rank)
    elif (state.parent, state.rank) != (was.parent, was.rank):
        change = operations.moved(row, parent=was.parent, rank=was.rank)
    else:
        return operations.amended(row, was.content)
    return replace(change, after=replace(change.after, content=was.content))


def _adapted(changes: list[DraftChange], current: Rows) -> Iterator[str]:
    """Yield the standard's entries that listed rows adapt once the release is taken back."""
    states = {key: row.state for key, row in current.items()} | {one.entry: one.after for one in changes}
    for state in states.values():
        if state.is_listed and state.upstream_entry:
            yield state.upstream_entry


def _without_orphaning(change: DraftChange, row: PublishedRow, carried: set[str]) -> DraftChange:
    """Leave out, instead of cancelling, what nothing else adapts; for which reason, the drafter has to say."""
    state = row.state
    ends = change.operation is Operation.CANCEL and state.is_listed
    if ends and state.origin is Origin.ADAPTED and state.upstream_entry not in carried:
        return operations.left_out(row, None)
    return change


def _is_back(change: DraftChange, present: PublishedRow) -> bool:
    """Whether the catalogue shows already what the change would make of it."""
    after, state = change.after, present.state
    if after.is_listed or state.is_listed:
        return after == state
    why = (state.left_out_reason, state.left_out_note)
    is_said = after.left_out_reason is not None
    return after.presence is state.presence and (
        not is_said or (after.left_out_reason, after.left_out_note) == why
    )
