"""The changed rows of a catalogue in a form: each field before and after, or as tracked changes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from formats.paper_parts import WIDTH, Cell, Row, Style, entry, label, lines
from values.papers import PaperField, PaperRow

GRID = (1500, 2172, 1500, WIDTH - 5172)
"""The columns of every form: two names with what was entered; of a changed field its name, before and after."""
ALL = len(GRID)
NOTHING = "（无）"
Said = Callable[[PaperRow, PaperField], Sequence[Cell]]
"""How a field of a row is told in the columns behind its name."""


def before_and_after(rows: Iterable[PaperRow]) -> Iterator[Row]:
    """Yield the rows of a form that tell what changes, under a header."""
    yield Row((label("调整项目"), label("调整前", 2), label("调整后")), is_header=True)
    yield from each(rows, _both)


def each(rows: Iterable[PaperRow], said: Said) -> Iterator[Row]:
    """Yield for each changed row its title, its fields, and what is said about it."""
    for place, row in enumerate(rows, start=1):
        yield Row((Cell(lines(f"{place}．{row.title}", Style.ROW_TITLE), ALL),), height=400)
        for one in row.fields:
            yield Row((label(one.label), *said(row, one)))
        for name, text in (("来源事项", row.origin), ("施行日期", row.since), ("调整说明", row.note)):
            if text:
                yield Row((label(name), entry(text, ALL - 1)))


def _both(row: PaperRow, field: PaperField) -> Sequence[Cell]:
    if not any(one.old for one in row.fields):
        return (entry(field.new, ALL - 1),)
    return entry(field.old or NOTHING, 2), entry(field.new or NOTHING)
