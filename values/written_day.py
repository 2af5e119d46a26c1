"""Days and moments as people in China write them: 2026-11-27, 2026年11月27日, 2026/11/27, 2026.11.27, 20261127."""

import re
import unicodedata
from datetime import date, datetime, time

_PARTED = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})"
_TOGETHER = r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
_CLOCK = r"(?P<hour>\d{1,2})\s*[:时点]\s*(?:(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})|\s*分)?)?"
DAYS = [re.compile(rf"\s*{one}\s*[日号]?\s*") for one in (_PARTED, _TOGETHER)]
MOMENTS = [re.compile(rf"\s*{one}(?:\s*[日号]\s*T?|T|\s)\s*{_CLOCK}\s*") for one in (_PARTED, _TOGETHER)]


def day_written(text: str) -> date:
    """Return the day that a text names, whichever way it is written; blanks and full width do not matter.

    Raises: ValueError for what is no day.
    """
    return _day(_matched(DAYS, text), text)


def moment_written(text: str) -> datetime:
    """Return the moment that a text names: a day in any form with hours and minutes, 2026-11-27 9:00, or ISO 8601.

    Raises: ValueError for what is none, a day alone included; OverflowError as `datetime` does.
    """
    found = _matched(MOMENTS, text)
    if found is None:
        if _matched(DAYS, text):
            raise ValueError(text)
        return datetime.fromisoformat(text.strip())
    clock = time(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0))
    return datetime.combine(_day(found, text), clock)


def _matched(forms: list[re.Pattern[str]], text: str) -> re.Match[str] | None:
    plain = unicodedata.normalize("NFKC", text)
    return next((found for one in forms if (found := one.fullmatch(plain))), None)


def _day(found: re.Match[str] | None, text: str) -> date:
    if found is None:
        raise ValueError(text)
    return date(int(found["year"]), int(found["month"]), int(found["day"]))
