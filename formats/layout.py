"""Where a table's header is and what its columns hold; by what stands in the columns where there is no header."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from formats.cell_parts import CHOSEN, KNOWN_CHANNELS, OPEN, ticked
from formats.columns import EXACT, LONGEST_HEADER, WORDS, Column, Kind, bare, column_of, level_of
from formats.grid import Grid
from values.vocabulary import Level

MAIN = frozenset(
    {
        Kind.SEQUENCE,
        Kind.NAME,
        Kind.NAME_1,
        Kind.NAME_2,
        Kind.NAME_3,
        Kind.ELEMENTS,
        Kind.BASES,
        Kind.DEADLINE,
    }
    | {Kind.BODIES, Kind.CHANNELS, Kind.AUDIENCE, Kind.MODE, Kind.LEVELS}
)
NAMES = (Kind.NAME_1, Kind.NAME_2, Kind.NAME_3)
FEWEST_KNOWN = 3
DEEPEST = 3
SAMPLE = 40
SPREAD: dict[Kind, tuple[tuple[Kind, Level | None], ...]] = {
    Kind.NAME: tuple((one, None) for one in NAMES),
    Kind.AUDIENCE: ((Kind.ALL_SOCIETY, None), (Kind.GROUP, None)),
    Kind.MODE: ((Kind.PROACTIVE, None), (Kind.ON_REQUEST, None)),
    Kind.LEVELS: ((Kind.LEVEL, Level.COUNTY), (Kind.LEVEL, Level.TOWNSHIP), (Kind.LEVEL, Level.VILLAGE)),
}
"""What columns hold that share one header cell and have none of their own below it."""
STANDARD_TAIL = (*SPREAD[Kind.AUDIENCE], *SPREAD[Kind.MODE], *SPREAD[Kind.LEVELS])


@dataclass(frozen=True)
class Layout:
    """What the columns hold, and how many rows the header has."""

    columns: tuple[Column, ...]
    depth: int

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The columns' kinds, to compare two layouts."""
        return tuple(one.kind for one in self.columns)


@lru_cache(maxsize=4096)
def _word(text: str) -> Kind | None:
    is_word = 0 < len(text) <= LONGEST_HEADER and not text.startswith(EXACT)
    return WORDS.get(bare(text)) if is_word else None


@lru_cache(maxsize=4096)
def is_header_word(text: str) -> bool:
    """Whether a cell says what headers say."""
    if len(text) > LONGEST_HEADER or text.startswith(EXACT):
        return False
    return bare(text) in WORDS or level_of(text) is not None


def header_at(grid: Grid, row: int) -> Layout | None:
    """Return the layout that a header beginning in a row describes; None where none begins."""
    own = [(column, kind) for column, text in grid.cells(row) if (kind := _word(text)) in MAIN]
    if len({kind for _, kind in own}) < FEWEST_KNOWN:
        return None
    depth = 1
    while depth < DEEPEST and row + depth < len(grid.rows) and _goes_on(grid, row, row + depth):
        depth += 1
    columns = [_told(grid, column_of(_path(grid, row, depth, column))) for column in range(grid.width)]
    return Layout(_spread(grid, row, columns), depth)


def _told(grid: Grid, column: Column) -> Column:
    """Return a column that nobody knows as what somebody said that it is."""
    return grid.columns.get(column.header, column) if column.kind is Kind.FURTHER else column


def _goes_on(grid: Grid, top: int, row: int) -> bool:
    """Whether a row is one more of the header's: only words of headers, or parts of its merged cells."""
    cells = list(grid.cells(row))
    if not cells:
        return any(grid.anchor(row, column)[0] in range(top, row) for column in range(grid.width))
    return all(is_header_word(text) or _is_channel(grid, top, column, text) for column, text in cells)


def _is_channel(grid: Grid, top: int, column: int, text: str) -> bool:
    if len(text) > LONGEST_HEADER or ticked(text) is not None or any(one in CHOSEN + OPEN for one in text):
        return False
    own = grid.anchor(top, column)
    is_shared = own[1] < column or grid.anchor(top, column + 1) == own
    return is_shared and _word(grid.own(*own)) is Kind.CHANNELS


def _path(grid: Grid, top: int, depth: int, column: int) -> tuple[str, ...]:
    """Return a column's header cells from top to bottom; a blank one above a word belongs to its left neighbour."""
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in range(top, top + depth):
        anchor = grid.anchor(row, column)
        text = grid.own(*anchor)
        if not text.strip() and row + 1 < top + depth and grid.shown(row + 1, column).strip():
            text = next((one for left in range(column, -1, -1) if (one := grid.shown(row, left)).strip()), "")
            anchor = (row, column)
        if text.strip() and anchor not in seen:
            path.append(text.strip())
        seen.add(anchor)
    return tuple(path)


def _spread(grid: Grid, top: int, columns: list[Column]) -> tuple[Column, ...]:
    """Tell columns apart that share a header: 公开事项 over two columns is the first and second level."""
    found = list(columns)
    at = 0
    while at < len(found):
        kind, end = found[at].kind, at + 1
        while end < len(found) and _shares(grid, top, at, end, found):
            end += 1
        if kind in SPREAD and end - at > 1:
            for place, (told, level) in zip(range(at, end), SPREAD[kind], strict=False):
                found[place] = replace(found[at], kind=told, level=level)
        at = end
    return tuple(found)


def _shares(grid: Grid, top: int, first: int, column: int, columns: list[Column]) -> bool:
    one, other = columns[first], columns[column]
    if one.kind is other.kind and one.header == other.header:
        return grid.anchor(top, first) == grid.anchor(top, column)
    return one.kind is Kind.NAME and not other.header and not grid.shown(top, column).strip()


PATTERNS = (
    (Kind.SEQUENCE, re.compile(r"\A\s*\d{1,4}(?:\.0)?\s*\Z")),
    (Kind.BASES, re.compile(r"《")),
    (Kind.DEADLINE, re.compile(r"(?s)\A(?=.{0,60}\Z).*(?:工作日|及时|实时|长期|日内|即时)")),
    (Kind.CHANNELS, re.compile("|".join(re.escape(one) for one in KNOWN_CHANNELS[:-1]))),
    (Kind.BODIES, re.compile(r"(?s)\A.{2,40}(?:局|部门|政府|中心|办|办公室|委员会|单位|镇|街道)\s*\Z")),
)


def guessed(grid: Grid) -> Layout | None:
    """Return a layout by what stands in the columns; None where they are not those of a catalogue."""
    sample = [row for row in range(len(grid.rows)) if sum(1 for _ in grid.cells(row)) >= FEWEST_KNOWN][
        :SAMPLE
    ]
    columns: list[Column] = [Column(Kind.FURTHER, "")] * grid.width
    for column in range(grid.width):
        texts = [text for row in sample if (text := grid.own(row, column).strip())]
        for kind, pattern in PATTERNS:
            is_taken = any(one.kind is kind for one in columns)
            if texts and not is_taken and 2 * sum(bool(pattern.search(one)) for one in texts) > len(texts):
                columns[column] = Column(kind, "")
                break
    at = {one.kind: place for place, one in enumerate(columns) if one.kind is not Kind.FURTHER}
    if Kind.BASES not in at or not {Kind.DEADLINE, Kind.CHANNELS, Kind.BODIES} & at.keys():
        return None
    before = [place for place in range(at[Kind.BASES]) if columns[place].kind is Kind.FURTHER]
    if len(before) < len(("name", "elements")):
        return None
    columns[before[-1]] = Column(Kind.ELEMENTS, "")
    names = before[:-1][:3]
    for place, kind in zip(names, (Kind.NAME,) if len(names) == 1 else NAMES, strict=False):
        columns[place] = Column(kind, "")
    tail = [place for place in range(max(at.values()) + 1, grid.width) if columns[place].kind is Kind.FURTHER]
    told = [grid.own(row, place) for place in tail for row in sample]
    if len(tail) >= FEWEST_KNOWN and all(ticked(one) is not None for one in told):
        for place, (kind, level) in zip(tail, STANDARD_TAIL, strict=False):
            columns[place] = Column(kind, "", level)
    return Layout(tuple(columns), 0)
