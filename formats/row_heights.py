"""How high the rows of a workbook have to be: programs that print it do not find out by themselves.

A text is measured by its characters, wide ones and narrow ones, with a little to spare, since fonts differ.
"""

import unicodedata
from functools import lru_cache
from math import ceil

from formats.paper_table import PaperTable

WIDE_PER_MILLIMETRE = 0.305
"""Wide characters of ten points that fit into a millimetre of a column."""
PADDING = 0.5
"""Wide characters that the edges of a cell take."""
LINE, EDGES = 13.2, 5.0
"""Points of a line, and of what is above and below the text."""
LOWEST, HIGHEST = 22.0, 409.0
"""The highest that a workbook's row can be."""
NARROW = 0.53
USUAL_SIZE, SMALLEST_SIZE = 10, 6
"""Points of the letters in a cell; in the smallest some three thousand characters fit into the highest row."""


def heights_of(table: PaperTable) -> list[float]:
    """Return the height of each line of the table in points."""
    rooms = [one.width * WIDE_PER_MILLIMETRE - PADDING for one in table.columns]
    merged = {(row, one[1]) for one in table.merged for row in range(one[0], one[2] + 1)}
    heights = [
        max(
            LOWEST,
            *(
                _needed(text, rooms[column])
                for column, text in enumerate(texts)
                if (row, column) not in merged
            ),
        )
        for row, texts in enumerate(table.lines)
    ]
    for first, column, last, _ in table.merged:
        lacking = _needed(table.lines[first][column], rooms[column]) - sum(heights[first : last + 1])
        if lacking > 0:
            heights[last] += lacking
    return [min(HIGHEST, one) for one in heights]


def fitting_size(text: str, width: float) -> int:
    """Return the points in which a text fits into the highest row; what fits into none would be cut off in print.

    Args:
        text: of a cell.
        width: of its column in millimetres.
    """
    room = width * WIDE_PER_MILLIMETRE - PADDING
    if _needed(text, room) <= HIGHEST:
        return USUAL_SIZE
    for size in range(USUAL_SIZE - 1, SMALLEST_SIZE, -1):
        share = size / USUAL_SIZE
        if (_needed(text, room / share) - EDGES) * share + EDGES <= HIGHEST:
            return size
    return SMALLEST_SIZE


@lru_cache(maxsize=16_384)
def _needed(text: str, room: float) -> float:
    lines = sum(max(1, ceil(_breadth(line) / room)) for line in text.split("\n"))
    return lines * LINE + EDGES


def _breadth(text: str) -> float:
    return sum(_width(one) for one in text)


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    if unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in {"W", "F", "A"} else NARROW
