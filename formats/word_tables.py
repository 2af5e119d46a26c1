"""Tables of Word files (.docx), read from the package itself; tracked changes and struck text are refused."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from formats.grid import Grid, Range
from formats.remarks import INSERTED
from formats.safe_xml import parsed
from formats.unreadable import (
    BROKEN,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLES,
    STRUCK,
    TOO_MANY_ROWS,
    TOO_MANY_TABLES,
    TRACKED,
    UnreadableFileError,
)
from values.reading_report import Account

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRACKS = tuple(
    f"{W}{one}"
    for one in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText", "rPrChange")
)
OFF = {"0", "false", "off"}
MAIN = "word/document.xml"
BESIDE = re.compile(r"\Aword/((?:header|footer|footnotes|endnotes)\d*)\.xml\Z")
"""Parts that stand at the edges of pages, whose texts belong to no table."""
_PAGE_COUNT = re.compile(r"[\d\s第共页/·，,—–-]*\Z")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def tables_of(data: bytes, account: Account) -> list[Grid]:
    """Return the tables of a Word file, each with the paragraphs before it, and what stands outside all tables.

    Raises: UnreadableFileError for redlines, and for what is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if MAIN not in package.namelist():
            raise UnreadableFileError(BROKEN)
        body = parsed(package.read(MAIN)).find(f"{W}body")
        beside = {
            match[1]: parsed(package.read(match[0]))
            for one in package.namelist()
            if (match := BESIDE.match(one))
        }
    if body is None:
        raise UnreadableFileError(BROKEN)
    if next(body.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None:
        account.remark(INSERTED)
    for root in (body, *beside.values()):
        # Programs that draw no shapes find its texts a second time.
        for one in list(root.iter(FALLBACK)):
            one.getparent().remove(one)
        _require_no_redline(root)
    return [*_in_order(body), *_edges(beside)]


def _in_order(body: Any) -> list[Grid]:
    grids: list[Grid] = []
    paragraphs: list[tuple[str, str]] = []
    counted = 0
    for element in _blocks(body):
        if element.tag == f"{W}tbl":
            if len(grids) == MOST_TABLES:
                raise UnreadableFileError(TOO_MANY_TABLES, {"most": MOST_TABLES})
            grids.append(_grid(element, f"table{len(grids) + 1}", paragraphs))
            paragraphs = []
        else:
            counted += 1
            if (text := _text(element)).strip():
                paragraphs.append((f"paragraph{counted}", text))
    if paragraphs:
        grids.append(Grid("text", [], titles=paragraphs))
    return grids


def _edges(beside: dict[str, Any]) -> list[Grid]:
    """Return the texts at the edges of pages; mere page numbers say nothing."""
    told = [
        (f"{name}!paragraph{at}", text)
        for name, root in beside.items()
        for at, one in enumerate(_paragraphs(root), start=1)
        if (text := _text(one).strip()) and not _PAGE_COUNT.match(text)
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


def _require_no_redline(body: Any) -> None:
    if next(body.iter(*TRACKS), None) is not None:
        raise UnreadableFileError(TRACKED)
    for run in body.iter(f"{W}r"):
        marks = run.find(f"{W}rPr")
        if marks is None or not "".join(run.itertext(f"{W}t")).strip():
            continue
        if any(one.get(f"{W}val", "1") not in OFF for one in marks.iter(f"{W}strike", f"{W}dstrike")):
            raise UnreadableFileError(STRUCK, {"place": "".join(run.itertext(f"{W}t"))[:20]})


def _grid(table: Any, name: str, titles: list[tuple[str, str]]) -> Grid:
    rows: list[list[str]] = []
    merged: list[Range] = []
    open_cells: dict[int, tuple[int, int]] = {}
    """Column → row where the merged cell began, and its last column."""
    for line in _children(table, f"{W}tr"):
        row, texts = len(rows), [""] * _number(line, f"{W}trPr/{W}gridBefore")
        for cell in _children(line, f"{W}tc"):
            column, span = len(texts), max(1, _number(cell, f"{W}tcPr/{W}gridSpan"))
            if column + span > MOST_COLUMNS or row > MOST_ROWS:
                raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
            texts += ["\n".join(_texts(cell)), *[""] * (span - 1)]
            mark = cell.find(f"{W}tcPr/{W}vMerge")
            if mark is not None and mark.get(f"{W}val") != "restart" and column in open_cells:
                continue
            if began := open_cells.pop(column, None):
                merged.append((began[0], column, row - 1, began[1]))
            if mark is not None:
                open_cells[column] = (row, column + span - 1)
            elif span > 1:
                merged.append((row, column, row, column + span - 1))
        rows.append(texts)
    merged += [(began, column, len(rows) - 1, last) for column, (began, last) in open_cells.items()]
    return Grid(name, rows, merged, titles)


def _children(element: Any, tag: str) -> list[Any]:
    found = []
    for one in element:
        if one.tag == tag:
            found.append(one)
        elif one.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            found.extend(_children(one, tag))
    return found


def _number(element: Any, path: str) -> int:
    mark = element.find(path)
    value = mark.get(f"{W}val", "") if mark is not None else ""
    return min(int(value), MOST_COLUMNS + 1) if value.isdigit() and len(value) < 9 else 0  # noqa: PLR2004 - digits


def _texts(cell: Any) -> list[str]:
    """Return the lines of a cell, those of a table inside it included."""
    return [text for one in _paragraphs(cell) if (text := _text(one)).strip()]


def _paragraphs(root: Any) -> Iterator[Any]:
    """Yield paragraphs; those of a shape belong to the paragraph that it stands in."""
    return (one for one in root.iter(f"{W}p") if next(one.iterancestors(f"{W}p"), None) is None)


def _text(paragraph: Any) -> str:
    told = []
    for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}sym", f"{W}noBreakHyphen"):
        if one.tag == f"{W}t":
            told.append(one.text or "")
        elif one.tag == f"{W}sym":
            told.append(_symbol(one.get(f"{W}char", "")))
        elif one.tag == f"{W}noBreakHyphen":
            told.append("-")
        else:
            told.append("\n" if one.tag in {f"{W}br", f"{W}cr"} else " ")
    return "".join(told)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
