"""Tables of a saved web page; scripts and links are neither run nor followed, redlines are refused."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from formats.given_back import give_back
from formats.grid import Grid, Range
from formats.page_blocks import SILENT, blocks
from formats.page_slimming import slim
from formats.plain_tables import decoded
from formats.remarks import FAR_OFF, INSERTED, PICTURES
from formats.unreadable import (
    BROKEN,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_FILLED,
    MOST_ROWS,
    MOST_TABLES,
    STRUCK,
    TOO_MANY_CELLS,
    TOO_MANY_ROWS,
    TOO_MANY_TABLES,
    UnreadableFileError,
)
from values.messages import Message
from values.reading_report import Account

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
CHINESE = {"gb2312", "gbk", "gb18030"}
_CELL = re.compile("<t[dh]", re.IGNORECASE)
LINES = ("br", "p", "div", "li", "tr")
STRUCK_STYLE = re.compile(r"line-through", re.IGNORECASE)
FRAMES = ("iframe", "frame", "object", "embed")
NEAR = 3
"""How many texts before and behind a table belong to it: headings, sources and notes."""


def tables_of(data: bytes, account: Account) -> list[Grid]:
    """Return the tables of a page that hold no further table, each with the texts near it.

    Raises: UnreadableFileError for redlines, and for what is larger than is read.
    """
    declared = DECLARED.search(data[:4096])
    is_chinese = declared and declared[1].decode("ascii").lower() in CHINESE
    text = data.decode("gb18030", errors="replace") if is_chinese else decoded(data)
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    if sum(1 for _ in _CELL.finditer(text)) > MOST_FILLED:
        raise UnreadableFileError(TOO_MANY_CELLS, {"most": MOST_FILLED})
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(slim(text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(BROKEN) from error
    del text
    if next(root.iter(*FRAMES), None) is not None:
        account.remark(INSERTED)
    grids = _in_order(root, account)
    del root
    give_back()
    return grids


def _in_order(root: Any, account: Account) -> list[Grid]:
    """Return the tables, and at the end what stands behind the last; texts far from any table are counted."""
    grids: list[Grid] = []
    near: list[tuple[str, str]] = []
    counted = far = 0
    for block in blocks(root):
        if isinstance(block, str):
            counted += 1
            near.append((f"text{counted}", block))
            continue
        if len(grids) == MOST_TABLES:
            raise UnreadableFileError(TOO_MANY_TABLES, {"most": MOST_TABLES})
        kept = near[:NEAR] * bool(grids)
        kept += near[max(len(kept), len(near) - NEAR) :]
        far += len(near) - len(kept)
        if next(block.iter("img"), None) is not None:
            account.remark(PICTURES)
        grids.append(_grid(block, f"table{len(grids) + 1}", kept))
        near = []
    if grids:
        grids.append(Grid("text", [], titles=near[:NEAR]))
        far += len(near[NEAR:])
    if far:
        account.remark(Message(FAR_OFF, {"count": far}))
    return grids


def _grid(table: Any, name: str, near: list[tuple[str, str]]) -> Grid:
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
    captions = [(f"{name}!caption", text) for one in table.iter("caption") if (text := _text(one))]
    loose = [(f"{name}!text{at}", text) for at, text in enumerate(_loose(table), start=1)]
    return Grid(name, rows, merged, near + loose + captions[:1])


def _loose(table: Any) -> Iterator[str]:
    """Yield the texts of a table that stand in none of its cells."""
    walk = etree.iterwalk(table, events=("start", "end"))
    for event, one in walk:
        text = one.text if event == "start" else one.tail if one is not table else ""
        if event == "start" and (_is_cell(one) or one.tag in {"caption", *SILENT}):
            walk.skip_subtree()
        elif text and text.strip():
            yield " ".join(text.split())


def _is_cell(element: Any) -> bool:
    return element.tag in {"td", "th"} and element.getparent().tag == "tr"


def _span(cell: Any, attribute: str, most: int) -> int:
    value = str(cell.get(attribute, "1")).strip()
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1  # noqa: PLR2004 - digits


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
