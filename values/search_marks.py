"""Marks beside a document's pairs: what it is and when it counts, so that the index narrows and not every row is read.

They begin with `x`, which no pair does. The index may find too much by them, never too little; the rows decide.
"""

import re
from collections.abc import Iterable
from datetime import date

from values.search_text import SearchKind
from values.vocabulary import Field

NEWEST = "xn"
"""Of a row's version in whose place nothing comes."""
OTHER = "xo"
"""Of what is no row: no day narrows it."""
EARLIEST = 2000
"""Of this year is marked whatever is older."""
_STRETCHES = ("xw", "xm")
_WORD = re.compile(r"[0-9a-z]+\*?")


def marks(kind: SearchKind, *, day: date, catalogue: int | None, body: int | None) -> set[str]:
    """Return what marks a document, but for a row's field and for when its version counts."""
    found = {of_kind(kind), of_year(day.year)}
    if kind is not SearchKind.ENTRY:
        found.add(OTHER)
    if catalogue is not None:
        found.add(of_catalogue(catalogue))
    if body is not None:
        found.add(of_body(body))
    return found


def stretch(first: date, until: date | None) -> set[str]:
    """Return the marks of the days on which a version of a row may count.

    Args:
        first: the first of them.
        until: the day after the last one; None: there is no last one.
    """
    if until is None:
        return {NEWEST}
    begin, end = _month(first), _month(until) if until.day > 1 else _month(until) - 1
    found: set[str] = set()
    for year in range(first.year, until.year + 1) if first < until else ():
        months = range(max(begin, year * 12), min(end, year * 12 + 11) + 1)
        found |= {f"xw{year}"} if len(months) == 12 else {f"xm{one}" for one in months}  # noqa: PLR2004 - a year
    return found


def with_stretch(pairs: Iterable[str], first: date, until: date | None) -> set[str]:
    """Return pairs and marks with other days on which the version counts."""
    kept = {one for one in pairs if one != NEWEST and not one.startswith(_STRETCHES)}
    return kept | stretch(first, until)


def counting_on(day: date, *, today: date) -> str:
    """Return the expression of the versions that may count on a day.

    What began in a later year is left out; said by the years up to then, or by those since, whichever are fewer: the
    index reads what it has of each.

    Args:
        day: the day.
        today: what begins in the years after it is hardly anything.
    """
    first = max(day.year, EARLIEST)
    until, since = range(EARLIEST, first + 1), range(first + 1, today.year + 1)
    if len(until) < len(since):
        newest = all_of([NEWEST, any_of(map(of_year, until))])
    else:
        newest = f"({NEWEST} NOT {any_of(map(of_year, since))})" if since else NEWEST
    return any_of([newest, f"xw{day.year}", f"xm{_month(day)}"])


def of_kind(kind: SearchKind) -> str:
    """Return the mark of a kind."""
    return f"xk{kind}"


def of_year(year: int) -> str:
    """Return the mark of a year, or of what is older than all that are marked."""
    return f"xy{max(year, EARLIEST)}"


def of_catalogue(catalogue: int) -> str:
    """Return the mark of what belongs to a catalogue."""
    return f"xc{catalogue}"


def of_body(body: int) -> str:
    """Return the mark of what a body discloses, drafts or writes."""
    return f"xb{body}"


def of_field(field: Field) -> str:
    """Return the mark of a field's rows."""
    return f"xf{field.replace('-', '')}"


def all_of(parts: Iterable[str]) -> str:
    """Return the expression that all of these stand in a document, as SQLite writes it."""
    return f"({' AND '.join(dict.fromkeys(parts))})"


def any_of(parts: Iterable[str]) -> str:
    """Return the expression that one of these stands in a document, as SQLite writes it."""
    return f"({' OR '.join(dict.fromkeys(parts))})"


def for_postgresql(expression: str) -> str:
    """Return an expression as PostgreSQL writes it."""
    quoted = _WORD.sub(lambda found: f"'{found[0].rstrip('*')}'{':*' * found[0].endswith('*')}", expression)
    return quoted.replace(" AND ", " & ").replace(" OR ", " | ").replace(" NOT ", " & !")


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
