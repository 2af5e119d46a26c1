"""Days and moments as people write them, and what is none."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.written_day import day_written, moment_written

DAY = date(2026, 7, 1)
WAYS = ["2026-07-01", "2026-7-1", "2026年7月1日", "2026年07月01日", "2026/7/1", "2026.07.01", "20260701"]
TYPED = [" 2026-07-01 ", "２０２６年７月１日", "2026 年 7 月 1 日", "2026年7月1号", "2026年7月1"]


@pytest.mark.parametrize("text", [*WAYS, *TYPED])
def test_a_day_is_read_whichever_way_it_is_written(text: str) -> None:
    assert day_written(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "07/01/2026",
        "2026-13-01",
        "2026-02-30",
        "26-7-1",
        "2026-07",
        "2026年7月",
        "2026071",
        "2026-07-01x",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_written(text)


@pytest.mark.parametrize("day", WAYS)
@pytest.mark.parametrize("clock", [" 9:00", "T09:00", " 09：00", " 9时", " 9点00分", " 09:00:00"])
def test_a_moment_is_a_day_with_hours(day: str, clock: str) -> None:
    assert moment_written(day + clock) == datetime(2026, 7, 1, 9)  # noqa: DTZ001 - whose clock it is, others say


def test_an_offset_is_kept() -> None:
    offset = timezone(timedelta(hours=8))
    assert moment_written("2026-07-01T09:00+08:00") == datetime(2026, 7, 1, 9, tzinfo=offset)


@pytest.mark.parametrize(
    "text", ["", "2026-07-01", "2026年7月1日", "9:00", "2026-07-01 25:00", "2026-02-30 9:00"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moment_written(text)


@given(st.dates())
def test_every_day_is_read_as_it_is_shown(day: date) -> None:
    assert day_written(day.isoformat()) == day


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    for read in (day_written, moment_written):
        try:
            read(text)
        except (ValueError, OverflowError):
            continue
