"""A catalogue as a workbook for editing: drop-downs, limits as notes, a protected identity column, instructions."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from formats.cell_writing import TICK
from formats.columns import Kind
from formats.exact_cells import GUARD, exact_text
from formats.formula_guard import is_risky
from formats.own_sheets import DESCRIPTION, IDENTITY_HEADER, OWN, description
from formats.paper_table import PaperTable, paper_table
from formats.row_heights import heights_of
from formats.workbook_writing import (
    CELL,
    EPOCH,
    HEADER,
    HEADER_HEIGHT,
    MOST_IN_A_CELL,
    SHEET,
    TITLE,
    TITLE_HEIGHT,
    UNITS_PER_MILLIMETRE,
    TooLongError,
)
from values.catalogue_document import CatalogueDocument
from values.editing_base import EditingBase, RowMark

HOW_TO, HIDDEN, CHOICES = "填写说明", "_mulu", "_choices"
TICKED = frozenset({Kind.ALL_SOCIETY, Kind.PROACTIVE, Kind.ON_REQUEST, Kind.LEVEL})
"""Columns whose cells are ticked or empty."""
LONGEST_HINT, LONGEST_HINT_TITLE = 255, 32
"""Characters that a message beside a cell can have."""
SPARE_LINES = 200
"""Empty lines below the table that have drop-downs as well and can be written into."""
IDENTITY_WIDTH = 9
PALE = {"font_color": "#8A8F98", "font_size": 7, "bg_color": "#EEF0F3", "text_wrap": False, "align": "fill"}
PERMITTED = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"),
    True,
)
TEXT_WIDTH, CHARACTERS, LINE_HEIGHT = 110, 48, 16
"""Of the sheets beside the table: width of the column, wide characters on a line of it, points of a line."""


@dataclass(frozen=True, kw_only=True)
class EditingTable:
    """What a workbook for editing is made of."""

    document: CatalogueDocument
    marks: Mapping[int, RowMark]
    """By place of a row in the document, what its line's identity cell says."""
    base: EditingBase
    bodies: Sequence[str] = ()
    """The bodies that rows may name."""
    hints: Mapping[int, Mapping[Kind, str]] = field(default_factory=dict)
    """By place of a row, what the rules hold its columns to."""
    general: Mapping[Kind, str] = field(default_factory=dict)
    """What holds of a column in every row."""
    hint_title: str = ""
    instructions: Sequence[str] = ()


def editing_workbook(table: EditingTable) -> bytes:
    """Return the workbook; the same table gives the same bytes.

    Raises: TooLongError where a cell holds more than a workbook takes.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": exact_text(table.document.title), "created": EPOCH})
    _Book(book, table).write()
    book.close()
    return out.getvalue()


class _Book:
    """The sheets, and the looks of their cells."""

    def __init__(self, book: Workbook, table: EditingTable) -> None:
        self.book, self.table = book, table
        self.paper: PaperTable = paper_table(table.document)
        self.sheet: Worksheet = book.add_worksheet(SHEET)
        self.heights = heights_of(self.paper)
        self.looks: dict[tuple[bool, bool], Format] = {}
        self.pale: Format = book.add_format({**CELL, **PALE})
        self.last = len(self.paper.columns)
        """The identity column, the last one."""

    def write(self) -> None:
        """Write every sheet."""
        self._write_instructions(HOW_TO, [OWN, *(f"{GUARD}{one}" for one in self.table.instructions)])
        hidden = self._write_plain(HIDDEN, [OWN, DESCRIPTION, *description(self.table.base)])
        hidden.very_hidden()
        choices = self._write_plain(CHOICES, [OWN, *self.table.bodies])
        choices.very_hidden()
        self._write_header()
        for row, texts in enumerate(self.paper.repeated):
            self._write_line(row, texts)
        for at, one in enumerate(self.paper.columns):
            looks = self._cell(is_centred=one.is_centred, is_quoted=False)
            self.sheet.set_column(at, at, one.width * UNITS_PER_MILLIMETRE, looks)
        self.sheet.set_column(self.last, self.last, IDENTITY_WIDTH, self.pale)
        self._validate()
        self.sheet.freeze_panes(3, 0)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(1, 2)
        self.sheet.print_area(0, 0, 2 + len(self.paper.lines), self.last - 1)
        self.sheet.protect("", PERMITTED)

    def _write_plain(self, name: str, lines: Sequence[str]) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        for row, text in enumerate(lines):
            sheet.write_string(row, 0, text)
        return sheet

    def _write_instructions(self, name: str, lines: Sequence[str]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, TEXT_WIDTH, self.book.add_format({"text_wrap": True, "valign": "top"}))
        for row, text in enumerate(lines):
            sheet.write_string(row, 0, text)
            sheet.set_row(row, LINE_HEIGHT * (1 + len(text) // CHARACTERS))

    def _write_header(self) -> None:
        header = self.book.add_format(HEADER)
        title = self.book.add_format({**TITLE, "locked": False})
        self.sheet.merge_range(0, 0, 0, self.last, "", title)
        self.sheet.write_string(0, 0, self.paper.title or f"{GUARD}{SHEET}", title)
        self.sheet.set_row(0, TITLE_HEIGHT)
        above, below, merged = self.paper.headers()
        merged = [*merged, (0, self.last, 1, self.last)]
        for top, first, bottom, last in merged:
            self.sheet.merge_range(1 + top, first, 1 + bottom, last, "", header)
        for row, texts in enumerate(([*above, IDENTITY_HEADER], [*below, ""])):
            self.sheet.set_row(1 + row, HEADER_HEIGHT)
            for column, text in enumerate(texts):
                if text:
                    self.sheet.write_string(1 + row, column, text, header)

    def _write_line(self, row: int, texts: Sequence[str]) -> None:
        place = self.paper.places[row]
        self.sheet.set_row(3 + row, self.heights[row])
        for column, text in enumerate(texts):
            if len(text) > MOST_IN_A_CELL:
                raise TooLongError
            looks = self._cell(is_centred=self.paper.columns[column].is_centred, is_quoted=is_risky(text))
            if text:
                self.sheet.write_string(3 + row, column, text, looks)
            else:
                self.sheet.write_blank(3 + row, column, None, looks)
        mark = self.table.marks.get(place)
        if mark:
            self.sheet.write_string(3 + row, self.last, f"{GUARD}{mark.text}", self.pale)
        for column, one in enumerate(self.paper.columns):
            hint = self.table.hints.get(place, {}).get(one.column.kind)
            if hint:
                self._offer(one.column.kind, column, (3 + row, 3 + row), hint)

    def _validate(self) -> None:
        """Give every cell its drop-down; a cell that has a hint of its own has been given both already."""
        bottom = 3 + len(self.paper.lines) + SPARE_LINES
        for column, one in enumerate(self.paper.columns):
            kind = one.column.kind
            hinted = {
                3 + row
                for row, place in enumerate(self.paper.places)
                if self.table.hints.get(place, {}).get(kind)
            }
            first = 3
            for row in [*sorted(hinted), bottom + 1]:
                if row > first:
                    self._offer(kind, column, (first, row - 1), self.table.general.get(kind, ""))
                first = row + 1

    def _offer(self, kind: Kind, column: int, rows: tuple[int, int], hint: str) -> None:
        options: dict[str, object] = {"validate": "any"}
        if kind in TICKED:
            options = {"validate": "list", "source": [TICK], "error_type": "warning"}
        elif kind is Kind.BODIES and self.table.bodies:
            source = f"={CHOICES}!$A$2:$A${1 + len(self.table.bodies)}"
            options = {"validate": "list", "source": source, "show_error": False}
        elif not hint:
            return
        if hint:
            options["input_title"] = self.table.hint_title[:LONGEST_HINT_TITLE]
            options["input_message"] = hint if len(hint) <= LONGEST_HINT else f"{hint[: LONGEST_HINT - 1]}…"
        self.sheet.data_validation(rows[0], column, rows[1], column, options)

    def _cell(self, *, is_centred: bool, is_quoted: bool) -> Format:
        key = (is_centred, is_quoted)
        if key not in self.looks:
            more: dict[str, object] = {"align": "center"} if is_centred else {}
            more |= {"quote_prefix": True} if is_quoted else {}
            self.looks[key] = self.book.add_format({**CELL, "locked": False, "num_format": "@", **more})
        return self.looks[key]
