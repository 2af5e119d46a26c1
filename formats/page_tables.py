"""Tables of a saved web page; scripts and links are neither run nor followed, redlines are refused."""

import re
from typing import Any

from lxml import etree, html

from formats.grid import Grid, Range
from formats.plain_tables import decoded
from formats.unreadable import (
    BROKEN,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    STRUCK,
    TOO_MANY_ROWS,
    UnreadableFileError,
)

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
CHINESE = {"gb2312", "gbk", "gb18030"}
SILENT = ("script", "style", "template", "noscript", "head")
LINES = ("br", "p", "div", "li", "tr")
STRUCK_STYLE = re.compile(r"line-through", re.IGNORECASE)
TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "caption", "div", "span", "strong", "b")


def tables_of(data: bytes) -> list[Grid]:
    """Return the tables of a page that hold no further table, each with the heading before it.

    Raises: UnreadableFileError for redlines, and for what is larger than is read.
    """
    declared = _DECLARED.search(data[:4096])
    is_chinese = declared and declared[1].decode("ascii").lower() in CHINESE
    text = data.decode("gb18030", errors="replace") if is_chinese else decoded(data)
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(BROKEN) from error
    grids: list[Grid] = []
    for table in [one for one in root.iter("table") if next(one.iterdescendants("table"), None) is None]:
        grids.append(_grid(table, f"table{len(grids) + 1}"))
    return grids


def _grid(table: Any, name: str) -> Grid:
    _require_no_redline(table, name)
    lines = list(table.iter("tr"))
    rows: list[list[str]] = []
    merged: list[Range] = []
    covered: dict[tuple[int, int], bool] = {}
    cells = 0
    for row, line in enumerate(lines):
        texts: list[str] = []
        for cell in line.iterchildren("td", "th"):
            while (row, len(texts)) in covered:
                texts.append("")
            column = len(texts)
            right = column + _span(cell, "colspan", MOST_COLUMNS + 1) - 1
            bottom = min(row + _span(cell, "rowspan", MOST_ROWS), len(lines)) - 1
            cells += (right - column + 1) * (bottom - row + 1)
            if right >= MOST_COLUMNS or row > MOST_ROWS or cells > MOST_CELLS:
                raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
            texts += [_text(cell), *[""] * (right - column)]
            if right > column or bottom > row:
                merged.append((row, column, bottom, right))
                covered.update(
                    {(at, one): True for at in range(row + 1, bottom + 1) for one in range(column, right + 1)}
                )
        rows.append(texts)
    caption = [(f"{name}!caption", text) for one in table.iter("caption") if (text := _text(one))]
    return Grid(name, rows, merged, caption or _heading(table, name))


def _span(cell: Any, attribute: str, most: int) -> int:
    value = str(cell.get(attribute, "1")).strip()
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1  # noqa: PLR2004 - digits


def _heading(table: Any, name: str) -> list[tuple[str, str]]:
    """Return the nearest text before a table, since pages have titles there and no captions."""
    for element in table.iterancestors():
        for before in [*table.itersiblings(preceding=True)] if element is table.getparent() else []:
            if before.tag == "table":
                return []
            if before.tag in TITLES and (text := _text(before)):
                return [(f"{name}!heading", text)]
        table = element
        if element.tag == "td":
            break
    return []


def _require_no_redline(table: Any, name: str) -> None:
    for one in table.iter():
        is_struck = one.tag in {"del", "s", "strike"} or STRUCK_STYLE.search(str(one.get("style", "")))
        if is_struck and "".join(one.itertext()).strip():
            raise UnreadableFileError(STRUCK, {"place": f"{name}: {''.join(one.itertext()).strip()[:20]}"})


def _text(element: Any) -> str:
    told: list[str] = []
    _collect(element, told)
    lines = (" ".join(line.split()) for line in "".join(told).split("\v"))
    return "\n".join(line for line in lines if line)


def _collect(root: Any, told: list[str]) -> None:
    """Walk a tree without recursion; a line ends where an element of its own line begins or ends."""
    for event, one in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if one is not root and one.tag in LINES:
                told.append("\v")
            if one.tag not in SILENT:
                told.append(one.text or "")
        elif one is not root:
            if one.tag in LINES and one.tag != "br":
                told.append("\v")
            told.append(one.tail or "")
