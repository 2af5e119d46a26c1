"""The rows of Word tables, taken out while the file is read: all its elements at once would take ten times the text.

Only rows of tables that stand in no other table and in no shape are taken out; what else there is stays as it is.
"""

import io
from collections.abc import Iterator
from typing import IO, Any, Final

from lxml import etree

from formats.safe_xml import PARSER_OPTIONS, PlainStream
from formats.unreadable import BROKEN, MOST_COLUMNS, STRUCK, TRACKED, UnreadableFileError

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRACKS = tuple(
    f"{W}{one}"
    for one in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText", "rPrChange")
)
PROPERTIES, SPAN, MERGING, VALUE = f"{W}tcPr", f"{W}gridSpan", f"{W}vMerge", f"{W}val"
OFF = {"0", "false", "off"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml"})
AROUND_ROWS = WRAPPERS | {f"{W}smartTag", f"{W}tbl", f"{W}body", f"{W}document"}

Cell = tuple[str, int, str | None]
"""What a cell says, over how many columns, and how it is merged downwards: restart, continue, or None."""
Row = tuple[int, list[Cell]]
"""How many columns are left free before it, and its cells."""


class WordDocument:
    """The main part of a Word file: its elements, without the rows that were taken out of them."""

    def __init__(self, part: IO[bytes]) -> None:
        """Read the part.

        Raises: UnreadableFileError for redlines, for entities, and for what is no XML.
        """
        self.has_insertions = False
        self._taken: dict[Any, Row] = {}
        walk = etree.iterparse(
            io.BufferedReader(PlainStream(part)), events=("end",), tag=f"{W}tr", **PARSER_OPTIONS
        )
        try:
            for _, line in walk:
                if _stands_alone(line):
                    self._look_through(line)
                    self._taken[line] = _row_of(line)
                    line.clear(keep_tail=True)
        except etree.XMLSyntaxError as error:
            raise UnreadableFileError(BROKEN) from error
        self.body = walk.root.find(f"{W}body")
        if self.body is not None:
            self._look_through(self.body)

    def row(self, line: Any) -> Row:
        """Return what stands in a row of a table."""
        return self._taken.get(line) or _row_of(line)

    def _look_through(self, root: Any) -> None:
        without_doubles(root)
        self.has_insertions |= next(root.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None


def without_doubles(root: Any) -> None:
    """Take out what programs find that draw no shapes: their texts a second time; and refuse redlines.

    Raises: UnreadableFileError.
    """
    for one in list(root.iter(FALLBACK)):
        one.getparent().remove(one)
    if next(root.iter(*TRACKS), None) is not None:
        raise UnreadableFileError(TRACKED)
    for mark in root.iter(f"{W}strike", f"{W}dstrike"):
        run = next(mark.iterancestors(f"{W}r", f"{W}p"), None)
        if run is None or run.tag != f"{W}r" or mark.get(VALUE, "1") in OFF:
            continue
        if said := "".join(run.itertext(f"{W}t")).strip():
            raise UnreadableFileError(STRUCK, {"place": said[:20]})


def _stands_alone(line: Any) -> bool:
    above = [one.tag for one in line.iterancestors()]
    return above.count(f"{W}tbl") == 1 and AROUND_ROWS.issuperset(above)


def _row_of(line: Any) -> Row:
    free = next((_number(one) for one in line.iterfind(f"{W}trPr/{W}gridBefore")), 0)
    return free, [_cell(one) for one in children(line, f"{W}tc")]


def _cell(cell: Any) -> Cell:
    span, merging = 1, None
    for properties in cell.iterchildren(PROPERTIES):
        for one in properties.iterchildren(SPAN, MERGING):
            if one.tag == SPAN:
                span = max(1, _number(one))
            else:
                merging = one.get(VALUE, "continue")
    return "\n".join(_texts(cell)), span, merging


def children(element: Any, tag: str) -> list[Any]:
    """Return the children of a kind, those in content controls included."""
    found = []
    for one in element:
        if one.tag == tag:
            found.append(one)
        elif one.tag in WRAPPERS:
            found.extend(children(one, tag))
    return found


def _number(mark: Any) -> int:
    value = mark.get(VALUE, "")
    return min(int(value), MOST_COLUMNS + 1) if value.isdigit() and len(value) < 9 else 0  # noqa: PLR2004 - digits


def _texts(cell: Any) -> list[str]:
    """Return the lines of a cell, those of a table inside it included."""
    return [text for one in paragraphs(cell) if (text := text_of(one)).strip()]


def paragraphs(root: Any) -> Iterator[Any]:
    """Yield paragraphs; those of a shape belong to the paragraph that it stands in."""
    return (one for one in root.iter(f"{W}p") if next(one.iterancestors(f"{W}p"), None) is None)


def text_of(paragraph: Any) -> str:
    """Return what a paragraph says."""
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
