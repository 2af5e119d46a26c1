"""Tables of Word files (.docx), read from the package itself; tracked changes and struck text are refused."""

import io
import re
import zipfile
from typing import Any

from formats.grid import Grid, Range
from formats.remarks import INSERTED
from formats.safe_xml import parsed
from formats.unreadable import (
    BROKEN,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLES,
    TOO_MANY_ROWS,
    TOO_MANY_TABLES,
    UnreadableFileError,
)
from formats.word_rows import W, WordDocument, children, paragraphs, text_of, without_doubles
from values.reading_report import Account

MAIN = "word/document.xml"
BESIDE = re.compile(r"\Aword/((?:header|footer|footnotes|endnotes)\d*)\.xml\Z")
"""Parts that stand at the edges of pages, whose texts belong to no table."""
_PAGE_COUNT = re.compile(r"[\d\s第共页/·，,—–-]*\Z")


def tables_of(data: bytes, account: Account) -> list[Grid]:
    """Return the tables of a Word file, each with the paragraphs before it, and what stands outside all tables.

    Raises: UnreadableFileError for redlines, and for what is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if MAIN not in package.namelist():
            raise UnreadableFileError(BROKEN)
        with package.open(MAIN) as part:
            document = WordDocument(part)
        beside = {
            match[1]: parsed(package.read(match[0]))
            for one in package.namelist()
            if (match := BESIDE.match(one))
        }
    if document.body is None:
        raise UnreadableFileError(BROKEN)
    if document.has_insertions:
        account.remark(INSERTED)
    for root in beside.values():
        without_doubles(root)
    return [*_in_order(document), *_edges(beside)]


def _in_order(document: WordDocument) -> list[Grid]:
    grids: list[Grid] = []
    before: list[tuple[str, str]] = []
    counted = 0
    for element in _blocks(document.body):
        if element.tag == f"{W}tbl":
            if len(grids) == MOST_TABLES:
                raise UnreadableFileError(TOO_MANY_TABLES, {"most": MOST_TABLES})
            grids.append(_grid(document, element, f"table{len(grids) + 1}", before))
            before = []
        else:
            counted += 1
            if (text := text_of(element)).strip():
                before.append((f"paragraph{counted}", text))
    if before:
        grids.append(Grid("text", [], titles=before))
    return grids


def _edges(beside: dict[str, Any]) -> list[Grid]:
    """Return the texts at the edges of pages; mere page numbers say nothing."""
    told = [
        (f"{name}!paragraph{at}", text)
        for name, root in beside.items()
        for at, one in enumerate(paragraphs(root), start=1)
        if (text := text_of(one).strip()) and not _PAGE_COUNT.match(text)
    ]
    return [Grid("edge", [], titles=told)] if told else []


def _blocks(body: Any) -> list[Any]:
    """Return paragraphs and tables in their order, those in content controls included."""
    found = []
    for element in body:
        if element.tag in {f"{W}p", f"{W}tbl"}:
            found.append(element)
        elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"}:
            found.extend(_blocks(element))
    return found


def _grid(document: WordDocument, table: Any, name: str, titles: list[tuple[str, str]]) -> Grid:
    rows: list[list[str]] = []
    merged: list[Range] = []
    open_cells: dict[int, tuple[int, int]] = {}
    """Column → row where the merged cell began, and its last column."""
    for line in children(table, f"{W}tr"):
        free, cells = document.row(line)
        row, texts = len(rows), [""] * free
        for text, span, merging in cells:
            column = len(texts)
            if column + span > MOST_COLUMNS or row > MOST_ROWS:
                raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
            texts += [text, *[""] * (span - 1)]
            if merging not in {None, "restart"} and column in open_cells:
                continue
            if began := open_cells.pop(column, None):
                merged.append((began[0], column, row - 1, began[1]))
            if merging is not None:
                open_cells[column] = (row, column + span - 1)
            elif span > 1:
                merged.append((row, column, row, column + span - 1))
        rows.append(texts)
    merged += [(began, column, len(rows) - 1, last) for column, (began, last) in open_cells.items()]
    return Grid(name, rows, merged, titles)
