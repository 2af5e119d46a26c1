"""The rows of a sheet, laid out so that those that overlap with a row are found without asking each of them (R02)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from values.basis_parts import readable
from values.citations import recognised
from values.document_numbers import number_key
from values.entry import Citation, EntryState
from values.likeness import SIMILAR, Likeness, likeness_of_normalised
from values.names import normalised
from values.vocabulary import Presence

KEPT = 16_384
"""Cells of which it is kept what they say: rows say the same from one save to the next."""


@dataclass(frozen=True)
class Overlap:
    """The evidence: which row it is, and how like the two names are or that both say the same."""

    other: EntryState
    name: Likeness | None
    same_content: bool


class Comparable:
    """Listed rows by their names, by the characters of these, and by their content elements."""

    def __init__(self, rows: Iterable[EntryState]) -> None:
        self._named: defaultdict[str, list[EntryState]] = defaultdict(list)
        self._spelt: defaultdict[str, list[str]] = defaultdict(list)
        self._saying: defaultdict[frozenset[str], list[EntryState]] = defaultdict(list)
        for row in rows:
            if row.presence is Presence.PRESENT:
                self._named[normalised(row.content.name)].append(row)
                if elements := elements_of(row.content.content_elements):
                    self._saying[elements].append(row)
        for name in self._named:
            self._spelt["".join(sorted(name))].append(name)

    def overlaps(self, state: EntryState) -> list[Overlap]:
        """Return the rows that a row overlaps with, itself left aside, with the evidence."""
        name = normalised(state.content.name)
        alike = {one: like for one in self._near(name) if (like := likeness_of_normalised(name, one))}
        same = {one.entry for one in self._same_content(state)}
        rows = {
            row.entry: row
            for found in (*(self._named[one] for one in alike), self._same_content(state))
            for row in found
            if row.entry != state.entry
        }
        return [
            Overlap(row, alike.get(normalised(row.content.name)), entry in same)
            for entry, row in rows.items()
        ]

    def _near(self, name: str) -> set[str]:
        """Return the names that may be like a name: `likeness_of_normalised` has the last word."""
        similar = process.extract(name, [*self._named], scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None)
        within = (one for one in self._named if name in one or one in name)
        return {*(one for one, *_ in similar), *self._spelt.get("".join(sorted(name)), ()), *within}

    def _same_content(self, state: EntryState) -> list[EntryState]:
        bases = bases_of(state.content.legal_bases)
        same = self._saying.get(elements_of(state.content.content_elements), ()) if bases else ()
        return [one for one in same if bases_of(one.content.legal_bases) == bases]


@lru_cache(maxsize=KEPT)
def elements_of(elements: tuple[str, ...]) -> frozenset[str]:
    """Return content elements as they are compared."""
    return frozenset(normalised(one) for one in elements)


@lru_cache(maxsize=KEPT)
def bases_of(cells: tuple[Citation, ...]) -> frozenset[str]:
    """Return what is cited as it is compared: by number, else by title."""
    return frozenset(
        number_key(mention.number) or normalised(readable(mention.title))
        for cell in cells
        for mention in recognised(cell.text).mentions
    )
