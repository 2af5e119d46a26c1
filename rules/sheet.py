"""What the rules look at: a catalogue as it would be, and which of its rows a proposal touches."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rules.comparable import Comparable
from values.entry import EntryState
from values.vocabulary import Presence


@dataclass(frozen=True)
class Sheet:
    """All entries of a catalogue as they would be, by identity."""

    states: dict[str, EntryState]

    @cached_property
    def present(self) -> dict[str, EntryState]:
        """The rows that are shown."""
        return {key: state for key, state in self.states.items() if state.presence is Presence.PRESENT}

    @cached_property
    def headings(self) -> frozenset[str]:
        """The rows that have children."""
        return frozenset(state.parent for state in self.present.values() if state.parent)

    @cached_property
    def emptied(self) -> frozenset[str]:
        """The rows that had children and have none any more: all were left out or have ended."""
        gone = {state.parent for state in self.states.values() if state.parent and not state.is_listed}
        return frozenset(gone) - self.headings

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The rows that stand under each row that is a heading."""
        found: dict[str, list[str]] = {}
        for key, state in self.present.items():
            if state.parent:
                found.setdefault(state.parent, []).append(key)
        return found

    @cached_property
    def adapted(self) -> frozenset[str]:
        """The standard's rows that its rows adapt."""
        return frozenset(one.upstream_entry for one in self.present.values() if one.upstream_entry)

    @cached_property
    def comparable(self) -> Comparable:
        """Its rows by what makes rows overlap."""
        return Comparable(self.present.values())

    def depth(self, entry: str) -> int | None:
        """Return 1, 2 or 3 …; None where an ancestor is missing or the row is its own ancestor."""
        seen: set[str] = set()
        depth = 0
        key: str | None = entry
        while key is not None:
            if key in seen or key not in self.present:
                return None
            seen.add(key)
            depth += 1
            key = self.present[key].parent
        return depth

    def with_what_is_below(self, entries: frozenset[str]) -> set[str]:
        """Return these rows and all that stand below them, however deep."""
        found, ahead = set(entries), list(entries)
        while ahead:
            more = [key for key in self.children.get(ahead.pop(), ()) if key not in found]
            found.update(more)
            ahead.extend(more)
        return found

    def after(self, changes: Iterable[EntryState]) -> "Sheet":
        """Return the sheet with these rows replaced or added."""
        return Sheet({**self.states, **{state.entry: state for state in changes}})
