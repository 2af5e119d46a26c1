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
    in_force: EntryState, waiting: EntryState, drafted: EntryState, answer: WaitingAnswer
) -> WaitingStates:
    """Return both versions of an entry as a change leaves them (decision 14).

    The drafter had the waiting version before them, so their change is laid onto the one in force three ways;
    where the waiting version had changed the same field, the draft says what holds until then as well.
    """
    merge = merge_rows(waiting, in_force, drafted)
    mine = merge.answered(dict.fromkeys(merge.open, Choice.MINE))
    return WaitingStates(mine.merged, drafted if answer is WaitingAnswer.AS_WELL else None)
