"""Sheets of Excel workbooks, new and old; redlines are refused, formulas named, nothing run or fetched."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from formats.grid import Grid
from formats.safe_xml import parsed, require_plain
from formats.unreadable import (
    BROKEN,
    LOCKED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    STRUCK,
    TOO_MANY_ROWS,
    TOO_MANY_SHEETS,
    UnreadableFileError,
)

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CELL = re.compile(r"\A([A-Z]{1,3})(\d{1,7})\Z")
OFF = {"0", "false"}


def sheets_of(data: bytes, *, is_package: bool) -> list[Grid]:
    """Return the sheets of a workbook.

    Raises: UnreadableFileError for redlines, for more than is read, and for what is damaged.
    """
    marks = _Marks(data) if is_package else None
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if len(book.sheet_names) > MOST_SHEETS:
                raise UnreadableFileError(TOO_MANY_SHEETS, {"most": MOST_SHEETS})
            return [
                _grid(book.get_sheet_by_index(place), marks.formulas(place) if marks else frozenset())
                for place in range(len(book.sheet_names))
            ]
    except PasswordError as error:
        raise UnreadableFileError(LOCKED) from error
    except (CalamineError, OSError, ValueError, IndexError, KeyError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(BROKEN) from error


def _grid(sheet: CalamineSheet, formulas: frozenset[tuple[int, int]]) -> Grid:
    top, left = sheet.start or (0, 0)
    bottom, right = sheet.end or (0, 0)
    height, width = bottom - top + 1, right - left + 1
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS or left > MOST_COLUMNS:
        raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
    if top > MOST_ROWS:
        raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
    before = [""] * left
    rows: list[list[str]] = [[] for _ in range(top)]
    rows += [before + [_text(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
    ranges = [(one[0], one[1], two[0], two[1]) for one, two in sheet.merged_cell_ranges or ()]
    return Grid(sheet.name, rows, ranges, formulas=formulas)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "√" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


class _Marks:
    """What calamine does not tell: struck text, and which cells hold formulas."""

    def __init__(self, data: bytes) -> None:
        """Look through the package's parts; what is struck refuses the file."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {
                one: package.read(one)
                for one in package.namelist()
                if one.endswith((".xml", ".rels")) and one.startswith(("xl/", "_rels/", "[Content"))
            }
        for part in self.parts.values():
            require_plain(part)
        names = self._sheet_parts()
        if len(names) > MOST_SHEETS:
            raise UnreadableFileError(TOO_MANY_SHEETS, {"most": MOST_SHEETS})
        self.names = names
        strings = self._struck_strings()
        styles = self._struck_styles()
        for name, at in names:
            if strings or styles or _STRIKE.search(self.parts.get(at, b"")):
                self._require_no_redline(name, at, strings, styles)

    def _sheet_parts(self) -> list[tuple[str, str]]:
        book = parsed(self.parts.get("xl/workbook.xml", b""))
        targets = {}
        for one in parsed(self.parts.get("xl/_rels/workbook.xml.rels", b"<x/>")):
            target = str(one.get("Target", "")).lstrip("/")
            targets[one.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
        return [
            (str(one.get("name", "")), targets.get(one.get(f"{RELATIONS}id"), ""))
            for one in book.iter("{*}sheet")
        ]

    def _struck_strings(self) -> frozenset[int]:
        """Return the shared strings that have a struck run."""
        part = self.parts.get("xl/sharedStrings.xml", b"")
        if not _STRIKE.search(part):
            return frozenset()
        texts = (one for one in parsed(part) if str(one.tag).endswith("}si"))
        return frozenset(place for place, one in enumerate(texts) if _is_struck(one))

    def _struck_styles(self) -> frozenset[str]:
        """Return the cell styles whose font is struck."""
        part = self.parts.get("xl/styles.xml", b"")
        if not _STRIKE.search(part):
            return frozenset()
        root = parsed(part)
        fonts = root.find("{*}fonts")
        struck = {
            str(place) for place, one in enumerate(fonts if fonts is not None else ()) if _is_struck(one)
        }
        formats = root.find("{*}cellXfs")
        return frozenset(
            str(place)
            for place, one in enumerate(formats if formats is not None else ())
            if one.get("fontId", "0") in struck
        )

    def _require_no_redline(
        self, name: str, part: str, strings: frozenset[int], styles: frozenset[str]
    ) -> None:
        for cell in parsed(self.parts.get(part, b"<x/>")).iter("{*}c"):
            value = cell.findtext("{*}v") or ""
            is_shared = cell.get("t") == "s" and value.strip().isdigit()
            has_text = bool(value.strip()) or cell.find("{*}is") is not None
            if (
                (is_shared and int(value) in strings)
                or (has_text and cell.get("s", "0") in styles)
                or _is_struck(cell)
            ):
                raise UnreadableFileError(STRUCK, {"place": f"{name}!{cell.get('r', '')}"})

    def formulas(self, place: int) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet that hold formulas."""
        part = self.parts.get(self.names[place][1], b"") if place < len(self.names) else b""
        if not _FORMULA.search(part):
            return frozenset()
        cells = (one.get("r", "") for one in parsed(part).iter("{*}c") if one.find("{*}f") is not None)
        return frozenset(_position(match[1], match[2]) for one in cells if (match := _CELL.match(one)))


def _is_struck(element: Any) -> bool:
    return any(one.get("val", "1") not in OFF for one in element.iter("{*}strike"))


def _position(letters: str, row: str) -> tuple[int, int]:
    column = 0
    for one in letters:
        column = column * 26 + ord(one) - ord("A") + 1
    return int(row) - 1, column - 1
