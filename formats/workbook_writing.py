"""The official table as a workbook (.xlsx): ready to print on A4 landscape, its header on every page."""

import io
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from formats.exact_cells import exact_text
from formats.formula_guard import is_risky
from formats.paper_table import PaperTable
from formats.row_heights import USUAL_SIZE, fitting_size, heights_of

SHEET = "公开事项目录"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What the file says of when it was made: always the same, so that the bytes are."""
A4 = 9
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 0.47, 0.59, 0.67
"""In inches."""
UNITS_PER_MILLIMETRE = 0.62
"""Widths of columns in characters, so that ten points on the sheet are about eight on paper."""
MOST_IN_A_CELL = 32_767
TITLE_HEIGHT, HEADER_HEIGHT, NOTE_HEIGHT = 36, 22, 18
SIMSUN, SIMHEI = "宋体", "黑体"
TITLE = {"font_name": SIMHEI, "font_size": 18, "align": "center", "valign": "vcenter", "text_wrap": True}
NOTE = {"font_name": SIMSUN, "font_size": 10, "align": "left", "valign": "top", "text_wrap": True}
HEADER = {
    "font_name": SIMHEI,
    "font_size": 10,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "bg_color": "#F2F2F2",
}
CELL = {"font_name": SIMSUN, "font_size": USUAL_SIZE, "valign": "vcenter", "text_wrap": True, "border": 1}
FOOTER = '&C&"宋体,Regular"&9第 &P 页，共 &N 页'


class TooLongError(ValueError):
    """A cell holds more than a workbook's cell can."""


class _Sheet:
    """Writes texts, never numbers or formulas."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.sheet: Worksheet = book.add_worksheet(SHEET)
        self.formats: dict[tuple[str, bool, bool, int], Format] = {}

    def format(
        self, kind: str, *, is_centred: bool = False, is_quoted: bool = False, size: int = USUAL_SIZE
    ) -> Format:
        """Return a cell's looks; a text that looks like a formula is marked as text, so that editing keeps it one."""
        key = (kind, is_centred, is_quoted, size)
        if key not in self.formats:
            looks = {"title": TITLE, "note": NOTE, "header": HEADER, "cell": CELL}[kind]
            more: dict[str, object] = {"align": "center"} if is_centred else {}
            more |= {"quote_prefix": True} if is_quoted else {}
            more |= {"font_size": size} if size != USUAL_SIZE else {}
            self.formats[key] = self.book.add_format({**looks, **more})
        return self.formats[key]

    def say(
        self,
        row: int,
        column: int,
        text: str,
        kind: str,
        *,
        is_centred: bool = False,
        size: int = USUAL_SIZE,
    ) -> None:
        """Write a text, or an empty cell with its border."""
        if len(text) > MOST_IN_A_CELL:
            raise TooLongError
        looks = self.format(kind, is_centred=is_centred, is_quoted=is_risky(text), size=size)
        if text:
            self.sheet.write_string(row, column, text, looks)
        else:
            self.sheet.write_blank(row, column, None, looks)


def workbook_of(table: PaperTable) -> bytes:
    """Return a workbook with the table on its one sheet.

    Raises: TooLongError where a cell holds more than Excel takes.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": exact_text(table.title), "created": EPOCH})
    written = _Sheet(book)
    sheet = written.sheet
    last = len(table.columns) - 1
    for at, one in enumerate(table.columns):
        sheet.set_column(at, at, one.width * UNITS_PER_MILLIMETRE)
    top = 0
    if table.title:
        sheet.merge_range(0, 0, 0, last, "", written.format("title"))
        written.say(0, 0, table.title, "title")
        sheet.set_row(0, TITLE_HEIGHT)
        top = 1
    _say_header(written, table, top)
    first = top + 2
    _say_lines(written, table, first)
    for at, note in enumerate(table.notes, start=first + len(table.lines)):
        sheet.merge_range(at, 0, at, last, "", written.format("note"))
        written.say(at, 0, note, "note")
        sheet.set_row(at, NOTE_HEIGHT)
    _set_up(sheet, top, first + len(table.lines) + len(table.notes) - 1, last)
    book.close()
    return out.getvalue()


def _say_header(written: _Sheet, table: PaperTable, top: int) -> None:
    above, below, merged = table.headers()
    for first_row, first, last_row, last in merged:
        written.sheet.merge_range(
            top + first_row, first, top + last_row, last, "", written.format("header", is_centred=True)
        )
    covered = {
        (row, column)
        for first_row, first, last_row, last in merged
        for row in range(first_row, last_row + 1)
        for column in range(first, last + 1)
    }
    for row, texts in enumerate((above, below)):
        for column, text in enumerate(texts):
            if text or (row, column) not in covered:
                written.say(top + row, column, text, "header", is_centred=True)
        written.sheet.set_row(top + row, HEADER_HEIGHT)


def _say_lines(written: _Sheet, table: PaperTable, first: int) -> None:
    covered = set()
    for first_row, column, last_row, last in table.merged:
        written.sheet.merge_range(
            first + first_row, column, first + last_row, last, "", written.format("cell", is_centred=True)
        )
        covered |= {(row, column) for row in range(first_row, last_row + 1)}
    centred = [one.is_centred for one in table.columns]
    for row, height in enumerate(heights_of(table)):
        written.sheet.set_row(first + row, height)
    for row, texts in enumerate(table.lines):
        for column, text in enumerate(texts):
            is_merged = (row, column) in covered
            if text or not is_merged:
                size = USUAL_SIZE if is_merged else fitting_size(text, table.columns[column].width)
                written.say(
                    first + row, column, text, "cell", is_centred=centred[column] or is_merged, size=size
                )


def _set_up(sheet: Worksheet, top: int, last_row: int, last: int) -> None:
    """Set up the page: A4 landscape, as wide as the page, the header on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=MARGIN_SIDE, right=MARGIN_SIDE, top=MARGIN_TOP, bottom=MARGIN_BOTTOM)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top, top + 1)
    sheet.print_area(0, 0, last_row, last)
    sheet.set_footer(FOOTER)
    sheet.freeze_panes(top + 2, 0)
