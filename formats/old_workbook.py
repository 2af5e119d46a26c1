"""What the reader of old workbooks (.xls) does not tell: struck text, formulas, links, and how far cells reach."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from formats.compound_file import stream_of
from formats.grid import letters
from formats.old_strings import struck_strings
from formats.unfit import BROKEN, UnfitFileError
from formats.unreadable import LOCKED, MACROS, MOST_SHEETS, STRUCK, TOO_MANY_SHEETS, UnreadableFileError

STREAMS = frozenset({"workbook", "book"})
BOUND_SHEET, FONT, FORMAT, STRINGS, CONTINUE, PASSWORD, LINK = 0x85, 0x31, 0xE0, 0xFC, 0x3C, 0x2F, 0x1AE
END, FORMULA, SHARED_TEXT, MANY_NUMBERS, SIZE = 0x0A, 0x06, 0xFD, 0xBD, 0x200
TEXT_OF_RUNS = 0xD6
CELLS = frozenset({FORMULA, SHARED_TEXT, MANY_NUMBERS, TEXT_OF_RUNS, 0x203, 0x204, 0x27E, 0x7E, 0x205})
"""Records of cells that say something: formulas, texts, numbers, truth values."""
STRUCK_FONT = 0x0008
NO_FONT = 4
"""The number that fonts leave out."""
MACRO_SHEETS = frozenset({1, 6})
SAME_FILE = b"\x01\x04"
MOST_DECLARED = 65_536 * 256
"""Cells of the largest sheet of this kind."""


@dataclass
class OldSheet:
    """What is to be known of a sheet before it is read."""

    name: str
    formulas: set[tuple[int, int]] = field(default_factory=set)
    reach: tuple[int, int, int, int] | None = None
    """First row and column, last row and column that say something."""

    def add(self, row: int, first: int, last: int) -> None:
        """Take cells of a row into account."""
        top, left, bottom, right = self.reach or (row, first, row, last)
        self.reach = (min(top, row), min(left, first), max(bottom, row), max(right, last))


@dataclass
class OldWorkbook:
    """Sheets in their order, and whether a cell asks another file."""

    sheets: list[OldSheet] = field(default_factory=list)
    has_links: bool = False


def looked_through(data: bytes) -> OldWorkbook:
    """Return what an old workbook holds.

    Raises: UnreadableFileError for struck text, a password, macros and too many sheets; UnfitFileError for damage.
    """
    try:
        return _looked_through(stream_of(data, STREAMS))
    except (struct.error, IndexError) as error:
        raise UnfitFileError(BROKEN) from error


def _looked_through(stream: bytes) -> OldWorkbook:
    told = _Globals()
    for kind, body in _records(stream, 0):
        told.take(kind, body)
    if len(told.starts) > MOST_SHEETS:
        raise UnreadableFileError(TOO_MANY_SHEETS, {"most": MOST_SHEETS})
    struck = told.struck()
    for sheet, start in zip(told.book.sheets, told.starts, strict=True):
        _look(sheet, stream, start, struck)
    return told.book


@dataclass
class _Globals:
    """What stands in front of the sheets: their names, the fonts and cell formats, and the shared texts."""

    book: OldWorkbook = field(default_factory=OldWorkbook)
    starts: list[int] = field(default_factory=list)
    fonts: list[bool] = field(default_factory=list)
    formats: list[int] = field(default_factory=list)
    strings: list[bytes] = field(default_factory=list)
    before: int = 0
    """The kind of the record that is continued, if one is."""

    def take(self, kind: int, body: bytes) -> None:
        """Take a record into account."""
        self.before = self.before if kind == CONTINUE else kind
        if kind == PASSWORD:
            raise UnreadableFileError(LOCKED)
        if kind == BOUND_SHEET:
            self._take_sheet(body)
        elif kind == FONT:
            self.fonts += [False] * (len(self.fonts) == NO_FONT)
            self.fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & STRUCK_FONT))
        elif kind == FORMAT:
            self.formats.append(struct.unpack_from("<H", body)[0])
        elif self.before == STRINGS:
            self.strings.append(body)
        elif kind == LINK:
            self.book.has_links |= body[2:4] != SAME_FILE

    def _take_sheet(self, body: bytes) -> None:
        if body[5] in MACRO_SHEETS:
            raise UnreadableFileError(MACROS)
        self.starts.append(struct.unpack_from("<I", body)[0])
        self.book.sheets.append(OldSheet(_name(body)))

    def struck(self) -> "_Struck":
        """Return what is struck."""
        fonts = frozenset(at for at, is_struck in enumerate(self.fonts) if is_struck)
        return _Struck(
            fonts=fonts,
            formats=frozenset(at for at, font in enumerate(self.formats) if font in fonts),
            strings=struck_strings(self.strings, fonts) if fonts else frozenset(),
        )


@dataclass(frozen=True)
class _Struck:
    """The numbers of fonts that are struck, of cell formats that have them, and of shared texts with struck runs."""

    fonts: frozenset[int]
    formats: frozenset[int]
    strings: frozenset[int]


def _look(sheet: OldSheet, stream: bytes, start: int, struck: _Struck) -> None:
    for kind, body in _records(stream, start):
        if kind == SIZE:
            _require_modest(body)
        if kind not in CELLS:
            continue
        row, column, style = struct.unpack_from("<HHH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == MANY_NUMBERS else column
        sheet.add(row, column, max(column, last))
        if kind == FORMULA:
            sheet.formulas.add((row, column))
        shared = struct.unpack_from("<I", body, 6)[0] if kind == SHARED_TEXT else -1
        has_runs = kind == TEXT_OF_RUNS and bool(_runs(body) & struck.fonts)
        if style in struck.formats or shared in struck.strings or has_runs:
            raise UnreadableFileError(STRUCK, {"place": f"{sheet.name}!{letters(column)}{row + 1}"})


def _runs(body: bytes) -> set[int]:
    """Return the fonts of the runs behind a text that stands in its cell, as workbooks of 1995 have it."""
    length = struct.unpack_from("<H", body, 6)[0]
    count = body[8 + length : 9 + length]
    runs = body[9 + length : 9 + length + 2 * count[0]] if count else b""
    return set(runs[1::2])


def _require_modest(body: bytes) -> None:
    """Hold that the size that a sheet says it has can be, since the library makes room for it at once."""
    if len(body) >= 14:  # noqa: PLR2004 - rows have four bytes each in this form, two in the older one
        top, bottom, left, right = struct.unpack_from("<IIHH", body)
    else:
        top, bottom, left, right = struct.unpack_from("<HHHH", body)
    if top > bottom or left > right or (bottom - top) * (right - left) > MOST_DECLARED:
        raise UnfitFileError(BROKEN)


def _name(body: bytes) -> str:
    """Return a sheet's name: with a byte that tells how wide characters are, or, in the older form, without."""
    length, wide = body[6], body[7] if len(body) > 7 else 0  # noqa: PLR2004 - where that byte stands
    if wide == 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le", errors="replace")
    return body[7 + (not wide) : 7 + (not wide) + length].decode("gb18030", errors="replace")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield type and body of the records from a place to the end of what begins there."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == END:
            return
        at += 4 + length
