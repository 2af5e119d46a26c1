"""Clocks and days as Shanghai counts them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from values.clock import SHANGHAI, FrozenClock, SystemClock, end_of_day, shanghai_day, start_of_day

SUMMER = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def test_the_machines_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_frozen_clock_stands_until_it_is_moved() -> None:
    clock = FrozenClock(SUMMER)
    assert clock.now() == clock.now() == SUMMER
    clock.advance(timedelta(days=1))
    assert clock.now() == SUMMER + timedelta(days=1)


def test_a_frozen_clock_tells_utc_wherever_it_was_set() -> None:
    clock = FrozenClock(SUMMER.astimezone(SHANGHAI))
    assert (clock.now(), clock.now().tzinfo) == (SUMMER, UTC)


def test_a_clock_is_not_set_to_a_moment_without_time_zone() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        FrozenClock(datetime(2026, 7, 1))  # noqa: DTZ001


def test_the_day_in_shanghai_begins_at_sixteen_hours_utc() -> None:
    assert shanghai_day(SUMMER) == date(2026, 7, 2)
    assert shanghai_day(SUMMER - MICROSECOND) == date(2026, 7, 1)


def test_a_moment_without_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        shanghai_day(datetime(2026, 7, 1))  # noqa: DTZ001


@given(st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)))
def test_a_day_reaches_from_its_start_to_its_end_and_days_leave_no_gap(day: date) -> None:
    start, end = start_of_day(day), end_of_day(day)
    assert start.tzinfo is end.tzinfo is UTC
    assert shanghai_day(start) == shanghai_day(end) == day
    assert end + MICROSECOND == start_of_day(day + timedelta(days=1))


@given(st.dates())
@example(date.min)
@example(date.max)
def test_every_day_that_can_be_typed_has_a_start_and_an_end(day: date) -> None:
    assert start_of_day(day) < end_of_day(day)
