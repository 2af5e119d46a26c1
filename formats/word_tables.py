"""Tables of Word files (.docx), read from the package itself; tracked changes and struck text are refused."""

import io
import zipfile
from typing import Any

from formats.grid import Grid, Range
from formats.safe_xml import parsed
from formats.unreadable import (
    BROKEN,
    MOST_COLUMNS,
    MOST_ROWS,
    STRUCK,
    TOO_MANY_ROWS,
    TRACKED,
    UnreadableFileError,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRACKS = tuple(
    f"{W}{one}"
    for one in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText", "rPrChange")
)
OFF = {"0", "false", "off"}
MAIN = "word/document.xml"


def tables_of(data: bytes) -> list[Grid]:
    """Return the tables of a Word file, each with the paragraphs that stand before it.

    Raises: UnreadableFileError for redlines, and for what is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if MAIN not in package.namelist():
            raise UnreadableFileError(BROKEN)
        body = parsed(package.read(MAIN)).find(f"{W}body")
    if body is None:
        raise UnreadableFileError(BROKEN)
    _require_no_redline(body)
    grids: list[Grid] = []
    paragraphs: list[tuple[str, str]] = []
    counted = 0
    for element in _blocks(body):
        if element.tag == f"{W}tbl":
            grids.append(_grid(element, f"table{len(grids) + 1}", paragraphs))
            paragraphs = []
        else:
            counted += 1
            if (text := _text(element)).strip():
                paragraphs.append((f"paragraph{counted}", text))
    if paragraphs:
        grids.append(Grid("text", [], titles=paragraphs))
    return grids


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
    return [text for one in cell.iter(f"{W}p") if (text := _text(one)).strip()]


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
