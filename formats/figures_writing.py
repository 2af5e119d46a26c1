"""Tables of figures as a workbook (.xlsx): a sheet each, numbers as numbers, with a chart of Excel's own."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What the file says of when it was made: always the same, so that the bytes are."""
FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"), " ")
LONGEST_NAME = 31
NAME_WIDTH, NUMBER_WIDTH = 36, 16
"""Widths of columns in characters."""
HEAD_ROW = 3
"""Rows before the table: the title, what must be known of it, and what it covers."""


@dataclass(frozen=True, kw_only=True)
class FiguresTable:
    """A table of numbers in the reader's words."""

    title: str
    note: str
    covers: str
    """Which days, and of whom: a file is read long after it was made, and without the page."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | float | None, ...]], ...]


def workbook_of(tables: Sequence[FiguresTable]) -> bytes:
    """Return the tables, a sheet each; the same tables give the same bytes."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": EPOCH})
        for number, table in enumerate(tables, start=1):
            _add_sheet(book, number, table)
    return out.getvalue()


def _add_sheet(book: xlsxwriter.Workbook, number: int, table: FiguresTable) -> None:
    name = f"{number} {table.title.translate(FORBIDDEN)}"[:LONGEST_NAME].strip(" '")
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, max(len(table.heads) - 1, 1), NUMBER_WIDTH)
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, table.note)
    sheet.write_string(2, 0, table.covers)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for column, text in enumerate(table.heads):
        sheet.write_string(HEAD_ROW, column, text, head)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    for row, (label, numbers) in enumerate(table.rows, start=HEAD_ROW + 1):
        sheet.write_string(row, 0, label)
        for column, value in enumerate(numbers, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    if table.rows:
        last = HEAD_ROW + len(table.rows)
        chart = book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": [name, HEAD_ROW, 1],
                "categories": [name, HEAD_ROW + 1, 0, last, 0],
                "values": [name, HEAD_ROW + 1, 1, last, 1],
            }
        )
        chart.set_title({"name": table.title, "name_font": {"size": 11}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True})
        sheet.insert_chart(last + 2, 0, chart)
