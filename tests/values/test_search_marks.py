"""The marks by which the index narrows: the days of a version lose nothing, and tell months for certain."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.search_marks import (
    EARLIEST,
    NEWEST,
    all_of,
    any_of,
    counting_on,
    for_postgresql,
    marks,
    of_catalogue,
    of_year,
    stretch,
    with_stretch,
)
from values.search_text import SearchKind

DAYS = st.dates(date(1995, 1, 1), date(2035, 12, 31))


def meets(found: set[str], day: date, today: date) -> bool:
    """Whether a version with these marks may count on a day, as the index reads the expression."""
    asked = (" ".join(found), counting_on(day, today=today))
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE pair USING fts5(marks)")
        index.execute("INSERT INTO pair VALUES (?)", asked[:1])
        return index.execute("SELECT count(*) FROM pair WHERE pair MATCH ?", asked[1:]).fetchone() == (1,)


@given(DAYS, st.none() | DAYS, DAYS, DAYS)
def test_a_version_is_a_candidate_on_each_of_its_days_and_in_no_month_without_one(
    first: date, until: date | None, day: date, today: date
) -> None:
    found = stretch(first, until) | {of_year(first.year)}
    if first <= day and (until is None or day < until):
        assert meets(found, day, today)
    if until is not None and meets(found, day, today):
        assert first.replace(day=1) <= day
        assert day.replace(day=1) <= until - timedelta(days=1)


@pytest.mark.parametrize(("first", "until"), [(date(2010, 5, 1), None), (date(2024, 5, 1), date(2026, 2, 1))])
@given(DAYS, DAYS)
def test_what_began_in_a_later_year_is_none(first: date, until: date | None, day: date, today: date) -> None:
    found = stretch(first, until) | {of_year(first.year)}
    if EARLIEST <= day.year < first.year <= today.year:
        assert not meets(found, day, today)


def test_whole_years_and_single_months_are_marked() -> None:
    assert stretch(date(2020, 11, 5), date(2022, 2, 1)) == {"xm24250", "xm24251", "xw2021", "xm24264"}
    assert stretch(date(2020, 5, 5), date(2020, 5, 5)) == set()
    assert stretch(date(2020, 5, 5), None) == {NEWEST}
    assert with_stretch({"abc", NEWEST, "xy2020"}, date(2020, 5, 5), date(2020, 5, 6)) == {
        "abc",
        "xy2020",
        "xm24244",
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SearchKind.ENTRY, {"xkentry", "xy2020", "xc7", "xb3"}),
        (SearchKind.PERSON, {"xkperson", "xo", "xy2020", "xc7", "xb3"}),
    ],
)
def test_a_document_is_marked_by_what_it_is_narrowed_by(kind: SearchKind, expected: set[str]) -> None:
    assert marks(kind, day=date(2020, 1, 1), catalogue=7, body=3) == expected
    long_ago = marks(SearchKind.ENTRY, day=date(1949, 1, 1), catalogue=None, body=None)
    assert long_ago == {"xkentry", "xy2000"}


def test_expressions_are_written_for_both_databases() -> None:
    asked = all_of(["abc*", any_of([of_catalogue(1), of_catalogue(2)])])
    assert asked == "(abc* AND (xc1 OR xc2))"
    assert for_postgresql(asked) == "('abc':* & ('xc1' | 'xc2'))"
    later = counting_on(date(2025, 3, 1), today=date(2026, 11, 1))
    assert later == "((xn NOT (xy2026)) OR xw2025 OR xm24302)"
    assert for_postgresql(later) == "(('xn' & !('xy2026')) | 'xw2025' | 'xm24302')"
