"""What a person can do about cells that were not understood, were mended, or stand in columns that nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from formats.columns import Kind
from formats.manner import OFFERED
from formats.own_sheets import IDENTITY_HEADER
from formats.placing import PLACES
from values.catalogue_document import DocumentRow
from values.messages import N_
from values.reading_choices import AsideReason, Placement, ReadingChoices, ReadingManner
from values.reading_report import ReadingReport, Unplaced
from web.forms.reading import Form
from web.language import say
from web.numbers import whole_number
from web.wording.common import field_label
from workflow.drafts import LONGEST_NAME
from workflow.reading_choices import Decided, guessed_row, lines_of

MOST_CELLS = 200
"""Cells of each kind that the page lists; `flask catalogue read` lists all."""
MOST_OFFERED = 2000
"""Rows that are offered by name; any other is told by its number."""
PUT, ASIDE, COLUMN = "put:", "aside:", "column-"
KIND_LABELS = {
    Kind.NAME_1: N_("Name, level 1"),
    Kind.NAME_2: N_("Name, level 2"),
    Kind.NAME_3: N_("Name, level 3"),
    Kind.QUESTIONS: N_("Telephone for questions"),
    Kind.SUPERVISION: N_("Telephone for supervision"),
    Kind.COMPLAINTS: N_("Telephone for complaints"),
}
ASIDE_LABELS = {
    AsideReason.HEADING: N_("a heading or text of the page"),
    AsideReason.NOTE: N_("a note to the table"),
    AsideReason.SIGNATURE: N_("a signature, a date or a seal"),
    AsideReason.NOTHING: N_("it says nothing"),
    AsideReason.OTHER: N_("something else that is no part of the catalogue"),
}


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    """A cell that was not understood, with what was decided about it."""

    place: str
    text: str
    reason: str
    guess: str
    """The field of its own column, where a text can be put there."""
    row: str
    """The row it belongs to, or stands beside."""
    chosen: str
    is_misfit: bool


@dataclass(frozen=True, kw_only=True)
class ShownColumn:
    """A column that nobody knows."""

    header: str
    sample: str
    chosen: str


def panel_values(decided: Decided, rows: Sequence[DocumentRow]) -> dict[str, object]:
    """Return what the page says of how a file was read, and what it asks; `rows` are those of the table."""
    report, choices = decided.report, decided.choices
    misfits = {one.place for one in decided.misfits}
    cells = sorted(
        (*report.unplaced, *decided.placed, *decided.aside),
        key=lambda one: (one.place not in misfits, one.place in choices.placed or one.place in choices.aside),
    )
    lines = lines_of(rows)
    numbers = {(row.place, row.content.name): at for at, row in enumerate(rows)}
    return {
        "cells": [_cell(one, decided, rows, lines, numbers, misfits) for one in cells[:MOST_CELLS]],
        "cells_number": len(cells),
        "undecided_number": len(report.unplaced),
        "placed_number": len(decided.placed),
        "aside_number": len(decided.aside),
        "columns": _columns(report, choices),
        "kinds": [(kind.value, kind_label(kind)) for kind in OFFERED],
        "places": [(f"{PUT}{kind.value}", kind_label(kind)) for kind in PLACES],
        "reasons": [(f"{ASIDE}{one.value}", gettext(ASIDE_LABELS[one])) for one in AsideReason],
        "offered_rows": [_row_text(rows, at) for at in range(min(len(rows), MOST_OFFERED))] if cells else [],
        "as_written": choices.manner.as_written,
        "mended": [
            (one.place, one.before, one.after, [say(reason) for reason in one.reasons])
            for one in report.mended[:MOST_CELLS]
        ],
        "remarks": [say(one) for one in report.remarks],
    }


def kind_label(kind: Kind) -> str:
    """Say what a column holds."""
    text: str = gettext(KIND_LABELS[kind]) if kind in KIND_LABELS else field_label(kind.value)
    return text


def choices_from(form: Form, decided: Decided, rows: Sequence[DocumentRow]) -> ReadingChoices:
    """Return what the form decides; cells that it does not show stay as they were decided."""
    before = decided.choices
    placed, aside = dict(before.placed), dict(before.aside)
    for number, place in enumerate(form.getlist("place")):
        said = form.get(f"cell-{number}", "")
        placed.pop(place, None)
        aside.pop(place, None)
        if said.startswith(PUT) and said.removeprefix(PUT) in set(PLACES):
            placed[place] = _placement(form.get(f"row-{number}", ""), said.removeprefix(PUT), rows)
        elif said.startswith(ASIDE) and said.removeprefix(ASIDE) in set(AsideReason):
            aside[place] = AsideReason(said.removeprefix(ASIDE))
    rest = form.get("rest", "").removeprefix(ASIDE)
    if rest in set(AsideReason):
        everywhere = (*decided.report.unplaced, *decided.placed, *decided.aside)
        aside |= {
            one.place: AsideReason(rest)
            for one in everywhere
            if one.place not in placed and one.place not in aside
        }
    return replace(before, manner=_manner(form, before), placed=placed, aside=aside)


def _manner(form: Form, before: ReadingChoices) -> ReadingManner:
    columns = {
        header: kind
        for number, header in enumerate(form.getlist("header"))
        if (kind := form.get(f"{COLUMN}{number}", "")) in set(OFFERED)
    }
    hidden = set(before.manner.as_written) - set(form.getlist("mended"))
    kept = {*form.getlist("as-written"), *hidden}
    return ReadingManner(columns=columns, as_written=tuple(sorted(kept)))


def _placement(said: str, kind: str, rows: Sequence[DocumentRow]) -> Placement:
    """Return where a text is to go; a row that is not there is kept as it was typed, and asked for again."""
    number = whole_number(said.strip().partition(" ")[0].removesuffix("."))
    if number is None or not 1 <= number <= len(rows):
        return Placement(row="", name=said[:LONGEST_NAME], kind=kind)
    return Placement(row=rows[number - 1].place, name=rows[number - 1].content.name, kind=kind)


def _row_text(rows: Sequence[DocumentRow], at: int) -> str:
    return f"{at + 1}. {rows[at].content.name}"


def _cell(
    cell: Unplaced,
    decided: Decided,
    rows: Sequence[DocumentRow],
    lines: dict[str, int],
    numbers: dict[tuple[str, str], int],
    misfits: set[str],
) -> ShownCell:
    where, reason = decided.choices.placed.get(cell.place), decided.choices.aside.get(cell.place)
    at = numbers.get((where.row, where.name)) if where else None
    at = guessed_row(rows, cell.place, lines) if where is None else at
    typed = where.name if where else ""
    return ShownCell(
        place=cell.place,
        text=cell.text,
        reason=say(cell.reason),
        guess=f"{PUT}{cell.meaning}" if cell.meaning in set(PLACES) else "",
        row=typed if at is None else _row_text(rows, at),
        chosen=f"{PUT}{where.kind}" if where else f"{ASIDE}{reason.value}" if reason else "",
        is_misfit=cell.place in misfits,
    )


def _columns(report: ReadingReport, choices: ReadingChoices) -> list[ShownColumn]:
    found: dict[str, str] = {}
    for header, text in _further(report):
        found.setdefault(header, text)
    known = choices.manner.columns
    return [
        ShownColumn(header=header, sample=found.get(header, ""), chosen=known.get(header, ""))
        for header in (*known, *(one for one in found if one not in known))
    ]


def _further(report: ReadingReport) -> Iterable[tuple[str, str]]:
    for document in report.catalogues:
        for row in document.rows:
            for header, text in row.further.items():
                if header and header != IDENTITY_HEADER:
                    yield header, text
