"""The sheets that Mulu puts beside the table of a workbook for editing, and its identity column, as they come back."""

import json
import re

from formats.columns import bare
from formats.exact_cells import GUARD, exact_text, is_exact
from formats.grid import Grid
from formats.unreadable import UnreadableFileError
from values.canonical import canonical_bytes
from values.editing_base import EditingBase, editing_base
from values.messages import N_
from values.reading_report import Account
from values.serial import to_plain

OWN = f"{GUARD}政务公开目录动态调整"
"""The first cell of each sheet that is not to be read as a table, whatever the sheet is called by now."""
DESCRIPTION = f"{GUARD}工作簿说明数据，请勿改动"
"""The cell before the description in the hidden sheet."""
IDENTITY_HEADER = "行标识（勿改）"
LONGEST_PART = 30_000
"""Characters of the description in a cell; a workbook's cell takes some more."""
CHANGED = N_(
    "The hidden sheet by which this workbook is recognised was changed. Download the workbook again; or delete"
    " that sheet, and the file is read like any other."
)
_HEADER = bare(IDENTITY_HEADER)
_MERE_NUMBER = re.compile(r"[\d.\s]*\Z")
HEADER_ROWS = 12
"""How far down the header of the table is looked for."""


def description(base: EditingBase) -> list[str]:
    """Return the cells that describe a workbook: its checksum, then the description in parts."""
    text = canonical_bytes(to_plain(base)).decode()
    parts = [text[at : at + LONGEST_PART] for at in range(0, len(text), LONGEST_PART)]
    return [base.check, *parts]


def take_own_sheets(grids: list[Grid], account: Account) -> tuple[list[Grid], EditingBase | None]:
    """Return the sheets that are tables, and what the workbook says of itself; None where it is any workbook.

    Raises: UnreadableFileError where the description was changed.
    """
    tables, base = [], None
    for grid in grids:
        if _first(grid) != OWN:
            tables.append(grid)
            continue
        base = base or _described(grid)
        for row in range(len(grid.rows)):
            for column, text in grid.cells(row):
                account.take(grid.place(row, column), "note", text, text)
    if base:
        for grid in tables:
            _empty_cleared_lines(grid, account)
    return tables, base


def _first(grid: Grid) -> str:
    return next((text.strip() for row in range(len(grid.rows)) for _, text in grid.cells(row)), "")


def _described(grid: Grid) -> EditingBase | None:
    column = [next((text for _, text in grid.cells(row)), "") for row in range(len(grid.rows))]
    if DESCRIPTION not in column:
        return None
    check, *parts = column[column.index(DESCRIPTION) + 1 :] or [""]
    try:
        base = editing_base(json.loads("".join(parts)))
    except ValueError as error:
        raise UnreadableFileError(CHANGED) from error
    if base.check != check.strip():
        raise UnreadableFileError(CHANGED)
    return base


def _empty_cleared_lines(grid: Grid, account: Account) -> None:
    """Empty the lines of which only the protected cell is left: clearing a row is how it is deleted there."""
    column = next(
        (
            column
            for row in range(min(HEADER_ROWS, len(grid.rows)))
            for column, text in grid.cells(row)
            if bare(exact_text(text)) == _HEADER
        ),
        None,
    )
    if column is None:
        return
    for row, cells in enumerate(grid.rows):
        mark = grid.own(row, column)
        others = [text for at, text in grid.cells(row) if at != column]
        if is_exact(mark) and "#" in mark and all(_MERE_NUMBER.match(text) for text in others):
            for at, text in list(grid.cells(row)):
                account.take(grid.place(row, at), "identity", text, text)
                cells[at] = ""
