"""The State Council's yearly notice on holidays and make-up days (放假安排), as a JSON file.

`{"year": 2027, "source": "国办发明电〔2026〕8号", "days": [{"date": "2027-01-01", "working": false, "name": "元旦"}]}`:
the days that depart from Monday to Friday, and holidays worth naming.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from values.messages import N_, Message


@dataclass(frozen=True)
class NoticeDay:
    """A day of a notice: whether it is worked, and what it is called."""

    is_working: bool
    name: str


@dataclass(frozen=True)
class WorkingDayNotice:
    """A year's notice."""

    year: int
    source: str
    """Number or title of the notice."""
    days: Mapping[date, NoticeDay]


class UnreadableNoticeError(ValueError):
    """The file is no notice; says where and why."""

    def __init__(self, message: str, **params: str | int) -> None:
        """Keep the sentence for the person."""
        self.message = Message(message, params)
        super().__init__(self.message.in_english())


def read_notice(data: bytes) -> WorkingDayNotice:
    """Return the notice that a file holds.

    Raises: UnreadableNoticeError naming the entry that cannot be read.
    """
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableNoticeError(
            N_("The file is not JSON in UTF-8: %(reason)s"), reason=str(error)
        ) from error
    if not isinstance(plain, dict) or not isinstance(plain.get("days"), list):
        raise UnreadableNoticeError(N_("The file needs “year”, “source” and a list “days”."))
    year, source = plain.get("year"), plain.get("source")
    if not isinstance(year, int) or isinstance(year, bool) or not 1949 <= year <= 9998:  # noqa: PLR2004 - years
        raise UnreadableNoticeError(N_("“year” is not a year."))
    if not isinstance(source, str) or not source.strip():
        raise UnreadableNoticeError(N_("“source” names the notice, for example its document number."))
    days: dict[date, NoticeDay] = {}
    for number, one in enumerate(plain["days"], start=1):
        day, said = _day(number, one, year)
        if day in days:
            raise UnreadableNoticeError(
                N_("Entry %(number)s: %(day)s stands there twice."), number=number, day=day.isoformat()
            )
        days[day] = said
    return WorkingDayNotice(year, source.strip(), days)


def _day(number: int, one: Any, year: int) -> tuple[date, NoticeDay]:
    try:
        day = date.fromisoformat(one["date"])
        working, name = one["working"], one.get("name", "")
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise UnreadableNoticeError(
            N_("Entry %(number)s needs “date” as 2027-01-01 and “working” as true or false."), number=number
        ) from error
    if not isinstance(working, bool) or not isinstance(name, str):
        raise UnreadableNoticeError(
            N_("Entry %(number)s needs “date” as 2027-01-01 and “working” as true or false."), number=number
        )
    if day.year != year:
        raise UnreadableNoticeError(
            N_("Entry %(number)s: %(day)s is not in the year %(year)s."),
            number=number,
            day=day.isoformat(),
            year=year,
        )
    return day, NoticeDay(working, name.strip()[:60])
