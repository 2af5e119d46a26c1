"""When someone is reminded of a due date: at half time, a day before, and once it is over (decision 19)."""

from datetime import date, time

from values.vocabulary import ReminderKind
from values.workdays import WorkingDayTable

FROM = time(9, 0)
"""Nobody is reminded before nine o'clock in Shanghai."""


def newest_kind(table: WorkingDayTable, *, opened: date, due: date, today: date) -> ReminderKind | None:
    """Return the latest reminder whose time has come: one that was slept through is not made up for."""
    if today > due:
        return ReminderKind.OVERDUE
    if today >= table.day_before(due) > opened:
        return ReminderKind.DAY_BEFORE
    if opened < table.half_time(opened, due) <= today:
        return ReminderKind.HALF_TIME
    return None
