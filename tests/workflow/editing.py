"""Workbooks for editing in tests: made of the world's catalogue, changed cell by cell, and read again."""

import io
from collections.abc import Callable
from dataclasses import replace

from python_calamine import CalamineWorkbook

from formats.editing_workbook import EditingTable, editing_workbook
from tests.formats.table_files import sheet_xml, workbook_of
from tests.founding import found
from tests.world import COUNTY, World
from values.proposal_content import DraftContent
from workflow.commands.extending import import_into
from workflow.commands.importing import import_rows, read_file
from workflow.importing import Choice, everything_certain
from workflow.queries.editing import editing_file
from workflow.queries.public import reading_of_own
from workflow.queries.row_diff import RowDiff, row_diff
from workflow.unit import current_clock, transaction

Cells = list[list[str]]
Edit = Callable[[Cells], None]

HEADER_ROWS = 3
NAME_1, NAME_2, ELEMENTS, BASES, DEADLINE, BODIES, CHANNELS = range(1, 8)
"""Columns of the table, as cells count."""


def downloaded(code: str = COUNTY, *, proposal: str = "", draft: DraftContent | None = None) -> bytes:
    """Return the newest release of a catalogue for editing, as the public may have it."""
    with transaction() as session:
        now = current_clock.get().now()
        reading = reading_of_own(session, session.merge(found(code)), (), now=now, notice="暂不展示")
        file = editing_file(reading, proposal=proposal, draft=draft)
    return editing_workbook(EditingTable(document=file.document, marks=file.marks, base=file.base))


def tables(data: bytes) -> list[Cells]:
    """Return the cells of each sheet."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return [
            [[str(cell) for cell in row] for row in book.get_sheet_by_index(place).to_python()]
            for place in range(len(book.sheet_names))
        ]


def rewritten(sheets: list[Cells]) -> bytes:
    """Return a workbook of these sheets, each under another name, without looks, lists and protection."""
    return workbook_of(*(sheet_xml(one) for one in sheets))


def edited(data: bytes, *edits: Edit) -> bytes:
    """Return a workbook with its table changed."""
    first, *others = tables(data)
    for edit in edits:
        edit(first)
    return rewritten([first, *others])


def line_of(cells: Cells, name: str) -> int:
    return next(at for at, row in enumerate(cells) if at >= HEADER_ROWS and name in row[NAME_2])


def says(name: str, column: int, text: str) -> Edit:
    """Return the edit that writes a text into a cell of a row."""

    def edit(cells: Cells) -> None:
        cells[line_of(cells, name)][column] = text

    return edit


def without_identities(cells: Cells) -> None:
    """Take the identity column away."""
    for row in cells:
        row.pop()


def diff_of(data: bytes, code: str = COUNTY) -> RowDiff:
    """Return what a workbook makes of a catalogue."""
    with transaction() as session:
        return row_diff(session, session.merge(found(code)), read_file("表.xlsx", data).report)


def told(diff: RowDiff) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return by name what differs, and in which fields."""
    return {
        line.name: (line.fate.value, line.matched.fields) for line in diff.lines if line.fate.value != "same"
    }


def taken(world: World, data: bytes, *, into: str = "", by: str = "drafter", **settles: str) -> str:
    """Take what is in no doubt into a new draft, or into one that is there; return the proposal's number."""
    file, actor = read_file("表.xlsx", data), world.actor(by)

    def choose(diff: RowDiff) -> Choice:
        return replace(Choice(taken=everything_certain(diff)), settles=settles)

    if into:
        return import_into(into, file, actor=actor, choose=choose)
    return import_rows(COUNTY, file, actor=actor, choose=choose)
