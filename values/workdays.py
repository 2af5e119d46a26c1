"""Working days of the PRC: the State Council's yearly notices, and counting by them (decision 19)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class DueDate:
    """The last day of a period, until 24:00 in Shanghai."""

    day: date
    guessed: bool
    """A counted day lies beyond the table: 放假安排未公布，按周末推算."""


@dataclass(frozen=True)
class WorkingDayTable:
    """Which days depart from Monday to Friday, and the years whose notices are known."""

    exceptions: Mapping[date, bool]
    """Day → whether it is worked: holidays and make-up days (调休)."""
    names: Mapping[date, str]
    first_year: int
    last_year: int

    def covers(self, day: date) -> bool:
        """Whether the notice of the day's year is known."""
        return self.first_year <= day.year <= self.last_year

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked; beyond the table weekends alone count."""
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def due_after(self, anchor: date, working_days: int) -> DueDate:
        """Return the n-th working day after the anchor, whose own day is not counted.

        Raises: ValueError for a negative number; OverflowError past the year 9999.
        """
        if working_days < 0:
            raise ValueError(f"A period of {working_days} working days cannot be counted.")
        day, left, guessed = anchor, working_days, False
        while left > 0:
            day += DAY
            guessed = guessed or not self.covers(day)
            left -= self.is_working_day(day)
        return DueDate(day, guessed)

    def calendar_days_due(self, anchor: date, days: int) -> DueDate:
        """Return the end of a period in calendar days; on a day off it moves to the next working day.

        Raises: ValueError for a negative number; OverflowError past the year 9999.
        """
        if days < 0:
            raise ValueError(f"A period of {days} days cannot be counted.")
        day = anchor + DAY * days
        while not self.is_working_day(day):
            day += DAY
        return DueDate(day, not self.covers(day))

    def days_left(self, today: date, due: date) -> int:
        """Return the working days after today up to the due date; negative: how many it is overdue."""
        if due >= today:
            return sum(self.is_working_day(day) for day in _days(today + DAY, due))
        return -sum(self.is_working_day(day) for day in _days(due + DAY, today))

    def paused_days(self, since: date, until: date) -> int:
        """Return the working days at whose end a period stood still: from the first day up to before the last."""
        return sum(self.is_working_day(day) for day in _days(since, until - DAY))

    def half_time(self, anchor: date, due: date) -> date:
        """Return the working day on which half of the period is over, rounded up; the anchor of none."""
        whole = max(self.days_left(anchor, due), 0)
        return self.due_after(anchor, -(-whole // 2)).day

    def day_before(self, due: date) -> date:
        """Return the last working day before the due date."""
        day = due - DAY
        while not self.is_working_day(day):
            day -= DAY
        return day

    def days_between(self, start: date, end: date) -> Iterator[tuple[date, bool, str]]:
        """Yield every day from start to end with whether it is worked and the holiday's name."""
        for day in _days(start, end):
            yield day, self.is_working_day(day), self.names.get(day, "")


def load_table(path: Path) -> WorkingDayTable:
    """Read a table from its JSON file."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    days = {date.fromisoformat(one["date"]): one for one in plain["days"]}
    return WorkingDayTable(
        exceptions={day: one["working"] for day, one in days.items()},
        names={day: one["name"] for day, one in days.items() if one["name"]},
        first_year=plain["first_year"],
        last_year=plain["last_year"],
    )


def _days(start: date, end: date) -> Iterator[date]:
    day = start
    while day <= end:
        yield day
        day += DAY
