"""What a person decided about single cells of a file, laid over what was read before its rows are compared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from formats.columns import Kind
from formats.placing import PLACES, with_text
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.reading_choices import Placement, ReadingChoices
from values.reading_report import ReadingReport, Unplaced


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A report with what was decided about its cells."""

    report: ReadingReport
    """With the texts in the rows that they were put into; its `unplaced` are those nobody decided about."""
    placed: tuple[Unplaced, ...] = ()
    aside: tuple[Unplaced, ...] = ()
    misfits: tuple[Unplaced, ...] = ()
    """Cells that were put where nothing like it can be said, or into a row that is no longer there; still undecided."""
    choices: ReadingChoices = field(default_factory=ReadingChoices)

    def counts(self) -> dict[str, int]:
        """Return what became of cells that were not understood, and of others by choice, for the event."""
        reasons = Counter(self.choices.aside[one.place].value for one in self.aside)
        return {
            "placed": len(self.placed),
            **{f"aside_{reason}": number for reason, number in sorted(reasons.items())},
            "undecided": len(self.report.unplaced),
            "as_written": len(self.choices.manner.as_written),
            "columns": len(self.choices.manner.columns),
        }


def decided(report: ReadingReport, choices: ReadingChoices) -> Decided:
    """Return a report with the choices carried out that can be."""
    documents = list(report.catalogues)
    placed: list[Unplaced] = []
    aside: list[Unplaced] = []
    open_: list[Unplaced] = []
    misfits: list[Unplaced] = []
    for cell in report.unplaced:
        if cell.place in choices.aside:
            aside.append(cell)
        elif (where := choices.placed.get(cell.place)) is None:
            open_.append(cell)
        elif _put(documents, where, cell.text):
            placed.append(cell)
        else:
            open_.append(cell)
            misfits.append(cell)
    return Decided(
        report=replace(report, catalogues=tuple(documents), unplaced=tuple(open_)),
        placed=tuple(placed),
        aside=tuple(aside),
        misfits=tuple(misfits),
        choices=choices,
    )


def _put(documents: list[CatalogueDocument], where: Placement, text: str) -> bool:
    """Put a text into the row that is meant, in whichever table it stands."""
    if where.kind not in set(PLACES):
        return False
    for number, document in enumerate(documents):
        at = _row(document.rows, where)
        if at is None:
            continue
        content = with_text(document.rows[at].content, Kind(where.kind), text)
        if content is None:
            return False
        row = replace(document.rows[at], content=content)
        rows = (*document.rows[:at], row, *document.rows[at + 1 :])
        documents[number] = replace(document, rows=rows)
        return True
    return False


def _row(rows: Sequence[DocumentRow], where: Placement) -> int | None:
    found = [at for at, row in enumerate(rows) if row.place == where.row]
    named = [at for at in found if rows[at].content.name == where.name]
    return next(reversed(named or found), None)


def guessed_row(rows: Sequence[DocumentRow], place: str, lines: Mapping[str, int]) -> int | None:
    """Return which row a cell stands beside: the last one whose name stands on its line or above it.

    Args:
        rows: of the table.
        place: of the cell.
        lines: the line of each row's place, as `lines_of` tells.
    """
    sheet, line = _line(place)
    best: tuple[int, int] | None = None
    for at, row in enumerate(rows):
        if row.place in lines and row.place.rpartition("!")[0] == sheet and lines[row.place] <= line:
            best = max(best or (0, at), (lines[row.place], at))
    return best[1] if best else None


def lines_of(rows: Sequence[DocumentRow]) -> dict[str, int]:
    """Return on which line of its table each row's name stands."""
    return {row.place: _line(row.place)[1] for row in rows if row.place}


def _line(place: str) -> tuple[str, int]:
    sheet, _, cell = place.rpartition("!")
    digits = "".join(one for one in cell if one.isdecimal())
    return sheet, int(digits or 0)
