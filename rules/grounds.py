"""What the rules look at: the catalogue as it would be, and all that it is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rules.sheet import Sheet
from values.basis_register import BasisRegister
from values.channels import SEEDED, ChannelSynonyms
from values.entry import EntryState
from values.provincial_rule import ProvincialRule
from values.vocabulary import Presence, Trigger
from values.workdays import WorkingDayTable


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a proposal says beside its rows."""

    trigger: Trigger | None = None
    trigger_date: date | None = None
    """触发日, from which the statutory time runs."""
    interpretation: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts that go out with the publication, names of files included: field → text."""
    has_secrecy_opinion: bool = False
    """Whether somebody in charge of secrecy has agreed to the revision."""
    is_decided: bool = False
    """Whether it is asked at approval or publication, when the secrecy opinion has to be there (decision 23)."""


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """A catalogue with what it is checked against; nothing is known of what is left empty, and nothing judged."""

    sheet: Sheet
    """All rows as they would be."""
    upstream: Sheet = field(default_factory=lambda: Sheet({}))
    """The standard that the catalogue adapts, in force on the effective date (decision 24)."""
    elsewhere: Sheet = field(default_factory=lambda: Sheet({}))
    """The standard of the other field."""
    published: Mapping[str, EntryState] = field(default_factory=dict)
    """The rows as they are published."""
    register: BasisRegister = field(default_factory=BasisRegister)
    synonyms: ChannelSynonyms = field(default_factory=lambda: ChannelSynonyms(SEEDED))
    provincial: tuple[ProvincialRule, ...] = ()
    """Rules of the provinces above the catalogue, in force on the day, for its field."""
    day: date | None = None
    """The day on which the changed rows take effect; None: no day is asked about."""
    published_on: date | None = None
    """The day on which they are published, or would be."""
    working_days: WorkingDayTable | None = None
    paper: Paper | None = None
    """None: no proposal is checked, but a catalogue or a file."""

    def upstream_of(self, state: EntryState) -> EntryState | None:
        """Return the standard's row that a row adapts; None where it adapts none, or the standard dropped it."""
        return self.upstream.present.get(state.upstream_entry or "")

    def standing_for(self, entry: str) -> tuple[EntryState, ...]:
        """Return the rows that stand for an entry of the standard: those listed, and those left out (R03)."""
        return self._standing_for.get(entry, ())

    @cached_property
    def _standing_for(self) -> dict[str, tuple[EntryState, ...]]:
        found: dict[str, list[EntryState]] = {}
        for _, state in sorted(self.sheet.states.items()):
            if state.upstream_entry and state.presence is not Presence.CANCELLED:
                found.setdefault(state.upstream_entry, []).append(state)
        return {entry: tuple(states) for entry, states in found.items()}

    def floor_of(self, state: EntryState) -> EntryState | None:
        """Return the standard's row that a row has to keep; None for a heading, whose rows keep it (decision 25).

        A row without an upstream of its own keeps that of the nearest row above it that has one, where that is a
        row and no heading of the standard.
        """
        if state.entry in self.sheet.headings:
            return None
        seen: set[str] = set()
        row: EntryState | None = state
        while row is not None and row.entry not in seen:
            seen.add(row.entry)
            if row.upstream_entry:
                above = self.upstream_of(row)
                return None if above is None or above.entry in self.upstream.headings else above
            row = self.sheet.present.get(row.parent or "")
        return None

    def leaves_below(self, entry: str) -> tuple[EntryState, ...]:
        """Return the listed rows below a listed one that are no headings; the row itself where nothing is below it."""
        if entry not in self.sheet.children:
            return (self.sheet.present[entry],)
        below = self.sheet.with_what_is_below(frozenset([entry])) & self.sheet.present.keys()
        return tuple(self.sheet.present[key] for key in sorted(below - self.sheet.headings))
