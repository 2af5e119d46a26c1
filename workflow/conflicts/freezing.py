"""The operations of a draft as a revision fixes them: with what they change, and laid onto the versions they change."""

from collections.abc import Iterator
from dataclasses import replace

from values.entry import EntryState
from values.merging.waiting import laid_onto
from values.proposal_content import DraftChange, DraftContent, EntryChange
from values.vocabulary import WaitingAnswer
from workflow.conflicts.around import Around


def frozen_changes(draft: DraftContent, around: Around) -> tuple[EntryChange, ...]:
    """Return what a revision fixes of a draft.

    A change of an entry with a waiting version is laid onto the version in force on the draft's day, and where
    it holds in the waiting version as well, it is a second change, of that version's own day (decision 14).
    """
    return tuple(one for change in draft.changes for one in _frozen(change, around))


def _frozen(change: DraftChange, around: Around) -> Iterator[EntryChange]:
    row, waiting = around.current.get(change.entry), around.waiting.get(change.entry)
    if row is None or waiting is None or change.waiting is None:
        yield _entry_change(change, row.state if row else None, change.after)
        return
    now = around.in_force.get(change.entry)
    if now is not None:
        yield _entry_change(change, now.state, laid_onto(now.state, row.state, change.after))
    if change.waiting is WaitingAnswer.AS_WELL:
        for later in waiting:
            after = laid_onto(later.state, row.state, change.after)
            yield replace(_entry_change(change, later.state, after), effective_from=later.effective_from)


def _entry_change(change: DraftChange, before: EntryState | None, after: EntryState) -> EntryChange:
    return EntryChange(
        operation=change.operation,
        entry=change.entry,
        before=before,
        after=after,
        note=change.note,
        sources=change.sources,
    )
