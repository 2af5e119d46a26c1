"""Working days: the State Council's notices as data, and periods counted by them."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.workdays import DueDate, WorkingDayTable, load_table

TABLE = load_table(Path(__file__).parents[2] / "data" / "working_days.json")
BARE = WorkingDayTable(exceptions={}, names={}, first_year=2026, last_year=2026)
DAY = timedelta(days=1)
KNOWN = st.dates(date(2004, 1, 1), date(2026, 12, 31))
DAYS = st.dates(date(2003, 1, 1), date(2028, 12, 31))
PERIODS = st.integers(0, 90)


def test_the_table_says_of_every_day_what_the_notices_say() -> None:
    days = [date(2004, 1, 1) + DAY * n for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]
    assert [day for day in days if TABLE.is_working_day(day) != chinese_calendar.is_workday(day)] == []


def test_the_table_holds_the_years_2004_to_2026() -> None:
    assert (TABLE.first_year, TABLE.last_year) == (2004, 2026)
    assert TABLE.covers(date(2004, 1, 1))
    assert TABLE.covers(date(2026, 12, 31))
    assert not TABLE.covers(date(2003, 12, 31))
    assert not TABLE.covers(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 17), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_at_spring_festival_2026_weekdays_are_off_and_two_saturdays_are_worked(
    day: date, is_working: bool
) -> None:
    assert TABLE.is_working_day(day) is is_working


@given(KNOWN)
def test_a_day_that_departs_from_monday_to_friday_says_why(day: date) -> None:
    if TABLE.is_working_day(day) is not (day.weekday() < 5):
        assert TABLE.names[day]


def test_beyond_the_table_weekends_alone_count() -> None:
    assert TABLE.is_working_day(date(2027, 10, 1))
    assert not TABLE.is_working_day(date(2027, 10, 2))


def test_the_anchors_own_day_is_not_counted() -> None:
    assert TABLE.due_after(date(2026, 3, 2), 1) == DueDate(date(2026, 3, 3), guessed=False)
    assert TABLE.due_after(date(2026, 3, 6), 1) == DueDate(date(2026, 3, 9), guessed=False)


def test_a_period_across_spring_festival_counts_the_make_up_saturdays() -> None:
    # Fri 13 Feb → Sat 14 (worked), 15-23 off, Tue 24, Wed 25, Thu 26, Fri 27, Sat 28 (worked).
    days = [TABLE.due_after(date(2026, 2, 13), n).day.day for n in range(1, 7)]
    assert days == [14, 24, 25, 26, 27, 28]


def test_twenty_working_days_after_the_last_day_before_national_day() -> None:
    # 8, 9, 10 (worked Saturday), 12-16, 19-23, 26-30 October are 18; then 2 and 3 November.
    assert TABLE.due_after(date(2026, 9, 30), 20) == DueDate(date(2026, 11, 3), guessed=False)


def test_a_period_of_no_days_ends_on_its_anchor() -> None:
    assert TABLE.due_after(date(2026, 2, 17), 0) == DueDate(date(2026, 2, 17), guessed=False)


def test_a_period_that_runs_past_the_table_is_guessed() -> None:
    assert TABLE.due_after(date(2026, 12, 30), 1) == DueDate(date(2026, 12, 31), guessed=False)
    assert TABLE.due_after(date(2026, 12, 30), 2) == DueDate(date(2027, 1, 1), guessed=True)


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 working days cannot be counted"):
        TABLE.due_after(date(2026, 3, 2), -1)
    with pytest.raises(ValueError, match="-1 days cannot be counted"):
        TABLE.calendar_days_due(date(2026, 3, 2), -1)


@given(DAYS, PERIODS)
def test_exactly_the_period_lies_between_anchor_and_due_date(anchor: date, period: int) -> None:
    due = TABLE.due_after(anchor, period)
    assert TABLE.days_left(anchor, due.day) == period
    assert due.day == anchor or TABLE.is_working_day(due.day)
    if period:
        assert due.guessed is not (TABLE.covers(anchor + DAY) and TABLE.covers(due.day))


@given(DAYS, PERIODS)
def test_a_longer_period_never_ends_earlier(anchor: date, period: int) -> None:
    assert TABLE.due_after(anchor, period).day < TABLE.due_after(anchor, period + 1).day


def test_a_calendar_period_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    assert TABLE.calendar_days_due(date(2026, 2, 9), 7) == DueDate(date(2026, 2, 24), guessed=False)
    assert TABLE.calendar_days_due(date(2026, 2, 9), 5) == DueDate(date(2026, 2, 14), guessed=False)
    assert TABLE.calendar_days_due(date(2026, 12, 31), 1) == DueDate(date(2027, 1, 1), guessed=True)


@given(DAYS, PERIODS)
def test_a_calendar_period_ends_on_the_first_working_day_not_before_its_length(
    anchor: date, days: int
) -> None:
    due = TABLE.calendar_days_due(anchor, days)
    end = anchor + DAY * days
    assert TABLE.is_working_day(due.day)
    assert not any(
        worked for day, worked, _ in TABLE.days_between(end, due.day) if end <= day < due.day and worked
    )
    assert due.day >= end


def test_days_left_run_from_tomorrow_to_the_due_date_and_below_zero_when_overdue() -> None:
    due = date(2026, 3, 6)
    told = {day: TABLE.days_left(date(2026, 3, day), due) for day in (4, 5, 6, 7, 8, 9, 10)}
    assert told == {4: 2, 5: 1, 6: 0, 7: 0, 8: 0, 9: -1, 10: -2}


@given(DAYS, st.integers(-60, 60))
def test_days_left_and_days_overdue_mirror_each_other(today: date, distance: int) -> None:
    due = today + DAY * distance
    assert TABLE.days_left(today, due) == -TABLE.days_left(due, today)


@pytest.mark.parametrize(
    ("period", "half"),
    [(0, date(2026, 3, 2)), (1, date(2026, 3, 3)), (4, date(2026, 3, 4)), (5, date(2026, 3, 5))],
)
def test_half_of_a_period_is_rounded_up_to_a_working_day(period: int, half: date) -> None:
    anchor = date(2026, 3, 2)
    assert TABLE.half_time(anchor, TABLE.due_after(anchor, period).day) == half


def test_half_of_a_period_that_is_over_is_its_anchor() -> None:
    assert TABLE.half_time(date(2026, 3, 10), date(2026, 3, 2)) == date(2026, 3, 10)


@given(KNOWN, PERIODS)
def test_after_half_time_no_more_is_left_than_before_it(anchor: date, period: int) -> None:
    due = TABLE.due_after(anchor, period).day
    half = TABLE.half_time(anchor, due)
    assert 0 <= TABLE.days_left(anchor, half) - TABLE.days_left(half, due) <= 1


def test_the_day_before_is_the_last_working_day_before() -> None:
    assert TABLE.day_before(date(2026, 2, 24)) == date(2026, 2, 14)
    assert TABLE.day_before(date(2026, 3, 10)) == date(2026, 3, 9)


def test_the_days_of_a_period_are_told_one_by_one_with_their_names() -> None:
    assert list(TABLE.days_between(date(2026, 2, 13), date(2026, 2, 15))) == [
        (date(2026, 2, 13), True, ""),
        (date(2026, 2, 14), True, "春节调休"),
        (date(2026, 2, 15), False, "春节"),
    ]
    assert list(TABLE.days_between(date(2026, 2, 15), date(2026, 2, 14))) == []


def test_a_table_of_no_exceptions_knows_weekends() -> None:
    assert BARE.due_after(date(2026, 9, 30), 1).day == date(2026, 10, 1)
