"""How two releases of a catalogue differ: row by row, by the entries' permanent identities."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from values.entry import EntryState
from values.vocabulary import Presence
from workflow.queries.catalogue import PublishedRow, arranged


class Difference(StrEnum):
    """What became of a row between two releases."""

    ADDED = "added"
    AMENDED = "amended"
    MOVED = "moved"
    LEFT_OUT = "left_out"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    ABSENT = "absent"
    """Only when looking back: the earlier release does not have the row yet."""


@dataclass(frozen=True, kw_only=True)
class ChangedRow:
    """A row that differs, with its state and 序号 in either release; None where the release does not have it."""

    entry: str
    differences: tuple[Difference, ...]
    before: EntryState | None
    after: EntryState | None
    number_before: str
    number_after: str

    @property
    def state(self) -> EntryState:
        """The newer state, else the older."""
        state = self.after or self.before
        if state is None:
            raise ValueError("A row that neither release has does not differ.")
        return state


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The rows that differ between two releases, and what every row of either is called."""

    rows: list[ChangedRow]
    names: dict[str, str]


def compared(older: Mapping[str, PublishedRow], newer: Mapping[str, PublishedRow]) -> Comparison:
    """Return how two tables of a catalogue differ."""
    before, after = ({key: row.state for key, row in rows.items()} for rows in (older, newer))
    return Comparison(
        rows=compare_states(before, after),
        names={key: state.content.name for key, state in (before | after).items()},
    )


def compare_states(before: Mapping[str, EntryState], after: Mapping[str, EntryState]) -> list[ChangedRow]:
    """Return the rows that differ between two states of a catalogue, by entry, in the order of the table."""
    numbers = [
        {row.state.entry: row.number for row in arranged(states.values())} for states in (before, after)
    ]
    found = []
    for place in arranged({**before, **after}.values(), present_only=False):
        entry = place.state.entry
        differences = differences_of(before.get(entry), after.get(entry))
        if differences:
            found.append(
                ChangedRow(
                    entry=entry,
                    differences=differences,
                    before=before.get(entry),
                    after=after.get(entry),
                    number_before=numbers[0].get(entry, ""),
                    number_after=numbers[1].get(entry, ""),
                )
            )
    return found


def differences_of(before: EntryState | None, after: EntryState | None) -> tuple[Difference, ...]:
    """Return what became of a row; nothing where it stayed, or where the table shows it in neither release."""
    was, becomes = _presence(before), _presence(after)
    if was is becomes:
        if before is None or after is None or was is Presence.CANCELLED:
            return ()
        return _of_kept(before, after)
    if becomes is Presence.PRESENT:
        return (Difference.ADDED if before is None else Difference.RESTORED,)
    if becomes is Presence.LEFT_OUT:
        return (Difference.LEFT_OUT,)
    return (Difference.CANCELLED if after is not None else Difference.ABSENT,)


def _presence(state: EntryState | None) -> Presence:
    """Return how a row stands; one that a release does not have shows like a cancelled one: not at all."""
    return Presence.CANCELLED if state is None else state.presence


def _of_kept(before: EntryState, after: EntryState) -> tuple[Difference, ...]:
    found = []
    if (before.parent, before.rank) != (after.parent, after.rank):
        found.append(Difference.MOVED)
    if replace(before, parent=after.parent, rank=after.rank) != after:
        found.append(Difference.AMENDED)
    return tuple(found)
