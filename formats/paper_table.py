"""The official table as paper shows it: columns under a header of two rows, lines of cells, and what is merged.

Every format is written from it; columns that the official table does not have come last, and only where some row
says something in them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from formats.cell_writing import TICK, cell_text, name_text
from formats.columns import EXACT, Column, Kind, column_of
from formats.exact_cells import GUARD, Parts, exact_name, is_exact
from formats.grid import Range
from formats.level_words import LEVEL_WORDS
from formats.row_draft import TELEPHONES
from formats.table_reading import is_title
from formats.tabled import as_tabled, one_line
from formats.text_mending import mended
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import EntryContent
from values.vocabulary import Level


@dataclass(frozen=True)
class PaperColumn:
    """A column: what it holds, its header, and how it is set."""

    column: Column
    above: str
    """What its header cell shares with its neighbours; empty where its own covers both rows."""
    header: str
    width: float
    """In millimetres of a page in A4 landscape, of which there are about 273."""
    is_centred: bool = False


NAMES = (Kind.NAME_1, Kind.NAME_2, Kind.NAME_3)
NAME_ABOVE, AUDIENCE_ABOVE, MODE_ABOVE, LEVEL_ABOVE = "公开事项", "公开对象", "公开方式", "公开层级"
PLAIN_LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
CALLS = (
    (Kind.QUESTIONS, "咨询电话"),
    (Kind.SUPERVISION, "监督举报电话"),
    (Kind.COMPLAINTS, "投诉电话"),
)


@dataclass
class PaperTable:
    """A catalogue ready to be set."""

    title: str
    columns: tuple[PaperColumn, ...]
    lines: list[list[str]] = field(default_factory=list)
    """Cells; what a merged cell covers is empty."""
    merged: list[Range] = field(default_factory=list)
    """Among the lines."""
    repeated: list[list[str]] = field(default_factory=list)
    """The lines with every name that is merged written out, for formats that merge nothing."""
    notes: tuple[str, ...] = ()
    places: list[int] = field(default_factory=list)
    """Of each line, the place among the document's rows of the row that it is of."""

    def headers(self) -> tuple[list[str], list[str], list[Range]]:
        """Return the two rows of the header, and what of them is merged."""
        above = [one.above or one.header for one in self.columns]
        below = [one.header if one.above else "" for one in self.columns]
        merged: list[Range] = []
        start = 0
        for at, one in enumerate(self.columns):
            if not one.above:
                merged.append((0, at, 1, at))
            elif at + 1 == len(self.columns) or self.columns[at + 1].above != one.above:
                merged += [(0, start, 0, at)] if start < at else []
            if at + 1 == len(self.columns) or self.columns[at + 1].above != one.above or not one.above:
                start = at + 1
        for _, first, _, last in merged:
            above[first + 1 : last + 1] = [""] * (last - first)
        return above, below, merged


def paper_table(document: CatalogueDocument, notes: Iterable[str] = ()) -> PaperTable:
    """Return a catalogue's official table."""
    tabled = as_tabled(document)
    rows = tabled.rows
    has_below = {row.parent for row in rows}
    table = PaperTable(title=_title(tabled.title), columns=tuple(_columns(rows)))
    table.notes = tuple(f"{GUARD}{told}" for one in notes if (told := one_line(one)))
    began: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, row in enumerate(rows):
        if place in has_below and row.content == EntryContent(name=row.content.name) and not row.further:
            continue
        for above in _chain(rows, place):
            began.setdefault(above, len(table.lines))
            last[above] = len(table.lines)
        _add_line(table, rows, place, began)
    for place, first in began.items():
        if last[place] > first:
            column = _name_columns(table.columns)[rows[place].level - 1]
            table.merged.append((first, column, last[place], column))
    return table


def _title(title: str) -> str:
    is_plain = is_title(title) and not is_exact(title) and mended(title).text == title
    return title if is_plain or not title else f"{GUARD}{title}"


def _chain(rows: tuple[DocumentRow, ...], place: int) -> list[int]:
    chain = [place]
    while (parent := rows[chain[0]].parent) is not None:
        chain.insert(0, parent)
    return chain


def _name_columns(columns: tuple[PaperColumn, ...]) -> list[int]:
    return [at for at, one in enumerate(columns) if one.column.kind in NAMES]


def _add_line(table: PaperTable, rows: tuple[DocumentRow, ...], place: int, began: dict[int, int]) -> None:
    row, at = rows[place], len(table.lines)
    said, ticked = _said(row), _ticked(row.content)
    line = [_cell(one.column, row, said, ticked) for one in table.columns]
    full = list(line)
    chain = _chain(rows, place)
    for above, column in zip(chain, _name_columns(table.columns), strict=False):
        name = rows[above].content.name
        # A heading with a line of its own has its number in the first column.
        is_own = above == place or _has_line(rows, above)
        number = "" if is_own else rows[above].number
        # A number that begins with another's says to a reader that the row belongs there.
        is_told = "." not in number or number.partition(".")[0] == rows[chain[0]].number
        full[column] = name_text(number, name) if is_told else exact_name(number, name)
        line[column] = full[column] if began[above] == at else ""
    for cells in (line, full):
        filled = [column for column, text in enumerate(cells) if text]
        if len(filled) == 1 and not is_exact(cells[filled[0]]):
            cells[filled[0]] = f"{GUARD}{cells[filled[0]]}"
    table.lines.append(line)
    table.places.append(place)
    table.repeated.append(full)


def _has_line(rows: tuple[DocumentRow, ...], place: int) -> bool:
    row = rows[place]
    return row.content != EntryContent(name=row.content.name) or bool(row.further)


def _cell(column: Column, row: DocumentRow, said: Mapping[Kind, Parts], ticked: Collection[Kind]) -> str:
    if column.kind is Kind.LEVEL:
        return TICK if column.level in row.content.levels else ""
    if column.kind is Kind.FURTHER:
        return cell_text(column, tuple(row.further.get(column.header, "").split("\n")))
    if column.kind in ticked:
        return TICK
    parts = said.get(column.kind)
    return cell_text(column, parts) if parts else ""


def _ticked(content: EntryContent) -> frozenset[Kind]:
    """Return the columns in which a row has a tick."""
    audience, mode = content.audience, content.mode
    ticks = {
        Kind.ALL_SOCIETY: audience.all_society,
        Kind.PROACTIVE: mode.proactive,
        Kind.ON_REQUEST: mode.on_request,
        Kind.WITHHELD: mode.withheld and not mode.withheld_basis,
    }
    return frozenset(kind for kind, is_ticked in ticks.items() if is_ticked)


def _said(row: DocumentRow) -> dict[Kind, Parts]:
    """Return what a row says in the columns that hold texts."""
    content, calls = row.content, row.content.telephones
    return {
        Kind.SEQUENCE: (row.number,),
        Kind.ELEMENTS: content.content_elements,
        Kind.BASES: tuple(one.text for one in content.legal_bases),
        Kind.DEADLINE: (content.deadline,),
        Kind.BODIES: content.disclosing_bodies,
        Kind.CHANNELS: content.channels,
        Kind.GROUP: content.audience.groups,
        Kind.WITHHELD: (content.mode.withheld_basis,),
        Kind.QUESTIONS: (calls.questions,),
        Kind.SUPERVISION: (calls.supervision,),
        Kind.COMPLAINTS: (calls.complaints,),
    }


def _columns(rows: tuple[DocumentRow, ...]) -> Iterator[PaperColumn]:
    contents = [row.content for row in rows]
    yield PaperColumn(Column(Kind.SEQUENCE, "序号"), "", "序号", 10, is_centred=True)
    depth = max(2, *(row.level for row in rows)) if rows else 2
    for kind, header in zip(NAMES[:depth], ("一级事项", "二级事项", "三级事项"), strict=False):
        yield PaperColumn(Column(kind, header), NAME_ABOVE, header, 19 if kind is Kind.NAME_1 else 23)
    yield PaperColumn(Column(Kind.ELEMENTS, "公开内容（要素）"), "", "公开内容（要素）", 36)
    yield PaperColumn(Column(Kind.BASES, "公开依据"), "", "公开依据", 43)
    yield PaperColumn(Column(Kind.DEADLINE, "公开时限"), "", "公开时限", 19)
    yield PaperColumn(Column(Kind.BODIES, "公开主体"), "", "公开主体", 19)
    yield PaperColumn(Column(Kind.CHANNELS, "公开渠道和载体"), "", "公开渠道和载体", 50)
    yield _tick_column(Kind.ALL_SOCIETY, AUDIENCE_ABOVE, "全社会")
    has_groups = any(one.audience.groups for one in contents)
    yield replace(_tick_column(Kind.GROUP, AUDIENCE_ABOVE, "特定群体"), width=16 if has_groups else 9)
    yield _tick_column(Kind.PROACTIVE, MODE_ABOVE, "主动")
    yield _tick_column(Kind.ON_REQUEST, MODE_ABOVE, "依申请")
    if any(one.mode.withheld for one in contents):
        yield replace(_tick_column(Kind.WITHHELD, MODE_ABOVE, "不予公开"), width=16)
    for level in Level:
        if level in PLAIN_LEVELS or any(level in one.levels for one in contents):
            yield _tick_column(Kind.LEVEL, LEVEL_ABOVE, LEVEL_WORDS[level], level)
    for kind, header in CALLS:
        if any(getattr(one.telephones, TELEPHONES[kind]) for one in contents):
            yield PaperColumn(Column(kind, header), "", header, 23, is_centred=True)
    for header in dict.fromkeys(header for row in rows for header in row.further):
        column = Column(Kind.FURTHER, header)
        is_plain = column_of((header,)) == column
        yield PaperColumn(column, "", header if is_plain else f"{EXACT}{header}", 19)


def _tick_column(kind: Kind, above: str, header: str, level: Level | None = None) -> PaperColumn:
    return PaperColumn(Column(kind, header, level), above, header, 8, is_centred=True)
