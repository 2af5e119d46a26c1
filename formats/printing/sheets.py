"""What is to be set as PDF, as bytes: the official table, or an official paper. The same content has the same bytes.

All text is data to the templates, never markup, so that nothing in it is carried out.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from formats.exact_cells import exact_text
from formats.grid import Range
from formats.paper_parts import Cell, Form, Line, OfficialPaper
from formats.paper_table import PaperTable
from values.redline import SegmentKind

FORM = 1
"""Goes up when what is set of the same content changes."""
NAMELESS = "政务公开目录"
PAGE = 273.0
"""Millimetres of A4 landscape between the margins."""
CHARACTER = 2.83
"""Millimetres of a character of eight points; a Latin letter takes six tenths of it."""
EDGES = 1.8
NARROW = 0.6
LINES_TOGETHER = 24
"""A row with more lines may be divided between pages; one with fewer begins on the next page."""
MARKS = {SegmentKind.EQUAL: "", SegmentKind.DELETED: "del", SegmentKind.INSERTED: "ins"}
_UNBROKEN = re.compile(r"[!-~\u00a1-\u2bff]+")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
HERE_A_LINE_MAY_END = "\u200b"


def sheet_of_table(table: PaperTable) -> bytes:
    """Return the official table: A4 landscape, the header repeated on each page, merged cells."""
    above, below, header_merged = table.headers()
    wanted = sum(one.width for one in table.columns)
    rooms = [(one.width * PAGE / max(wanted, PAGE) - EDGES) / CHARACTER for one in table.columns]
    centred = [one.is_centred for one in table.columns]
    return _bytes(
        {
            "kind": "table",
            "title": exact_text(table.title) or NAMELESS,
            "widths": [round(one.width * 10) for one in table.columns],
            "header": list(_cells([above, below], header_merged, rooms, [True] * len(rooms))),
            "cells": list(_cells(table.lines, table.merged, rooms, centred)),
            "notes": [_plain(one) for one in table.notes],
        }
    )


def sheet_of_paper(paper: OfficialPaper) -> bytes:
    """Return an official paper: A4 upright; of a redline what goes is struck and what comes underlined."""
    return _bytes(
        {
            "kind": "paper",
            "title": _plain(paper.title),
            "is_form": paper.is_form,
            "blocks": [
                {"line": _line(one)} if isinstance(one, Line) else {"form": _form(one)}
                for one in paper.blocks
            ],
        }
    )


def _bytes(sheet: Mapping[str, Any]) -> bytes:
    return json.dumps({"version": FORM, **sheet}, ensure_ascii=False, separators=(",", ":")).encode()


def _cells(
    lines: Sequence[Sequence[str]],
    merged: Sequence[Range],
    rooms: Sequence[float],
    centred: Sequence[bool],
) -> Iterator[dict[str, Any]]:
    begins = {(one[0], one[1]): one for one in merged}
    covered = {
        (row, column)
        for one in merged
        for row in range(one[0], one[2] + 1)
        for column in range(one[1], one[3] + 1)
    } - begins.keys()
    for row, texts in enumerate(lines):
        together = max(map(_lines, texts, rooms), default=0) <= LINES_TOGETHER
        for column, text in enumerate(texts):
            if (row, column) in covered:
                continue
            _, _, last_row, last = begins.get((row, column), (row, column, row, column))
            yield {
                "text": _fitted(exact_text(text), sum(rooms[column : last + 1])),
                "rows": last_row - row + 1,
                "columns": last - column + 1,
                "centred": centred[column] or last_row > row,
                "together": together and last_row == row,
            }


def _lines(text: str, room: float) -> int:
    return sum(max(1, ceil(_breadth(one) / max(room, 1.0))) for one in text.split("\n"))


def _breadth(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(one) in {"W", "F", "A"} else NARROW for one in text)


def _fitted(text: str, room: float) -> str:
    """Return a text whose long words may be broken: what runs over the edge of its cell could not be read."""
    most = max(int(room / NARROW), 1)
    return _UNBROKEN.sub(lambda found: _broken(found[0], most), _plain(text))


def _broken(word: str, most: int) -> str:
    if len(word) <= most:
        return word
    return HERE_A_LINE_MAY_END.join(word[at : at + most] for at in range(0, len(word), most))


def _plain(text: str) -> str:
    """Return a text without what is no character; that something is missing is seen."""
    return _NO_TEXT.sub("\ufffd", text.expandtabs(4))


def _line(line: Line) -> dict[str, Any]:
    parts = [{"text": _fitted(one.text, 20), "mark": MARKS[one.kind]} for one in line.parts]
    return {"style": line.style.value, "parts": parts}


def _form(form: Form) -> dict[str, Any]:
    return {
        "widths": list(form.widths),
        "rows": [
            {
                "cells": [_cell(cell) for cell in row.cells],
                "height": row.height,
                "is_header": row.is_header,
            }
            for row in form.rows
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"lines": [_line(one) for one in cell.lines], "span": cell.span, "is_label": cell.is_label}
