"""What an official paper is made of, whatever file it becomes: lines with a style, and forms of rows and cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from values.redline import Segment, SegmentKind

PAGE_WIDTH, PAGE_HEIGHT, LEFT, RIGHT = 11906, 16838, 1588, 1474
LETTER_TOP, LETTER_BOTTOM, FORM_EDGE = 2098, 1984, 1134
"""In twentieths of a point: margins of 37, 35, 28 and 26 mm; a form begins and ends 20 mm from the edge."""
WIDTH = PAGE_WIDTH - LEFT - RIGHT


class Style(StrEnum):
    """How a line is set."""

    TITLE = "PaperTitle"
    TEXT = "PaperText"
    SECTION_TITLE = "PaperSection"
    SIGNATURE = "PaperSignature"
    LABEL = "FormLabel"
    ENTRY = "FormEntry"
    ROW_TITLE = "FormRow"
    SIGNED = "FormSigned"
    REMARK = "FormRemark"


@dataclass(frozen=True)
class Line:
    """A paragraph: a text, or a redline of one."""

    parts: tuple[Segment, ...]
    style: Style


@dataclass(frozen=True)
class Cell:
    """A cell of a form: paragraphs over one or more columns of its grid."""

    lines: tuple[Line, ...]
    span: int = 1
    is_label: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a form, which may be given a least height, in twentieths of a point."""

    cells: tuple[Cell, ...]
    height: int = 0
    is_header: bool = False
    """Whether it is repeated on every page."""


@dataclass(frozen=True)
class Form:
    """A table with black lines; the widths of its columns are in twentieths of a point."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class OfficialPaper:
    """A paper ready to be set: A4 upright, after GB/T 9704."""

    title: str
    """What programs list it as."""
    blocks: tuple[Line | Form, ...]
    is_form: bool
    """A form has narrower margins than a letter."""
    changed_by: str = ""
    """Whose changes a redline shows."""
    changed_at: datetime | None = None


def line(text: str, style: Style) -> Line:
    """Return a paragraph of one text."""
    return Line((Segment(SegmentKind.EQUAL, text),) if text else (), style)


def lines(text: str, style: Style) -> tuple[Line, ...]:
    """Return a paragraph for each line of a text."""
    return tuple(line(one, style) for one in text.split("\n"))


def label(text: str, span: int = 1) -> Cell:
    """Return the name of an entry."""
    return Cell(lines(text, Style.LABEL), span, is_label=True)


def entry(text: str, span: int = 1) -> Cell:
    """Return what was entered."""
    return Cell(lines(text, Style.ENTRY), span)


def box(text: str, *signed: str) -> tuple[Line, ...]:
    """Return paragraphs with what is signed below them, on the right."""
    return (*lines(text, Style.ENTRY), *(line(one, Style.SIGNED) for one in signed))


def form(widths: Sequence[int], rows: Iterable[Row]) -> Form:
    """Return a table with black lines."""
    return Form(tuple(widths), tuple(rows))
