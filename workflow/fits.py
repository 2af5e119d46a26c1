"""Whether an operation fits the row that it changes: each operation may do what it says, and nothing else."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from values.messages import N_
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import LeaveOutReason, Operation, Origin, Presence
from workflow.queries.catalogue import PublishedRow

FEWEST_PARTS = 2
"""A split into one, or a merge of one into a new row, would only be another name for it."""


@dataclass(frozen=True)
class Fitting:
    """A draft against the catalogue as it is, with who goes into whom."""

    draft: DraftContent
    current: Mapping[str, PublishedRow]

    @property
    def outcomes(self) -> dict[str, list[DraftChange]]:
        """By row that is split or merged: the rows that come from it."""
        found: dict[str, list[DraftChange]] = defaultdict(list)
        for change in self.draft.changes:
            for source in change.sources:
                found[source].append(change)
        return found

    @cached_property
    def adapted(self) -> frozenset[str]:
        """The standard's entries that listed rows adapt once the draft is published; they can lose another row."""
        states = {key: row.state for key, row in self.current.items()}
        states |= {change.entry: change.after for change in self.draft.changes}
        return frozenset(
            one.upstream_entry for one in states.values() if one.is_listed and one.upstream_entry
        )

    def misfits(self) -> dict[str, str]:
        """Return why an operation does not fit, by the row that it changes."""
        outcomes = self.outcomes
        said = {
            change.entry: self._misfit(change, outcomes.get(change.entry, []))
            for change in self.draft.changes
        }
        return {entry: sentence for entry, sentence in said.items() if sentence}

    def _misfit(self, change: DraftChange, outcomes: list[DraftChange]) -> str:
        published = self.current.get(change.entry)
        if change.operation in {Operation.SPLIT, Operation.MERGE}:
            if change.sources:
                return self._misfit_of_outcome(change, published)
            return _misfit_of_source(change, published, outcomes) if published else NOT_THERE
        if change.sources or outcomes:
            return N_("“%(name)s”: only a split or a merge names the rows that another comes from.")
        if change.operation is Operation.ADD:
            return N_("“%(name)s” is in the catalogue already.") if published else _adding(change)
        if published is None:
            return NOT_THERE
        is_spare = change.operation is Operation.CANCEL and published.state.upstream_entry in self.adapted
        return _misfit_of_spare(change, published) if is_spare else _misfit_of_published(change, published)

    def _misfit_of_outcome(self, change: DraftChange, published: PublishedRow | None) -> str:
        """Say why a row cannot come out of the rows that it names."""
        by_entry = {one.entry: one for one in self.draft.changes}
        sources = [by_entry.get(source) for source in change.sources]
        if any(one is None or one.operation is not change.operation or one.sources for one in sources):
            return N_("“%(name)s” comes from a row that the draft does not split or merge.")
        upstreams = {None, *(one.after.upstream_entry for one in sources if one)}
        is_split = change.operation is Operation.SPLIT
        if published is None:
            return _first(
                (
                    change.after.upstream_entry not in upstreams,
                    N_("“%(name)s” can only adapt an entry of the standard that it comes from."),
                ),
                (is_split and len(sources) > 1, NEW_FROM_ONE),
                (
                    not is_split and len(sources) < FEWEST_PARTS,
                    N_("“%(name)s”: a merge joins two rows at least; a single one is only renamed."),
                ),
            )
        return NEW_FROM_ONE if is_split else _moved_on(change, published) or _amendment(change, published)


def _misfit_of_source(change: DraftChange, published: PublishedRow, outcomes: list[DraftChange]) -> str:
    """Say why a row cannot go into the rows that name it."""
    state, after = published.state, change.after
    is_split = change.operation is Operation.SPLIT
    ends = state.upstream_entry is None or state.upstream_entry in {
        one.after.upstream_entry for one in outcomes
    }
    merged_away = replace(
        state,
        presence=Presence.LEFT_OUT,
        left_out_reason=LeaveOutReason.MERGED_INTO_OTHER,
        left_out_note=after.left_out_note,
    )
    return _first(
        (not state.is_listed, NOT_LISTED),
        (bool(_moved_on(change, published)), MOVED_ON),
        (
            is_split and len(outcomes) < FEWEST_PARTS,
            N_("“%(name)s” is split into fewer than two rows; name two at least."),
        ),
        (
            not is_split and len(outcomes) != 1,
            N_("“%(name)s” is merged, but the draft does not say into which one row."),
        ),
        (ends and after != state.ended, NOT_ENDED),
        (
            not ends and (after != merged_away or not after.left_out_note.strip()),
            N_("“%(name)s” comes from the standard: it is left out, as merged into another row."),
        ),
    )


def _first(*cases: tuple[bool, str]) -> str:
    """Return the sentence of the first case that holds; empty where none does."""
    return next((sentence for holds, sentence in cases if holds), "")


NOT_THERE = N_("“%(name)s” is not in the catalogue.")
NEW_FROM_ONE = N_("“%(name)s”: a split makes new rows, each from one row.")
NOT_LISTED = N_("“%(name)s” is not listed now; restore it first.")
NO_REASON = N_("“%(name)s”: say for which reason it is left out, and on what basis.")
NOT_ENDED = N_("“%(name)s” ends with this operation; nothing else about it can change.")
MOVED_ON = N_("“%(name)s” has been published anew since you edited it; bring the draft up to date first.")


def _misfit_of_published(change: DraftChange, published: PublishedRow) -> str:
    if published.state == change.after:
        return N_("“%(name)s” is not changed; take it out of the proposal or change it.")
    return _moved_on(change, published) or FITS[change.operation](change, published)


def _moved_on(change: DraftChange, published: PublishedRow) -> str:
    return "" if change.base_sha256 in {"", published.content_sha256} else MOVED_ON


def _amendment(change: DraftChange, published: PublishedRow) -> str:
    if not published.state.is_listed:
        return NOT_LISTED
    return _only_content(change, published)


def _only_content(change: DraftChange, published: PublishedRow) -> str:
    # Moving or leaving out asks for more steps than amending, and must not come in its clothes.
    if replace(published.state, content=change.after.content) != change.after:
        return N_("“%(name)s”: an amendment changes what a row says, not its place or presence.")
    return ""


def _adding(change: DraftChange) -> str:
    after = change.after
    if after.is_listed or (after.left_out_reason is not None and after.left_out_note.strip()):
        return ""
    return NO_REASON


def _leaving_out(change: DraftChange, published: PublishedRow) -> str:
    after = change.after
    if published.state.upstream_entry is None:
        return N_("“%(name)s” does not come from the standard: cancel it instead of leaving it out.")
    expected = replace(
        published.state,
        presence=Presence.LEFT_OUT,
        left_out_reason=after.left_out_reason,
        left_out_note=after.left_out_note,
    )
    if after != expected:
        return NOT_ENDED
    if after.left_out_reason is None or not after.left_out_note.strip():
        return NO_REASON
    return ""


def _restoring(change: DraftChange, published: PublishedRow) -> str:
    state, after = published.state, change.after
    if state.is_listed:
        return N_("“%(name)s” is listed already.")
    expected = replace(
        state,
        presence=Presence.PRESENT,
        left_out_reason=None,
        left_out_note="",
        parent=after.parent,
        rank=after.rank,
        content=after.content,
    )
    return "" if after == expected else N_("“%(name)s” comes back listed, with its identity and its origin.")


def _cancelling(change: DraftChange, published: PublishedRow) -> str:
    state = published.state
    if state.is_listed and state.origin is Origin.ADAPTED:
        return N_("“%(name)s” comes from the standard: leave it out with a reason instead of cancelling it.")
    return _ending(change, published)


def _misfit_of_spare(change: DraftChange, published: PublishedRow) -> str:
    """Say why a row cannot end whose entry of the standard another row adapts as well."""
    return _moved_on(change, published) or _ending(change, published)


def _ending(change: DraftChange, published: PublishedRow) -> str:
    return "" if change.after == published.state.ended else NOT_ENDED


def _moving(change: DraftChange, published: PublishedRow) -> str:
    state, after = published.state, change.after
    if not state.is_listed:
        return NOT_LISTED
    if replace(state, parent=after.parent, rank=after.rank, content=after.content) != after:
        return N_("“%(name)s”: a move changes the place of a row and what it says, nothing else.")
    if (state.parent, state.rank) == (after.parent, after.rank):
        return N_("“%(name)s” stands where it stood; choose another place, or amend it.")
    return ""


FITS: dict[Operation, Callable[[DraftChange, PublishedRow], str]] = {
    Operation.AMEND: _amendment,
    Operation.LEAVE_OUT: _leaving_out,
    Operation.RESTORE: _restoring,
    Operation.CANCEL: _cancelling,
    Operation.MOVE: _moving,
}
"""Operations on one published row: why one does not fit, empty where it does."""
