"""The day a page is asked about, by which of the two clocks, and by what was known when (decisions 13-15)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import request

from values.clock import SHANGHAI, end_of_day, shanghai_day
from values.messages import N_
from values.written_day import day_written, moment_written
from workflow.errors import invalid
from workflow.unit import current_clock


@dataclass(frozen=True)
class AsOf:
    """A day, and whether what was shown then is asked instead of what was in force."""

    day: date
    is_shown: bool
    is_today: bool
    """Whether it is the plain question: in force today, as known now."""
    known_by: datetime | None = None
    """What was in force is answered by what was published up to this moment; None: by now."""

    @classmethod
    def now(cls) -> "AsOf":
        """Return today, by what is in force."""
        return cls(_today(), is_shown=False, is_today=True)

    @property
    def known(self) -> datetime:
        """By what was known then it is answered: as asked, now, or the end of a past day for what was shown."""
        return self.known_by or known_on(self.day, is_shown=self.is_shown)

    @property
    def arguments(self) -> dict[str, Any]:
        """What keeps the question in an address; nothing for today."""
        if self.is_today:
            return {}
        kept = {"as-of": self.day.isoformat()}
        if self.known_by:
            kept["known"] = self.known_by.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%S")
        return {**kept, "clock": "shown"} if self.is_shown else kept


def known_on(day: date, *, is_shown: bool) -> datetime:
    """Return by what was known a question is answered: now, or the end of a past day for what was shown."""
    now = current_clock.get().now()
    return min(end_of_day(day), now) if is_shown else now


def asked_day() -> AsOf:
    """Read the question from the address.

    Raises: InvalidError for what is no day, and for what was shown on a day ahead.
    """
    text = request.args.get("as-of", "").strip()
    is_shown = request.args.get("clock") == "shown"
    if not text and not request.args.get("known", "").strip():
        return AsOf.now()
    try:
        day = day_written(text) if text else _today()
    except ValueError as error:
        raise invalid("as-of", N_("Give the day as year-month-day, for example 2026-07-01.")) from error
    known = None if is_shown else _asked_moment()
    if is_shown:
        refuse_days_ahead(day)
    return AsOf(day, is_shown=is_shown, is_today=day == _today() and known is None, known_by=known)


def _asked_moment() -> datetime | None:
    """Read by what was known when; Shanghai's time, a day means all of it.

    Raises: InvalidError for what is no moment, and for one to come.
    """
    text = request.args.get("known", "").strip()
    if not text:
        return None
    try:
        known = _end_of_day_or_moment(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise invalid(
            "known", N_("Give the time as year-month-day and hours:minutes, for example 2026-07-01T09:00.")
        ) from error
    now = current_clock.get().now()
    if known > now and shanghai_day(known) > shanghai_day(now):
        raise invalid("known", N_("Nobody knows yet what will be published; choose a time that is past."))
    return min(known, now)


def _end_of_day_or_moment(text: str) -> datetime:
    try:
        return end_of_day(day_written(text))
    except ValueError:
        return moment_written(text).replace(tzinfo=SHANGHAI)


def refuse_days_ahead(day: date) -> None:
    """Raise InvalidError where it is asked what was shown on a day to come."""
    if day > _today():
        raise invalid(
            "as-of", N_("That day is still to come; nothing has been shown on it yet. Ask what is in force.")
        )


def _today() -> date:
    return shanghai_day(current_clock.get().now())
