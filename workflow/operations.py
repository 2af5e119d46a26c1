"""What each operation makes of a row: the changes that a draft holds for it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rules.sheet import Sheet
from values.entry import EntryContent, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import LeaveOutReason, Operation, Origin, Presence
from workflow.queries.catalogue import PublishedRow

Rows = Mapping[str, PublishedRow]

NOTHING: tuple[str, ...] = ()


def amended(row: PublishedRow, content: EntryContent, note: str = "") -> DraftChange:
    """变更: the row says something else."""
    return _changed(Operation.AMEND, row, replace(row.state, content=content), note)


def left_out(row: PublishedRow, reason: LeaveOutReason | None, explanation: str = "") -> DraftChange:
    """不列入: an entry of the standard is not listed here, for a reason (R03)."""
    after = replace(
        row.state,
        presence=Presence.LEFT_OUT,
        left_out_reason=reason,
        left_out_note=explanation,
    )
    return _changed(Operation.LEAVE_OUT, row, after)


def left_out_from_the_beginning(
    change: DraftChange, reason: LeaveOutReason | None, explanation: str = ""
) -> DraftChange:
    """增加 as 不列入: an entry of the standard that was never listed here is left out, for a reason (R03)."""
    after = replace(
        change.after, presence=Presence.LEFT_OUT, left_out_reason=reason, left_out_note=explanation
    )
    return replace(change, after=after)


def listed(change: DraftChange) -> DraftChange:
    """增加: an entry of the standard that was to be left out from the beginning is listed after all."""
    after = replace(change.after, presence=Presence.PRESENT, left_out_reason=None, left_out_note="")
    return replace(change, after=after)


def restored(row: PublishedRow, *, parent: str | None = None, rank: str = "") -> DraftChange:
    """恢复列入: a row that was left out or cancelled comes back under its old identity.

    Args:
        row: the row as it was last published.
        parent: where it comes back to, with `rank`; given only where its old place is gone.
        rank: its place among the siblings there; empty: the old place.
    """
    after = replace(row.state, presence=Presence.PRESENT, left_out_reason=None, left_out_note="")
    if rank:
        after = replace(after, parent=parent, rank=rank)
    return _changed(Operation.RESTORE, row, after)


def cancelled(row: PublishedRow) -> DraftChange:
    """取消: the entry ends."""
    return _changed(Operation.CANCEL, row, row.state.ended)


def moved(row: PublishedRow, *, parent: str | None, rank: str) -> DraftChange:
    """调整位置: the row stands elsewhere, with everything below it."""
    return placed(_changed(Operation.MOVE, row, row.state), parent=parent, rank=rank)


def placed(change: DraftChange, *, parent: str | None, rank: str) -> DraftChange:
    """Return what is done to a row, at another place."""
    return replace(change, after=replace(change.after, parent=parent, rank=rank))


def saying(change: DraftChange, other: DraftChange) -> DraftChange:
    """Return what is done to a row, with the words and the justification of another change of it."""
    return replace(change, after=replace(change.after, content=other.after.content), note=other.note)


def split(
    row: PublishedRow, names: Sequence[str], states: Iterable[EntryState], *, seed: str
) -> list[DraftChange]:
    """分设: the row ends, and rows of these names come in its place, each with what it said.

    Args:
        row: the row to divide.
        names: of the rows that come from it, in their order.
        states: the catalogue's rows, for the place among the siblings.
        seed: the proposal's number; the same split of the same proposal makes the same identities.
    """
    state = row.state
    following = min(
        (one.rank for one in states if one.parent == state.parent and one.rank > state.rank), default=None
    )
    changes = [_changed(Operation.SPLIT, row, state.ended)]
    rank = state.rank
    for place, name in enumerate(names):
        rank = rank_between(rank, following)
        part = replace(
            state,
            entry=_identity(seed, state.entry, str(place), name),
            rank=rank,
            content=replace(state.content, name=name.strip()),
        )
        changes.append(DraftChange(operation=Operation.SPLIT, after=part, sources=(state.entry,)))
    return changes


def merged(
    rows: Sequence[PublishedRow], into: PublishedRow | str, *, seed: str, so_far: DraftChange | None = None
) -> list[DraftChange]:
    """合并: rows end and go on in another, which is one of the catalogue's or a new one of this name.

    The row they go on in keeps its own words and receives the elements, bases and channels of the others.
    What came from the standard is left out as merged into another, unless the new row adapts it.

    Args:
        rows: the rows that end.
        into: the row they go on in, or the name of a new one.
        seed: the proposal's number; the same merge of the same proposal makes the same identity.
        so_far: what the draft does to that row already, and keeps doing.
    """
    if isinstance(into, str):
        first = next((row for row in rows if row.state.upstream_entry), rows[0])
        state = replace(
            first.state,
            entry=_identity(seed, *(row.state.entry for row in rows), into),
            rank=min(row.state.rank for row in rows if row.state.parent == first.state.parent),
            content=replace(first.state.content, name=into.strip()),
        )
        base, earlier = "", NOTHING
    else:
        state, earlier = (so_far.after, so_far.sources) if so_far else (into.state, NOTHING)
        base = into.content_sha256
    target = DraftChange(
        operation=Operation.MERGE,
        after=replace(state, content=_together(state.content, [row.state.content for row in rows])),
        note=so_far.note if so_far else "",
        base_sha256=base,
        sources=tuple(dict.fromkeys((*earlier, *(row.state.entry for row in rows)))),
    )
    name, carried = state.content.name, state.upstream_entry
    return [*(_merged_away(row, name, carried) for row in rows), target]


def _identity(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, ":".join(parts)).hex


def _merged_away(row: PublishedRow, name: str, carried: str | None) -> DraftChange:
    state = row.state
    if state.upstream_entry is None or state.upstream_entry == carried:
        return _changed(Operation.MERGE, row, state.ended)
    after = replace(
        state,
        presence=Presence.LEFT_OUT,
        left_out_reason=LeaveOutReason.MERGED_INTO_OTHER,
        left_out_note=name,
    )
    return _changed(Operation.MERGE, row, after)


def _together(content: EntryContent, others: Sequence[EntryContent]) -> EntryContent:
    def joined(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for single in lists for one in single))

    everyone = (content, *others)
    bases = {one.text: one for said in reversed(everyone) for one in said.legal_bases}
    return replace(
        content,
        content_elements=joined(one.content_elements for one in everyone),
        legal_bases=tuple(
            bases[text] for text in joined([one.text for one in said.legal_bases] for said in everyone)
        ),
        channels=joined(one.channels for one in everyone),
    )


def _changed(operation: Operation, row: PublishedRow, after: EntryState, note: str = "") -> DraftChange:
    return DraftChange(operation=operation, after=after, note=note, base_sha256=row.content_sha256)


def taken_away(
    row: PublishedRow, current: Rows, reason: LeaveOutReason | None = None, explanation: str = ""
) -> list[DraftChange]:
    """Take a row out of the catalogue with every listed row below it.

    Entries of the standard are left out, for the reason given; the county's own are cancelled.
    """
    sheet = Sheet({key: one.state for key, one in current.items()})
    ending = sheet.with_what_is_below(frozenset({row.state.entry}))
    return [
        left_out(one, reason, explanation) if one.state.origin is Origin.ADAPTED else cancelled(one)
        for key, one in current.items()
        if key in ending
    ]


def put(text: DraftContent, changes: Iterable[DraftChange]) -> DraftContent:
    """Return the draft with these changes, each in the place of what it did to the same row."""
    new = {change.entry: change for change in changes}
    kept = [new.pop(change.entry, change) for change in text.changes]
    return replace(text, changes=(*kept, *new.values()))


def without(text: DraftContent, entry: str) -> DraftContent:
    """Return the draft without a row, and without what makes no sense without it.

    With a row that is split its parts go; with the row that others are merged into, so do these; and a merge
    that loses its last source is none any more.
    """
    gone = text.change_of(entry)
    if gone is None:
        return text
    leaving = {entry}
    if gone.operation is Operation.MERGE:
        leaving.update(gone.sources)
    kept = []
    for change in text.changes:
        sources = tuple(one for one in change.sources if one not in leaving)
        if change.entry in leaving or (change.sources and not sources):
            continue
        kept.append(replace(change, sources=sources))
    divided = {source for change in kept for source in change.sources}
    return replace(
        text,
        changes=tuple(
            change
            for change in kept
            if change.operation is not Operation.SPLIT or change.sources or change.entry in divided
        ),
    )
