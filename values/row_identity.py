"""Which row of a workbook for editing is which of the rows it was made of, by its identity column."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from values.catalogue_document import CatalogueDocument
from values.editing_base import RowMark, digits_of, row_mark
from values.entry import EntryState
from values.names import normalised


@dataclass(frozen=True, kw_only=True)
class Identified:
    """What the identity column tells."""

    pairs: Mapping[int, int]
    """By place in the file, the place among the rows it was made of."""
    spoiled: tuple[int, ...]
    """Places of rows whose cell was overwritten, or names a row that this file was not made of."""
    copied: tuple[int, ...]
    """Places of rows that carry the identity of another row of the file."""


NOT_IDENTIFIED = Identified(pairs={}, spoiled=(), copied=())
"""Of a file that has no identity column."""


def identified(
    file: CatalogueDocument, present: Sequence[EntryState], *, header: str, check: str
) -> Identified:
    """Return the pairs of rows; a heading is recognised by the lines below it.

    Args:
        file: what was read.
        present: the rows that it was made of.
        header: of the identity column.
        check: of the download.

    Where several rows of the file name one, it is the one that has its name, else the first.
    """
    places = {state.entry: place for place, state in enumerate(present)}
    marks: dict[int, RowMark] = {}
    spoiled: list[int] = []
    for place, row in enumerate(file.rows):
        text = row.further.get(header, "")
        mark = row_mark(text)
        own = places.get(mark.chain[-1]) if mark else None
        if mark and own is not None and digits_of(check, mark.chain[-1]) == mark.digits:
            marks[place] = mark
        elif text.strip():
            spoiled.append(place)
    wanted: dict[str, list[int]] = defaultdict(list)
    for place, mark in marks.items():
        wanted[mark.chain[-1]].append(place)
    pairs: dict[int, int] = {}
    for entry, claims in wanted.items():
        pairs[_likest(file, claims, present[places[entry]])] = places[entry]
    copied = tuple(place for place in marks if place not in pairs)
    pairs |= _headings(file, marks, pairs, present, places)
    return Identified(pairs=pairs, spoiled=tuple(spoiled), copied=copied)


def _likest(file: CatalogueDocument, claims: Sequence[int], state: EntryState) -> int:
    name = normalised(state.content.name)
    return next((one for one in claims if normalised(file.rows[one].content.name) == name), claims[0])


def _headings(
    file: CatalogueDocument,
    marks: Mapping[int, RowMark],
    pairs: Mapping[int, int],
    present: Sequence[EntryState],
    places: Mapping[str, int],
) -> dict[int, int]:
    """Pair headings without a line of their own, by what the lines below them say stands above them."""
    votes: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for place, mark in marks.items():
        if place not in pairs:
            continue
        above = file.rows[place].parent
        for entry in reversed(mark.chain[:-1]):
            if above is None:
                break
            if above not in pairs and entry in places:
                votes[entry][above] += 1
            above = file.rows[above].parent
    named = {normalised(state.content.name) for state in present}
    found: dict[int, int] = {}
    for is_of_this_name in (True, False):
        for entry, claims in votes.items():
            place = places[entry]
            name = normalised(present[place].content.name)
            for one in sorted(claims, key=lambda one: (-claims[one], one)):
                says = normalised(file.rows[one].content.name)
                # A heading that has another row's name is that row, whatever stands below it by now.
                fits = says == name if is_of_this_name else says not in named
                if fits and one not in found and place not in {*found.values(), *pairs.values()}:
                    found[one] = place
    return found
