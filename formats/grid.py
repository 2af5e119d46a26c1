"""A table as a file has it: texts by row and column, which cells are merged, and what each place is called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

from formats.unreadable import BROKEN, LONG_CELL, MOST_CELLS, MOST_CHARACTERS, UnreadableFileError

if TYPE_CHECKING:
    from formats.columns import Column

Range = tuple[int, int, int, int]
"""First row and column, last row and column."""
NOTHING = "\x00"


@dataclass
class Grid:
    """One sheet of a workbook, or one table of a page or text."""

    name: str
    """What places in it begin with."""
    rows: list[list[str]]
    """Texts; a cell that a merged one covers is empty."""
    merged: list[Range] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)
    """Place and text of what stands before the table and may be its title."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    """Cells whose text is what a formula last gave."""
    columns: Mapping[str, "Column"] = field(default_factory=dict)
    """By their headers, columns of which somebody said what they hold."""

    def __post_init__(self) -> None:
        """Leave out the character that no database keeps.

        Raises: UnreadableFileError for a cell that holds more than any catalogue says in one.
        """
        self.name = self.name.replace(NOTHING, "")
        for at, row in enumerate(self.rows):
            if any(NOTHING in text for text in row):
                self.rows[at] = [text.replace(NOTHING, "") for text in row]
            if max(map(len, row), default=0) > MOST_CHARACTERS:
                column = next(place for place, text in enumerate(row) if len(text) > MOST_CHARACTERS)
                raise UnreadableFileError(
                    LONG_CELL, {"place": self.place(at, column), "most": MOST_CHARACTERS}
                )
        self.titles = [(place, text.replace(NOTHING, "")) for place, text in self.titles]

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Covered cell → the cell that covers it."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        rest = MOST_CELLS
        for top, left, bottom, right in self.merged:
            last, end = min(right, self.width - 1), min(bottom, len(self.rows) - 1)
            rest -= max(0, last - left + 1) * max(0, end - top + 1)
            if rest < 0:
                # Cells are merged once; only ranges that lie on one another can have so many.
                raise UnreadableFileError(BROKEN)
            for row in range(top, end + 1):
                for column in range(left, last + 1):
                    found.setdefault((row, column), (top, left))
        return found

    @cached_property
    def told(self) -> bytearray:
        """A mark for each cell, row by row, that the account has heard of it already."""
        return bytearray(len(self.rows) * self.width)

    @cached_property
    def merged_rows(self) -> frozenset[int]:
        """Rows that a merged cell lies on."""
        return frozenset(row for row, _ in self.anchors)

    @cached_property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell whose text counts here."""
        return self.anchors.get((row, column), (row, column))

    def own(self, row: int, column: int) -> str:
        """Return what stands in a cell itself."""
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def shown(self, row: int, column: int) -> str:
        """Return what one sees there, which may be a merged cell's text."""
        return self.own(*self.anchor(row, column))

    def place(self, row: int, column: int) -> str:
        """Return what a cell is called, for example `Sheet1!C7`."""
        return f"{self.name}!{letters(column)}{row + 1}"

    def cells(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield the columns of a row that hold a text of their own."""
        for column, text in enumerate(self.rows[row]):
            if text.strip():
                yield column, text


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Return a column's letters, as spreadsheets count: A to Z, then AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name
