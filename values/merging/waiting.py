"""A change of an entry with a waiting version: what holds until that begins, and what holds from then on."""

from dataclasses import dataclass

from values.entry import EntryState
from values.merging.rows import merge_rows
from values.vocabulary import Choice, WaitingAnswer


@dataclass(frozen=True)
class WaitingStates:
    """What the two versions of an entry become."""

    until_then: EntryState
    """In force from the proposal's effective date until the waiting version begins."""
    from_then: EntryState | None
    """What the waiting version becomes; None where it stays as it was published."""


def resulting_states(
    in_force: EntryState,
    waiting: EntryState,
    drafted: EntryState,
    answer: WaitingAnswer,
    *,
    base: EntryState | None = None,
) -> WaitingStates:
    """Return both versions of an entry as a change leaves them (decision 14).

    Args:
        in_force: the version in force on the proposal's effective date.
        waiting: the version that begins later.
        drafted: what the draft says.
        answer: how far the change reaches.
        base: the version that the drafter had before them, by default the waiting one, as the newest.
    """
    before = waiting if base is None else base
    later = laid_onto(waiting, before, drafted) if answer is WaitingAnswer.AS_WELL else None
    return WaitingStates(laid_onto(in_force, before, drafted), later)


def laid_onto(version: EntryState, base: EntryState, drafted: EntryState) -> EntryState:
    """Return a version with the change that a draft makes of its base; where both changed a field, the draft holds."""
    merge = merge_rows(base, version, drafted)
    return merge.answered(dict.fromkeys(merge.open, Choice.MINE)).merged
