"""Which row of a file is which row of the catalogue: by number and name, by name, by likeness; the rest is asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from values.catalogue_document import CatalogueDocument
from values.likeness import Kind, likeness_of_normalised
from values.name_search import likest
from values.names import normalised
from values.row_fields import Said, columns_of, differing, said_in


class Fate(StrEnum):
    """What a file makes of a row."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DOUBTFUL = "doubtful"
    """It may be a row of the catalogue, or a new one; only a person can tell."""
    GONE = "gone"
    """The catalogue has it and the file does not, which does not mean that it is to be left out."""


@dataclass(frozen=True, kw_only=True)
class MatchedRow:
    """A row of the file, of the catalogue, or of both."""

    fate: Fate
    place: int | None = None
    """Its place among the rows of the file; None where it is gone."""
    present: int | None = None
    """Its place among the rows of the catalogue."""
    fields: tuple[str, ...] = ()
    """In which fields the file says something else; `parent` where it stands elsewhere."""
    candidates: tuple[int, ...] = ()
    """Places of the catalogue's rows that it may be, the likest first."""


MOST_CANDIDATES = 5
LEAST_OF_BOTH = 50
"""Ratio, of 100, from which a name within another makes one a candidate."""

MOST_PAIRS = 1_000_000
"""Rows of both that nothing has paired, multiplied, up to which names are compared; beyond, it is another catalogue."""

ROOT: tuple[str, ...] = ()


class Side:
    """The rows of one document with what they are recognised by."""

    def __init__(self, document: CatalogueDocument) -> None:
        """Take the rows as they stand."""
        self.rows = document.rows
        self.said: list[Said] = [said_in(row.content) for row in self.rows]
        self.names = [normalised(row.content.name) for row in self.rows]
        self.paths: list[tuple[str, ...]] = []
        for place, row in enumerate(self.rows):
            above = self.paths[row.parent] if row.parent is not None else ROOT
            self.paths.append((*above, self.names[place]))
        self.headings = {row.parent for row in self.rows if row.parent is not None}

    @cached_property
    def columns(self) -> frozenset[str]:
        """Which columns the table has."""
        return columns_of(self.said)

    def number(self, place: int) -> str:
        """Return the number of a row without blanks."""
        return self.rows[place].number.strip()

    def told(self, place: int, fields: Iterable[str]) -> Hashable:
        """Return all that tells a row from others, with its number and its place in the tree."""
        said = self.said[place]
        return (self.number(place), self.paths[place], tuple(said[field] for field in fields))

    def under(self, place: int) -> tuple[str, ...]:
        """Return the names above a row."""
        return self.paths[place][:-1]


def match(
    present: CatalogueDocument, file: CatalogueDocument, known: Mapping[int, int] | None = None
) -> tuple[MatchedRow, ...]:
    """Return what a file makes of the rows of a catalogue: its own rows in their order, then those that are gone.

    Args:
        present: the rows of the catalogue.
        file: the rows of the file.
        known: by place in the file, the place in the catalogue, of rows that carry their identity.
    """
    return _Matching(Side(present), Side(file)).result(known or {})


class _Matching:
    """Pairs found so far, and what is still free on both sides."""

    def __init__(self, present: Side, file: Side) -> None:
        self.present, self.file = present, file
        self.pairs: dict[int, int] = {}
        """By place in the file, the place in the catalogue."""
        self.free_present = dict.fromkeys(range(len(present.rows)))
        self.free_file = dict.fromkeys(range(len(file.rows)))
        self.candidates: dict[int, tuple[int, ...]] = {}

    def result(self, known: Mapping[int, int]) -> tuple[MatchedRow, ...]:
        """Pair what carries its identity, then what is recognised otherwise, and say what became of each row."""
        for place, other in known.items():
            self._take(place, other)
        everything = tuple(self.file.said[0]) if self.file.said else ()
        # Rows that nothing tells apart are taken in their order, which makes no difference.
        self._pair(lambda side, place: side.told(place, everything), in_order=True)
        self._pair(lambda side, place: side.told(place, self.file.columns), in_order=True)
        self._pair(
            lambda side, place: (side.number(place), side.names[place]) if side.number(place) else None
        )
        self._pair(lambda side, place: side.paths[place])
        self._pair(lambda side, place: side.names[place])
        self._look_for_likeness()
        return (*map(self._matched, range(len(self.file.rows))), *map(_gone, self.free_present))

    def _pair(self, key: Callable[[Side, int], Hashable | None], *, in_order: bool = False) -> None:
        """Pair rows of one key, where each side has just one of them or their order makes no difference."""
        ours, theirs = _by(self.present, self.free_present, key), _by(self.file, self.free_file, key)
        for known, places in theirs.items():
            others = ours.get(known, [])
            if in_order or len(places) == len(others) == 1:
                for place, other in zip(places, others, strict=False):
                    self._take(place, other)

    def _take(self, place: int, other: int) -> None:
        self.pairs[place] = other
        del self.free_file[place], self.free_present[other]

    def _look_for_likeness(self) -> None:
        """Pair rows that are each other's only candidate and stand in one place; of others keep the candidates."""
        if len(self.free_file) * len(self.free_present) > MOST_PAIRS:
            return
        named_so = _by(self.present, self.free_present, lambda side, place: side.names[place])
        by_length: dict[int, list[str]] = defaultdict(list)
        for name in dict.fromkeys(self.present.names[place] for place in self.free_present):
            by_length[len(name)].append(name)
        described = (
            _by_elements(self.present, self.free_present),
            _by_elements(self.file, self.free_file),
        )
        for place in self.free_file:
            found = [
                other
                for name, like in likest(self.file.names[place], by_length.items(), most=MOST_CANDIDATES)
                if like.kind is not Kind.CONTAINING or like.ratio >= LEAST_OF_BOTH
                for other in named_so[name]
            ]
            elements = self.file.said[place]["content_elements"]
            if not found and len(described[1].get(elements, ())) == len(described[0].get(elements, ())) == 1:
                found = described[0][elements]
            if found:
                self.candidates[place] = tuple(found)
        named = Counter(one for found in self.candidates.values() for one in found)
        for place, (first, *others) in list(self.candidates.items()):
            if not others and named[first] == 1 and self._is_certain(place, first):
                self._take(place, first)
                del self.candidates[place]

    def _is_certain(self, place: int, other: int) -> bool:
        like = likeness_of_normalised(self.file.names[place], self.present.names[other])
        stands_there = self.file.under(place) == self.present.under(other)
        return like is not None and like.kind is not Kind.CONTAINING and stands_there

    def _matched(self, place: int) -> MatchedRow:
        other = self.pairs.get(place)
        if other is None:
            found = self.candidates.get(place, ())[:MOST_CANDIDATES]
            return MatchedRow(fate=Fate.DOUBTFUL if found else Fate.ADDED, place=place, candidates=found)
        fields = fields_between(self.present, other, self.file, place)
        if self._stands_elsewhere(place, other):
            fields = (*fields, "parent")
        return MatchedRow(
            fate=Fate.CHANGED if fields else Fate.SAME, place=place, present=other, fields=fields
        )

    def _stands_elsewhere(self, place: int, other: int) -> bool:
        """Whether a row has another parent; a file without headings says nothing about that."""
        above, was = self.file.rows[place].parent, self.present.rows[other].parent
        if not self.file.headings or self.file.under(place) == self.present.under(other):
            return False
        return above not in self.candidates and was != (None if above is None else self.pairs.get(above, -1))


def fields_between(present: Side, other: int, file: Side, place: int) -> tuple[str, ...]:
    """Return in which fields a row of the file says something else than one of the catalogue."""
    return differing(present.said[other], file.said[place], file.columns, is_heading=place in file.headings)


def _gone(other: int) -> MatchedRow:
    return MatchedRow(fate=Fate.GONE, present=other)


def _by(
    side: Side, places: Iterable[int], key: Callable[[Side, int], Hashable | None]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        known = key(side, place)
        if known is not None:
            found[known].append(place)
    return found


def _by_elements(side: Side, places: Iterable[int]) -> dict[Hashable, list[int]]:
    return _by(side, places, lambda one, place: one.said[place]["content_elements"] or None)
