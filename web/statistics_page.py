"""Which period a page or file of statistics is asked for, and its figures in words."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import gettext

from formats.figures_writing import FiguresTable
from values.messages import N_
from values.written_day import day_written
from web.proposal.page import today
from web.wording import statistics as said
from workflow.errors import InvalidError, invalid
from workflow.permissions import Seat
from workflow.statistics import Figure, Scope
from workflow.statistics.figures import scope_of


def asked_scope(given: Mapping[str, str], seats: tuple[Seat, ...]) -> tuple[Scope, InvalidError | None]:
    """Return the period that an address asks for, and what is wrong with it.

    Where it names no first day, the period begins with the year of its last; where it names no last day, it ends today.
    """
    year = date(today().year, 1, 1)
    try:
        until = _day(given, "until") or today()
        since = _day(given, "since") or date(until.year, 1, 1)
        if until < since:
            raise invalid("until", N_("The period ends before it begins."))
    except InvalidError as error:
        return scope_of(seats, since=year, until=today()), error
    return scope_of(seats, since=since, until=until), None


def said_tables(figures: Iterable[Figure], scope: Scope) -> list[FiguresTable]:
    """Return figures over a period as tables in the reader's language."""
    return [
        FiguresTable(
            title=said.title(one),
            note=said.note(one),
            covers=said.covers(one, scope, today()),
            heads=tuple(said.heads(one)),
            rows=tuple((said.row_name(one, name), numbers) for name, numbers in one.rows),
        )
        for one in figures
    ]


def workbook_name(scope: Scope) -> str:
    """Return the name of the file: 统计 2026-01-01 2026-11-26.xlsx."""
    return f"{gettext('Statistics')} {scope.since} {scope.until}.xlsx"


def _day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name, "").strip()
    try:
        return day_written(text) if text else None
    except ValueError as error:
        raise invalid(name, N_("Give the day as year-month-day, for example 2026-07-01.")) from error
