"""The day a page is asked about, and by which of the two clocks (decisions 13-15)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request

from values.clock import end_of_day, shanghai_day
from values.messages import N_
from workflow.errors import invalid
from workflow.unit import current_clock


@dataclass(frozen=True)
class AsOf:
    """A day, and whether what was shown then is asked instead of what was in force."""

    day: date
    is_shown: bool
    is_today: bool

    @classmethod
    def now(cls) -> "AsOf":
        """Return today, by what is in force."""
        return cls(_today(), is_shown=False, is_today=True)

    @property
    def known(self) -> datetime:
        """By what was known then it is answered: now, or the end of a past day for what was shown."""
        return known_on(self.day, is_shown=self.is_shown)

    @property
    def arguments(self) -> dict[str, Any]:
        """What keeps the question in an address; nothing for today."""
        if self.is_today:
            return {}
        kept = {"as-of": self.day.isoformat()}
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
    if not text:
        return AsOf.now()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise invalid("as-of", N_("Give the day as year-month-day, for example 2026-07-01.")) from error
    if is_shown:
        refuse_days_ahead(day)
    return AsOf(day, is_shown=is_shown, is_today=day == _today())


def refuse_days_ahead(day: date) -> None:
    """Raise InvalidError where it is asked what was shown on a day to come."""
    if day > _today():
        raise invalid(
            "as-of", N_("That day is still to come; nothing has been shown on it yet. Ask what is in force.")
        )


def _today() -> date:
    return shanghai_day(current_clock.get().now())
