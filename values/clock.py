"""Time: the clocks that commands read, and days as Shanghai counts them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Protocol

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one time without summer time since 1991, so no table of zones is needed."""


class Clock(Protocol):
    """Something that tells the moment."""

    def now(self) -> datetime:
        """Return the aware moment in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the aware moment in UTC."""
        return datetime.now(UTC)


class FrozenClock:
    """A clock that stands until it is moved; for tests and stories."""

    def __init__(self, at: datetime) -> None:
        """Begin at an aware moment."""
        self.at = _aware(at).astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment at which it stands."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move it."""
        self.at += by


def shanghai_day(moment: datetime) -> date:
    """Return the day in Shanghai.

    Raises: ValueError for a moment without time zone.
    """
    return _aware(moment).astimezone(SHANGHAI).date()


def start_of_day(day: date) -> datetime:
    """Return 00:00 of a day in Shanghai, in UTC; the first day of all begins with UTC's first moment."""
    if day == date.min:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day in Shanghai, in UTC."""
    return datetime.combine(day, time.max, SHANGHAI).astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        # Python would take it for the machine's own time.
        raise ValueError("A moment without time zone belongs to no day.")
    return moment
