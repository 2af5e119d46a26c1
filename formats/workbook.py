"""Sheets of Excel workbooks, new and old; redlines are refused, formulas named, nothing run or fetched."""

import io
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from formats.grid import Grid
from formats.new_workbook import NewWorkbook
from formats.old_workbook import looked_through
from formats.remarks import LINKED
from formats.unreadable import (
    BROKEN,
    LOCKED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_FILLED,
    MOST_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_ROWS,
    UnreadableFileError,
)
from values.reading_report import Account

Formulas = AbstractSet[tuple[int, int]]
PANIC = "PanicException"


def new_sheets(data: bytes) -> list[Grid]:
    """Return the sheets of a package.

    How far cells reach is known before the library sees them, since it makes room for every cell between them.
    Raises: UnreadableFileError for redlines, for more than is read, and for what is damaged.
    """
    book = NewWorkbook(data)
    for one in book.sheets:
        _require_modest(*book.reach(one))
    formulas: list[Formulas] = [book.formulas(one) for one in book.sheets]
    if book.filled() > MOST_FILLED:
        raise UnreadableFileError(TOO_MANY_CELLS, {"most": MOST_FILLED})
    return _grids(book.packed(), formulas)


def old_sheets(data: bytes, account: Account) -> list[Grid]:
    """Return the sheets of a compound file.

    Raises: UnreadableFileError as above; UnfitFileError for what is damaged.
    """
    book = looked_through(data)
    for one in book.sheets:
        if one.reach:
            _require_modest(one.reach[2] + 1, one.reach[3] + 1)
    if book.has_links:
        account.remark(LINKED)
    return _grids(io.BytesIO(data), [one.formulas for one in book.sheets])


def _grids(data: io.BytesIO, formulas: list[Formulas]) -> list[Grid]:
    known: dict[str, str] = {}
    try:
        with CalamineWorkbook.from_filelike(data) as book:
            places = zip(range(len(book.sheet_names)), formulas, strict=True)
            return [_grid(book.get_sheet_by_index(place), told, known) for place, told in places]
    except PasswordError as error:
        raise UnreadableFileError(LOCKED) from error
    except UnreadableFileError:
        raise
    except (CalamineError, OSError, ValueError, IndexError, KeyError) as error:
        raise UnreadableFileError(BROKEN) from error
    except BaseException as error:
        if type(error).__name__ == PANIC:
            # The library is written in Rust and gives up in this way, which nothing else in Python is told by.
            raise UnreadableFileError(BROKEN) from error
        raise


def _require_modest(height: int, width: int) -> None:
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})


def _grid(sheet: CalamineSheet, formulas: Formulas, known: dict[str, str]) -> Grid:
    """Return a sheet row by row; a text that many cells have is kept once."""
    bottom, right = sheet.end or (0, 0)
    _require_modest(bottom + 1, right + 1)
    told = known.setdefault
    rows = [
        [told(text, text) if (text := _text(value)) else "" for value in row] for row in sheet.iter_rows()
    ]
    ranges = [(one[0], one[1], two[0], two[1]) for one, two in sheet.merged_cell_ranges or ()]
    return Grid(sheet.name, rows, ranges, formulas=frozenset(formulas))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "√" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
