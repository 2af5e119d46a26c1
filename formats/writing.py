"""The one entrance for writing a catalogue: the official table for paper, or everything in JSON.

The same catalogue and notes always give the same bytes.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

from formats.office_files import DOCX, XLSX
from formats.page_writing import page_of
from formats.paper_table import PaperTable, paper_table
from formats.plain_writing import json_of, separated_values_of
from formats.word_writing import word_file_of
from formats.workbook_writing import workbook_of
from values.catalogue_document import CatalogueDocument

FORM = 1
"""Goes up when what is written of the same catalogue changes."""


class FileKind(StrEnum):
    """A kind of file; its value is the ending of the name."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    HTML = "html"
    JSON = "json"


MEDIA_TYPES = {
    FileKind.XLSX: XLSX,
    FileKind.DOCX: DOCX,
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.HTML: "text/html; charset=utf-8",
    FileKind.JSON: "application/json",
}
_TABLES: dict[FileKind, Callable[[PaperTable], bytes]] = {
    FileKind.XLSX: workbook_of,
    FileKind.DOCX: word_file_of,
    FileKind.CSV: separated_values_of,
    FileKind.HTML: page_of,
}


def write(document: CatalogueDocument, kind: FileKind, *, notes: Sequence[str] = ()) -> bytes:
    """Return a file of a catalogue.

    Args:
        document: what is written, its rows in the order of the tree.
        kind: the kind of file.
        notes: sentences below the table, which reading knows from rows.
    """
    if kind is FileKind.JSON:
        return json_of(document, notes)
    return _TABLES[kind](paper_table(document, notes))
