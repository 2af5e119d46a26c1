"""Rows under rows, also where moves have put a row under itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from values.entry import EntryState
from values.vocabulary import Presence


@dataclass(frozen=True)
class Tree:
    """Every entry of a catalogue, by identity."""

    states: Mapping[str, EntryState]

    @cached_property
    def present(self) -> dict[str, EntryState]:
        """The rows that are shown."""
        return {key: state for key, state in self.states.items() if state.presence is Presence.PRESENT}

    def ancestors(self, entry: str) -> list[str]:
        """Return the rows above one, the nearest first; a row under itself is among them, each once."""
        found: list[str] = []
        above = self.states[entry].parent if entry in self.states else None
        while above is not None and above in self.states and above not in found:
            found.append(above)
            above = self.states[above].parent
        return found

    def is_above(self, entry: str, other: str) -> bool:
        """Whether a row stands above another, at any distance."""
        return entry in self.ancestors(other)
