"""The one entrance for writing a catalogue: the official table for paper, or everything in JSON.

The same catalogue and notes always give the same bytes.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

from formats.office_files import DOCX, XLSX
from formats.page_writing import page_of
from formats.paper_table import PaperTable, paper_table
from formats.plain_writing import json_of, separated_values_of
from formats.printing.press import print_sheet
from formats.printing.sheets import sheet_of_table
from formats.word_writing import word_file_of
from formats.workbook_writing import workbook_of
from values.catalogue_document import CatalogueDocument, Validity

FORM = 2
"""Goes up when what is written of the same catalogue changes."""


class FileKind(StrEnum):
    """A kind of file; its value is the ending of the name."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    """To print and to post; nothing is read from it again."""


MEDIA_TYPES = {
    FileKind.XLSX: XLSX,
    FileKind.DOCX: DOCX,
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.HTML: "text/html; charset=utf-8",
    FileKind.JSON: "application/json",
    FileKind.PDF: "application/pdf",
}
_TABLES: dict[FileKind, Callable[[PaperTable], bytes]] = {
    FileKind.XLSX: workbook_of,
    FileKind.DOCX: word_file_of,
    FileKind.CSV: separated_values_of,
    FileKind.HTML: page_of,
    FileKind.PDF: lambda table: print_sheet(sheet_of_table(table)),
}


def write(
    document: CatalogueDocument,
    kind: FileKind,
    *,
    notes: Sequence[str] = (),
    validity: Validity | None = None,
) -> bytes:
    """Return a file of a catalogue.

    Args:
        document: what is written, its rows in the order of the tree.
        kind: the kind of file.
        notes: sentences below the table, which reading knows from rows.
        validity: how long the release is valid; tables say it in the notes, JSON in members of its own.

    Raises: TooLongError for a cell that a workbook cannot hold; PrintingError where no PDF can be made.
    """
    if kind is FileKind.JSON:
        return json_of(document, notes, validity)
    return _TABLES[kind](paper_table(document, notes))


def sheet(document: CatalogueDocument, *, notes: Sequence[str] = ()) -> bytes:
    """Return what is to be set as PDF, for somebody to set it later."""
    return sheet_of_table(paper_table(document, notes))
