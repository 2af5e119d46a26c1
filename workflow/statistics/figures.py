"""What a figure is, and over what it is asked: a period, and what the reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa

from values.clock import end_of_day, start_of_day
from workflow.permissions import Seat
from workflow.queries.compliance import visible_catalogues
from workflow.reach import visible_proposals

Number = int | float | None


class FigureKey(StrEnum):
    """The figures, in the order of the page."""

    BY_STATE = "by_state"
    BY_TRIGGER = "by_trigger"
    BY_OPERATION = "by_operation"
    BY_MONTH = "by_month"
    PACE = "pace"
    OVERDUE = "overdue"
    RETURNED = "returned"
    COVERAGE = "coverage"
    PLACES = "places"


class Rows(StrEnum):
    """What the rows of a figure are."""

    STATE = "state"
    TRIGGER = "trigger"
    OPERATION = "operation"
    MONTH = "month"
    STAGE = "stage"
    BODY = "body"
    JURISDICTION = "jurisdiction"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A table of numbers; the same on the page, in the chart, in the file and on the command line."""

    key: FigureKey
    rows_are: Rows
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Number, ...]], ...]
    """What each row is called, by its value in a closed set or by its name, with a number a column."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.rows

    @property
    def plain(self) -> list[dict[str, str | Number]]:
        """The rows for programs."""
        return [
            {self.rows_are.value: label, **dict(zip(self.columns, numbers, strict=True))}
            for label, numbers in self.rows
        ]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A period in days of Shanghai, both included, and what is counted."""

    since: date
    until: date
    proposals: sa.ColumnElement[bool]
    """The condition on `proposal`, whose tables no query around it gets mixed up with its own."""
    catalogues: sa.ColumnElement[bool]
    """The condition on catalogues joined to their jurisdictions."""

    def holds(self, moment: sa.SQLColumnExpression[datetime]) -> sa.ColumnElement[bool]:
        """Return the condition that something happened in the period."""
        return sa.and_(moment >= start_of_day(self.since), moment <= end_of_day(self.until))


def scope_of(seats: tuple[Seat, ...], *, since: date, until: date) -> Scope:
    """Return what someone may have counted: only what they could open one by one."""
    return Scope(
        since=since,
        until=until,
        proposals=visible_proposals(seats),
        catalogues=visible_catalogues(seats),
    )


def in_order(
    numbers: Iterable[tuple[str | None, int]], order: type[StrEnum]
) -> tuple[tuple[str, tuple[int]], ...]:
    """Return counts by members of a closed set in its order, without those that never occur."""
    found = {str(key): number for key, number in numbers}
    return tuple((one.value, (found[one.value],)) for one in order if found.get(one.value))
