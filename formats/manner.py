"""How somebody wants a table to be read: what its unknown columns hold, and which cells stay as they are written."""

import re

from formats.columns import Column, Kind
from formats.exact_cells import GUARD, is_exact
from formats.grid import Grid
from formats.placing import PLACES
from formats.text_mending import tidy
from values.reading_choices import ReadingManner

OFFERED = (Kind.NAME_1, Kind.NAME_2, Kind.NAME_3, *PLACES)
"""What a column can be said to hold."""
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")


def prepared(grid: Grid, manner: ReadingManner) -> Grid:
    """Have a table read in this manner, and return it: what stays as written is taken for an exact cell."""
    grid.columns = {
        header: Column(Kind(kind), header)
        for header, kind in manner.columns.items()
        if kind in set(OFFERED) and header
    }
    for place in manner.as_written:
        at = position(grid, place)
        if at and (text := grid.own(*at)).strip() and not is_exact(text):
            grid.rows[at[0]][at[1]] = GUARD + tidy(text)
    return grid


def position(grid: Grid, place: str) -> tuple[int, int] | None:
    """Return row and column of a place; None where it is of another table."""
    name, _, cell = place.rpartition("!")
    found = _CELL.match(cell) if name == grid.name else None
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2]) - 1
    return (row, column - 1) if 0 <= row < len(grid.rows) else None
