"""The one entrance for files that hold catalogues: what they are is told from their content, never from the name."""

import re
from collections.abc import Callable

from formats import page_tables, word_tables, workbook
from formats.catalogue_json import documents_of
from formats.grid import Grid
from formats.keeping import all_kept
from formats.manner import prepared
from formats.office_files import DOC, DOCX, compound_type, package_type
from formats.own_sheets import take_own_sheets
from formats.plain_tables import decoded, table_of
from formats.remarks import package_remarks
from formats.table_reading import catalogues_of
from formats.unfit import BROKEN as UNFIT_BROKEN
from formats.unfit import ENCRYPTED as UNFIT_ENCRYPTED
from formats.unfit import MACROS as UNFIT_MACROS
from formats.unfit import SWELLS as UNFIT_SWELLS
from formats.unfit import UnfitFileError
from formats.unreadable import (
    BROKEN,
    EMPTY,
    LOCKED,
    MACROS,
    MOST_BYTES,
    NO_TABLE,
    OLD_WORD,
    SWELLS,
    TOO_BIG,
    UNKNOWN,
    UnreadableFileError,
)
from values.catalogue_document import CatalogueDocument
from values.editing_base import EditingBase
from values.file_name import clean_name
from values.reading_choices import ReadingManner
from values.reading_report import Account, ReadingReport

PACKAGE, COMPOUND = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_TEXT = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"\x1f\x8b",
    b"BM",
)
AS_IT_STANDS = ReadingManner()
_PAGE = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<")
REASONS = {
    UNFIT_BROKEN: BROKEN,
    UNFIT_ENCRYPTED: LOCKED,
    UNFIT_MACROS: MACROS,
    UNFIT_SWELLS: SWELLS,
}


def read(
    name: str,
    data: bytes,
    manner: ReadingManner = AS_IT_STANDS,
    told: Callable[[int, int], None] | None = None,
    *,
    lists_all: bool = True,
) -> ReadingReport:
    """Return the catalogues of a file, with what became of each of its cells.

    Nothing is stored, run or fetched. The name only serves as a title where the file has none.

    Args:
        name: of the file.
        data: its bytes.
        manner: what somebody decided about its columns and cells.
        told: is told how many lines are read, of how many, once that is known.
        lists_all: whether the cells that needed nothing are listed one by one; else they are counted.

    Raises: UnreadableFileError with a sentence for whatever cannot be read.
    """
    if not data.strip():
        raise UnreadableFileError(EMPTY)
    if len(data) > MOST_BYTES:
        raise UnreadableFileError(TOO_BIG, {"megabytes": MOST_BYTES // 1_000_000})
    account = Account(as_written=frozenset(manner.as_written), told=told, lists_all=lists_all)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"} and not data.startswith(NO_TEXT):
        return _report(documents_of(decoded(data), account), account)
    found: list[CatalogueDocument] = []
    title = clean_name(name).rpartition(".")[0] or clean_name(name)
    with all_kept():
        tables, base = take_own_sheets(_fit_grids(data, account), account)
        account.lines = sum(len(one.rows) for one in tables)
        while tables:
            grid, before = prepared(tables.pop(0), manner), account.read
            found += catalogues_of(grid, account, fallback=title)
            account.advance(before + len(grid.rows) - account.read)
    return _report(tuple(found), account, base)


def _report(
    found: tuple[CatalogueDocument, ...], account: Account, base: EditingBase | None = None
) -> ReadingReport:
    if not any(one.rows for one in found):
        raise UnreadableFileError(NO_TABLE)
    return account.report(found, base)


def _fit_grids(data: bytes, account: Account) -> list[Grid]:
    try:
        return _grids(data, account)
    except UnfitFileError as error:
        raise UnreadableFileError(REASONS.get(error.message.id, UNKNOWN)) from error


def _grids(data: bytes, account: Account) -> list[Grid]:
    if data.startswith(PACKAGE):
        kind = package_type(data)
        for one in package_remarks(data):
            account.remark(one)
        return word_tables.tables_of(data, account) if kind == DOCX else workbook.new_sheets(data)
    if data.startswith(COMPOUND):
        if compound_type(data) == DOC:
            raise UnreadableFileError(OLD_WORD)
        return workbook.old_sheets(data, account)
    if data.startswith(NO_TEXT):
        raise UnreadableFileError(UNKNOWN)
    if _MARKUP.match(data) or _PAGE.search(data[:4096]):
        if not _PAGE.search(data[:65536]):
            raise UnreadableFileError(UNKNOWN)
        return page_tables.tables_of(data, account)
    return [table_of(decoded(data))]
