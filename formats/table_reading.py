"""From tables to catalogues: finds headers, titles, sections and repeated headers, and accounts for every cell."""

import re
from dataclasses import dataclass, field

from formats.columns import Kind
from formats.exact_cells import exact_text, is_exact
from formats.grid import Grid
from formats.layout import Layout, guessed, header_at
from formats.name_columns import Name, name_of
from formats.row_tree import NOT_UNDERSTOOD, RowTree
from formats.text_mending import mended, tidy
from formats.totals import TOTALS, is_row_of_totals, is_total
from values.catalogue_document import CatalogueDocument
from values.messages import N_, Message
from values.reading_report import Account

OUTSIDE = Message(N_("This stands outside the table's rows."))
HEADER = Message(N_("A misread header was understood by the words that headers have."))
UNDER = Message(N_("This stands under a merged cell, where nobody sees it."))
_TITLE = re.compile(r"目\s*录|清\s*单|一览表|公开事项|公开标准")
_SECTION = re.compile(
    r"\A\s*(?:[一二三四五六七八九十]{1,3}[、．.]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d))"
)
_NOTE = re.compile(r"\s*(?:注|备注|说明|来源|填表|附件下载)")
LONGEST_TITLE = 60


@dataclass
class _Part:
    """Rows of a grid that follow one header."""

    layout: Layout
    title: str
    rows: list[int] = field(default_factory=list)
    sections: dict[int, Name] = field(default_factory=dict)


def catalogues_of(grid: Grid, account: Account, *, fallback: str = "") -> list[CatalogueDocument]:
    """Return the catalogues on a sheet or in a table; what is left over is said in the account."""
    found = []
    for part in _parts(grid, account, fallback):
        tree = RowTree(grid, part.layout, account)
        tree.read([row for row in part.rows if not _is_set_aside(grid, row, account)], part.sections)
        if tree.roots:
            found.append(CatalogueDocument(title=part.title, rows=tree.rows()))
    for place, text in grid.titles:
        _set_aside(place, text, account)
    for row in range(len(grid.rows)):
        for column, text in grid.cells(row):
            if grid.told[row * grid.width + column]:
                continue
            is_covered = grid.anchor(row, column) != (row, column)
            account.leave(grid.place(row, column), text, UNDER if is_covered else NOT_UNDERSTOOD)
    return found


def _set_aside(place: str, text: str, account: Account) -> None:
    """Account for what stands outside the rows: a note that Mulu wrote below its table, or who knows what."""
    if is_exact(text):
        account.take(place, "note", text, exact_text(text))
    else:
        account.leave(place, text, OUTSIDE)


def _parts(grid: Grid, account: Account, fallback: str) -> list[_Part]:
    headers = {row: one for row in range(len(grid.rows)) if (one := header_at(grid, row))}
    parts: list[_Part] = []
    titles = [one for one in grid.titles if is_exact(one[1]) or _sounds_like_title(one[1])][-1:]
    if not grid.rows:
        titles = []
    if not headers and (layout := guessed(grid)):
        parts.append(_Part(layout, _titled(titles, account) or fallback))
        titles = []
    row = 0
    while row < len(grid.rows):
        cells = list(grid.cells(row))
        if layout := headers.get(row):
            _say_header(grid, row, layout, account)
            row += layout.depth
            title = _titled(titles, account)
            titles = []
            if (
                title
                or not parts
                or parts[-1].layout.kinds != layout.kinds
                or _restarts(grid, row, parts[-1])
            ):
                parts.append(_Part(layout, title or (parts[-1].title if parts else "") or fallback))
            continue
        if cells and all(column == cells[0][0] for column, _ in cells):
            column, text = cells[0]
            if is_title(text) and (not parts or any(one in headers for one in range(row + 1, row + 4))):
                titles.append((grid.place(row, column), text))
            elif parts and not _placed_alone(grid, row, column, text, parts[-1]):
                _set_aside(grid.place(row, column), text, account)
        elif cells and parts:
            parts[-1].rows.append(row)
        row += 1
    return parts


def _is_set_aside(grid: Grid, row: int, account: Account) -> bool:
    """Whether a row is one of totals, which is then accounted for and said of the file."""
    cells = dict(grid.cells(row))
    if not is_row_of_totals([*cells.values()]):
        return False
    for column, text in cells.items():
        account.take(grid.place(row, column), "total", text, text)
    said = {"text": " ".join(map(tidy, cells.values())), "place": grid.place(row, min(cells))}
    account.remark(Message(TOTALS, said))
    return True


def _placed_alone(grid: Grid, row: int, column: int, text: str, part: _Part) -> bool:
    """Take a row with one text as a section, or as a row whose other cells are empty; False where it is a note."""
    kind = part.layout.kinds[column]
    if is_total(text):
        part.rows.append(row)
        return True
    if is_exact(text):
        if column:
            part.rows.append(row)
        return bool(column)
    is_wide = grid.anchor(row, column + 2) == (row, column)
    if _SECTION.match(text) and (is_wide or kind not in {Kind.NAME_2, Kind.NAME_3, Kind.ELEMENTS}):
        part.sections[row] = name_of(text, grid.place(row, column), (row, column))
        part.rows.append(row)
        return True
    is_note = is_wide or text.lstrip().startswith(("注", "备注", "说明", "填表"))
    if is_note or kind in {Kind.SEQUENCE, Kind.FURTHER}:
        return False
    part.rows.append(row)
    return True


def is_title(text: str) -> bool:
    """Whether a text that stands alone above a table is its title."""
    return is_exact(text) or (_sounds_like_title(text) and not _SECTION.match(text))


def _sounds_like_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and bool(_TITLE.search(text)) and not _NOTE.match(text)


def _titled(titles: list[tuple[str, str]], account: Account) -> str:
    told = []
    for place, text in titles[-2:]:
        if is_exact(text):
            account.take(place, "title", text, exact_text(text))
            told.append(exact_text(text))
            continue
        mending = mended(text)
        account.take(place, "title", text, mending.text, mending.reasons)
        told.append("".join(mending.text.split("\n")))
    return " ".join(told)


def _say_header(grid: Grid, row: int, layout: Layout, account: Account) -> None:
    for at in range(row, row + layout.depth):
        for column, text in grid.cells(at):
            if grid.anchor(at, column) == (at, column):
                below = any(grid.own(one, column).strip() for one in range(at + 1, row + layout.depth))
                is_misread = layout.columns[column].is_misread and not below
                told = layout.columns[column].kind if is_misread else tidy(text)
                account.take(grid.place(at, column), "header", text, told, (HEADER,) if is_misread else ())


def _restarts(grid: Grid, row: int, part: _Part) -> bool:
    """Whether 序号 begins again behind a repeated header, as a second catalogue does."""
    kinds = part.layout.kinds
    if Kind.SEQUENCE not in kinds or row >= len(grid.rows) or not part.rows:
        return False
    column = kinds.index(Kind.SEQUENCE)
    return grid.shown(row, column).strip().removesuffix(".0") == "1"
