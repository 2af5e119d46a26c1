"""What repeats: 每月, 每季度首月10日前, 每年3月31日前."""

import re

from values.deadlines.deadline import WEEKDAYS, Every
from values.deadlines.numerals import NUMERAL, number

_COUNT = rf"(?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})"
_DAY = rf"(?:的?(?P<day>{_COUNT})[日号]|(?P<end>月?[底末])|(?P<third>[上中下]旬))"
_BEFORE = r"(?:之前|以前|前)?"

PERIODIC = rf"""
    (?:每(?:一)?个?|按|逐)
    (?: (?P<d>个?工作日|日|天)
      | (?P<w>周|星期)(?P<weekday>[{WEEKDAYS}天])?
      | (?P<m>月份?)(?:{_DAY})?
      | (?P<q>季度?)(?:的?(?:第(?P<nth>[一二三1-3])个月|(?P<first>首月)|(?P<last>末月))的?(?:{_DAY.replace("?P<", "?P<q")})?|[底末])?
      | (?P<h>半年)
      | (?P<y>年度?)(?:的?(?P<month>{_COUNT})月份?(?:{_DAY.replace("?P<", "?P<y")})?|(?P<half>上半年)|[年]?[底末])?
    ){_BEFORE}
    (?:至少)?(?P<verb>公开|公布|发布|更新|公示)?(?:[一1]次)?
    (?=$|[,、;]|并|且|和|内?(?:予以|进行|主动|定期|向社会|对外|及时|集中|公开|公布|发布|更新|公示|公告|办理|办结))
"""
"""A period; to be compiled with re.VERBOSE, alone or beside others."""

_EVERY = {
    "d": Every.DAY,
    "w": Every.WEEK,
    "m": Every.MONTH,
    "q": Every.QUARTER,
    "h": Every.HALF_YEAR,
    "y": Every.YEAR,
}
_LAST = 31
_THIRDS = {"上": 10, "中": 20, "下": _LAST}
_LAST_OF = (_LAST, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The last day of each month of a year; before them, of a month that is not named."""
_ENDS = {Every.MONTH: (0, _LAST), Every.QUARTER: (3, _LAST), Every.YEAR: (12, _LAST), Every.WEEK: (0, 7)}
"""The last day of each period, which is the same as naming none."""


def period(found: re.Match[str]) -> tuple[Every, tuple[int, int] | None] | None:
    """Return how often and until which day of it; None for a day that there is not."""
    letter = next(one for one in _EVERY if found[one])
    every = _EVERY[letter]
    by = _day_of(found, every)
    if by is not None and not (by[0] in _MONTHS[every] and 1 <= by[1] <= _last_of(every, by[0])):
        return None
    return every, None if by == _ENDS.get(every) else by


def _last_of(every: Every, month: int) -> int:
    return _LAST_OF[month] if every is Every.YEAR else _LAST


_MONTHS = {
    Every.DAY: range(1),
    Every.WEEK: range(1),
    Every.MONTH: range(1),
    Every.QUARTER: range(1, 4),
    Every.HALF_YEAR: range(1),
    Every.YEAR: range(1, 13),
}


def _day_of(found: re.Match[str], every: Every) -> tuple[int, int] | None:
    if every is Every.WEEK and found["weekday"]:
        return 0, WEEKDAYS.index(found["weekday"].replace("天", "日")) + 1
    if every is Every.MONTH:
        day = _day(found["day"], found["third"])
        return (0, day) if day is not None else None
    if every is Every.QUARTER and (found["nth"] or found["first"] or found["last"]):
        nth = found["nth"] or ("1" if found["first"] else "3")
        day = _day(found["qday"], found["qthird"])
        return number(nth) or 0, _LAST if day is None else day
    if every is Every.YEAR and found["half"]:
        return 6, _LAST_OF[6]
    if every is Every.YEAR and found["month"]:
        return _day_of_year(found)
    return None


def _day_of_year(found: re.Match[str]) -> tuple[int, int]:
    month = number(found["month"]) or 0
    last = _LAST_OF[month] if month in _MONTHS[Every.YEAR] else _LAST
    day = _day(found["yday"], found["ythird"])
    is_end = day is None or (found["ythird"] or "").startswith("下")
    return month, last if is_end else day or 0


def _day(day: str | None, third: str | None) -> int | None:
    if third:
        return _THIRDS[third[0]]
    if day is None:
        return None
    counted = number(day)
    return 0 if counted is None else counted
