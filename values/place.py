"""Published places (公开位置): what a check of an address found, what that says of a row, and when a place is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from values.deadlines.deadline import Deadline, DeadlineText, Every, Kind, Pace, Unit
from values.workdays import WorkingDayTable

STATUTORY_WORKING_DAYS = 20
"""Regulations art. 26, where the row names no shorter time that can be counted."""


class PlaceOutcome(StrEnum):
    """What came of asking for an address."""

    REACHABLE = "reachable"
    MOVED = "moved"
    """Reachable, but on another host by now."""
    EMPTY = "empty"
    """A page without text beyond its navigation."""
    GONE = "gone"
    FRONT_PAGE = "front_page"
    """It leads to a front page instead of to its content."""
    ROUND_IN_CIRCLES = "round_in_circles"
    SERVER_ERROR = "server_error"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    UNKNOWN_NAME = "unknown_name"
    BAD_CERTIFICATE = "bad_certificate"
    TURNED_AWAY = "turned_away"
    """The server answers programs otherwise than readers: nobody can tell from here."""
    MADE_BY_SCRIPTS = "made_by_scripts"
    """Its text is put together in the browser: nobody can tell from here."""
    NOT_ALLOWED = "not_allowed"
    """The checker may not ask for it: another port, a machine that is not public, a password in it."""

    @property
    def is_dead(self) -> bool:
        """Whether a reader finds nothing there."""
        return self in DEAD

    @property
    def is_open(self) -> bool:
        """Whether a reader finds something there."""
        return self in OPEN

    @property
    def fails(self) -> bool:
        """Whether it counts as a failed check, so that the next one follows soon."""
        return self.is_dead or self is PlaceOutcome.EMPTY


OPEN = (PlaceOutcome.REACHABLE, PlaceOutcome.MOVED)
DEAD = (
    PlaceOutcome.GONE,
    PlaceOutcome.FRONT_PAGE,
    PlaceOutcome.ROUND_IN_CIRCLES,
    PlaceOutcome.SERVER_ERROR,
    PlaceOutcome.TIMED_OUT,
    PlaceOutcome.UNREACHABLE,
    PlaceOutcome.UNKNOWN_NAME,
    PlaceOutcome.BAD_CERTIFICATE,
)


class PlaceState(StrEnum):
    """How a row's place stands, the most urgent first; a place stands in one way only."""

    DEAD = "dead"
    EMPTY = "empty"
    """The page holds nothing to read."""
    MISSING = "missing"
    """The row names no place at all; counted with the empty ones."""
    OVERDUE = "overdue"
    MOVED = "moved"
    UNTOLD = "untold"
    """The checker cannot tell."""
    COLUMN = "column"
    """A column by its name, without an address."""
    UNCHECKED = "unchecked"
    """Not checked yet, or failed on too few days to be called dead."""
    FINE = "fine"


PERIODS = {
    Every.DAY: 1,
    Every.WEEK: 7,
    Every.MONTH: 31,
    Every.QUARTER: 92,
    Every.HALF_YEAR: 184,
    Every.YEAR: 366,
}
GRACE = {
    Every.DAY: 8,
    Every.WEEK: 8,
    Every.MONTH: 10,
    Every.QUARTER: 15,
    Every.HALF_YEAR: 15,
    Every.YEAR: 30,
}
"""Days: how long a period is at most, and how much later a place may be before it is called overdue."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Of which days a page shows that it was worked on."""

    first_read_on: date | None = None
    changed_on: date | None = None
    """When the checker last saw another text than before."""
    modified_on: date | None = None
    """What the server said (Last-Modified), unless it says the moment of asking."""
    dated_on: date | None = None
    """The newest day that its text names and that is not ahead."""

    @property
    def updated_on(self) -> date | None:
        """The last day of which anything shows that the page was worked on; None: nothing shows any."""
        return max((one for one in (self.changed_on, self.modified_on, self.dated_on) if one), default=None)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a row asks of its place."""

    every: Every | None = None
    """How often its deadline says it is to be updated."""
    amended_on: date | None = None
    """Since when the row promises other content than before."""
    due_on: date | None = None
    """Until when the place has to follow that."""


def fresh_until(expected: Expected, seen: Evidence) -> date | None:
    """Return the last day on which a place is not overdue; None where nothing is asked of it, or nothing is known.

    Where nothing shows when a page was last worked on, it is taken to have been when the checker first read it.
    """
    return min(
        (one for one in (_by_period(expected, seen), _by_amendment(expected, seen)) if one), default=None
    )


def _by_period(expected: Expected, seen: Evidence) -> date | None:
    last = seen.updated_on or seen.first_read_on
    if expected.every is None or last is None:
        return None
    return last + timedelta(days=PERIODS[expected.every] + GRACE[expected.every])


def _by_amendment(expected: Expected, seen: Evidence) -> date | None:
    if expected.amended_on is None or seen.first_read_on is None:
        return None
    if seen.updated_on is None and seen.first_read_on > expected.amended_on:
        return None
    if seen.updated_on is not None and seen.updated_on >= expected.amended_on:
        return None
    return expected.due_on


def period_of(text: DeadlineText) -> Every | None:
    """Return the shortest period in which a row is to be disclosed or updated anew."""
    found = [one.every for one in _of_disclosure(text) if one.pace is Pace.PERIODIC and one.every]
    return min(found, key=list(Every).index, default=None)


def due_after(text: DeadlineText, day: date, table: WorkingDayTable) -> date:
    """Return until when a place has to follow a change of that day, by the row's own deadline or the statutory one."""
    statutory = table.due_after(day, STATUTORY_WORKING_DAYS).day
    own = [
        (table.due_after if one.unit is Unit.WORKING_DAYS else table.calendar_days_due)(day, one.quantity).day
        for one in _of_disclosure(text)
        if one.unit in {Unit.WORKING_DAYS, Unit.DAYS} and 0 < one.quantity <= STATUTORY_WORKING_DAYS
    ]
    return min([*own, statutory])


def _of_disclosure(text: DeadlineText) -> Iterator[Deadline]:
    return (one for one in text.deadlines if one.kind in {Kind.DISCLOSURE, Kind.UPDATING} and not one.scope)
