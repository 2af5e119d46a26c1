"""R15 (Regulations art. 26, N4.1): a change is published within 20 working days of what made it necessary."""

from collections.abc import Iterator
from datetime import date

from rules.findings import Finding, Severity
from rules.grounds import Grounds
from values.messages import N_, Message
from values.route_plan import STATUTORY_WORKING_DAYS
from values.workdays import DueDate, WorkingDayTable

LATE = N_(
    "The trigger is of %(trigger)s, so the last of the %(days)s working days was %(due)s: publish at once,"
    " and say why it is late."
)
LATE_GUESSED = N_(
    "The trigger is of %(trigger)s, so the last of the %(days)s working days was %(due)s, counted by weekends"
    " alone, as the holidays are not announced yet: publish at once, and say why it is late."
)


def timeliness(grounds: Grounds) -> Iterator[Finding]:
    """Find a publication that falls later than the statutory time after the day of the trigger (触发日)."""
    trigger = grounds.paper.trigger_date if grounds.paper else None
    if trigger is None or grounds.published_on is None or grounds.working_days is None:
        return
    due = last_day(trigger, grounds.working_days)
    if due is None or grounds.published_on <= due.day:
        return
    yield Finding(
        rule="R15",
        severity=Severity.WARNING,
        entry="",
        field="publication",
        clause="N4.1",
        message=Message(
            LATE_GUESSED if due.guessed else LATE,
            {"trigger": str(trigger), "days": STATUTORY_WORKING_DAYS, "due": str(due.day)},
        ),
        # Named by the last day and not by the present one, so that an answer holds tomorrow as well.
        about=str(due.day),
    )


def last_day(trigger: date, table: WorkingDayTable) -> DueDate | None:
    """Return the last day of the statutory time; None where the calendar ends before it."""
    try:
        return table.due_after(trigger, STATUTORY_WORKING_DAYS)
    except OverflowError:
        return None
