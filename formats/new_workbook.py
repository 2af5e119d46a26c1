"""What the reader of new workbooks (.xlsx) does not tell: struck text, formulas, links, and how far cells reach."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formats.safe_xml import elements, parsed, require_plain
from formats.unreadable import BROKEN, MOST_SHEETS, STRUCK, TOO_MANY_SHEETS, UnreadableFileError

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BOOK, BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TEXTS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
ROOT_RELATIONS, TYPES = "_rels/.rels", "[Content_Types].xml"
_STRIKE = re.compile(rb"<(?:[^<>\s/]*:)?strike\b")
_FORMULA = re.compile(rb"<(?:[^<>\s/]*:)?f[\s/>]")
_PLACED = re.compile(rb'<(?:[^<>\s/]*:)?(?:row|c)\s+r="([A-Z]{0,3})(\d{1,7})"[\s/>]')
_PLACES = re.compile(rb"<(?:[^<>\s/]*:)?(?:row|c)[\s/>]")
_CELL = re.compile(r"\A([A-Z]{1,3})(\d{1,7})\Z")
_FILLED = re.compile(rb"<(?:[^<>\s/]*:)?(?:v|is)>")
ROW_ENDS = b"row>"
PIECE = 1 << 21
OFF = {"0", "false"}


@dataclass(frozen=True)
class NewSheet:
    """A sheet's name, and the part that holds it."""

    name: str
    part: str


class NewWorkbook:
    """A workbook looked through: what is struck refuses it, and only what was looked at is read afterwards."""

    def __init__(self, data: bytes) -> None:
        """Look through the package's parts.

        Raises: UnreadableFileError for redlines, declared entities, too many sheets, and sheets that are not there.
        """
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            wanted = {BOOK, BOOK_RELATIONS, TEXTS, STYLES, ROOT_RELATIONS, TYPES}
            self.parts = {one: package.read(one) for one in names if one in wanted}
            self.sheets = self._sheets()
            self.parts |= {one.part: package.read(one.part) for one in self.sheets if one.part in names}
        for part in self.parts.values():
            require_plain(part)
        if any(one.part not in self.parts for one in self.sheets):
            raise UnreadableFileError(BROKEN)
        strings, styles = self._struck_strings(), self._struck_styles()
        for sheet in self.sheets:
            if strings or styles or _STRIKE.search(self.parts[sheet.part]):
                self._require_no_redline(sheet, strings, styles)

    def _sheets(self) -> list[NewSheet]:
        targets = {}
        for one in parsed(self.parts.get(BOOK_RELATIONS, b"<x/>")):
            target = str(one.get("Target", "")).lstrip("/")
            targets[one.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
        told = parsed(self.parts.get(BOOK, b"")).iter("{*}sheet")
        found = [
            NewSheet(str(one.get("name", "")), targets.get(one.get(f"{RELATIONS}id"), "")) for one in told
        ]
        if len(found) > MOST_SHEETS:
            raise UnreadableFileError(TOO_MANY_SHEETS, {"most": MOST_SHEETS})
        return found

    def _struck_strings(self) -> frozenset[int]:
        """Return the shared strings that have a struck run."""
        part = self.parts.get(TEXTS, b"")
        if not _STRIKE.search(part):
            return frozenset()
        return frozenset(place for place, one in enumerate(elements(part, "si")) if _is_struck(one))

    def _struck_styles(self) -> frozenset[str]:
        """Return the cell styles whose font is struck."""
        part = self.parts.get(STYLES, b"")
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

    def _require_no_redline(self, sheet: NewSheet, strings: frozenset[int], styles: frozenset[str]) -> None:
        for cell in elements(self.parts[sheet.part], "c"):
            value = (cell.findtext("{*}v") or "").strip()
            is_shared = cell.get("t") == "s" and value.isdecimal() and len(value) < 9  # noqa: PLR2004 - digits
            has_text = bool(value) or cell.find("{*}is") is not None
            if (
                (is_shared and int(value) in strings)
                or (has_text and cell.get("s", "0") in styles)
                or _is_struck(cell)
            ):
                raise UnreadableFileError(STRUCK, {"place": f"{sheet.name}!{cell.get('r', '')}"})

    def formulas(self, sheet: NewSheet) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet that hold formulas."""
        part = self.parts[sheet.part]
        if not _FORMULA.search(part):
            return frozenset()
        cells = (one.get("r", "") for one in elements(part, "c") if one.find("{*}f") is not None)
        return frozenset(_position(match[1], match[2]) for one in cells if (match := _CELL.match(one)))

    def reach(self, sheet: NewSheet) -> tuple[int, int]:
        """Return how many rows and columns a sheet has, at most."""
        part = self.parts[sheet.part]
        rows: set[bytes] = set()
        columns: set[bytes] = set()
        for piece in _pieces(part):
            placed = _PLACED.findall(piece)
            if len(placed) != len(_PLACES.findall(piece)):
                return _counted(part)
            columns |= {letters for letters, _ in placed}
            rows |= {row for _, row in placed}
        return max(map(int, rows), default=0), max((_column(one.decode()) for one in columns), default=0)

    def filled(self) -> int:
        """Return how many cells say something, about; those that only look like it are counted too."""
        return sum(len(_FILLED.findall(self.parts[one.part])) for one in self.sheets)

    def packed(self) -> io.BytesIO:
        """Return a package of what was looked at and nothing else, so that no other part can be read instead.

        The parts are let go of meanwhile.
        """
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
            for name in list(self.parts):
                package.writestr(name, self.parts.pop(name))
        out.seek(0)
        return out


def _pieces(part: bytes) -> Iterator[bytes]:
    """Yield a sheet in pieces that end behind a row, so that what is found in it never takes much room."""
    at = 0
    while at < len(part):
        end = part.find(ROW_ENDS, at + PIECE)
        end = len(part) if end < 0 else end + len(ROW_ENDS)
        yield part[at:end]
        at = end


def _counted(part: bytes) -> tuple[int, int]:
    """Return how far cells reach of which some do not say where they are: each stands behind the one before."""
    row = height = column = width = 0
    for one in elements(part, "row", "c"):
        told = str(one.get("r", "")).upper()
        if str(one.tag).endswith("}c"):
            match = _CELL.match(told)
            at, column = (int(match[2]), _column(match[1])) if match else (row + 1, column + 1)
            height, width = max(height, at), max(width, column)
        else:
            row, column = int(told) if told.isdecimal() and len(told) < 9 else row + 1, 0  # noqa: PLR2004 - digits
            height = max(height, row)
    return height, width


def _is_struck(element: Any) -> bool:
    return any(one.get("val", "1") not in OFF for one in element.iter("{*}strike"))


def _column(letters: str) -> int:
    column = 0
    for one in letters:
        column = column * 26 + ord(one) - ord("A") + 1
    return column


def _position(letters: str, row: str) -> tuple[int, int]:
    return int(row) - 1, _column(letters) - 1
