"""Periods: a table of cases over holidays and pauses, and what always holds (decision 19)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import ROOT
from values.periods import Pause, PauseReason, Period, PeriodKind, PeriodState, next_due, reckon
from values.workdays import load_table

TABLE = load_table(ROOT / "data" / "working_days.json")


def on(text: str) -> date:
    return date.fromisoformat(text)


def pause(since: str, until: str | None) -> Pause:
    return Pause(since=on(since), until=on(until) if until else None, reason=PauseReason.RETURNED)


# Anchor, working days, pauses, done on, today → last day, days left, days that stood still, state.
CASES = {
    "three days within a week": ("2026-03-02", 3, (), None, "2026-03-03", "2026-03-05", 2, 0, "running"),
    "over a weekend": ("2026-03-05", 3, (), None, "2026-03-06", "2026-03-10", 2, 0, "running"),
    "over the National Day": ("2025-09-29", 3, (), None, "2025-09-30", "2025-10-10", 2, 0, "running"),
    "a make-up Sunday counts": ("2025-09-26", 1, (), None, "2025-09-26", "2025-09-28", 1, 0, "running"),
    "the last day itself": ("2026-03-02", 3, (), None, "2026-03-05", "2026-03-05", 0, 0, "running"),
    "overdue": ("2026-03-02", 3, (), None, "2026-03-09", "2026-03-05", -2, 0, "running"),
    "kept": ("2026-03-02", 3, (), "2026-03-04", "2026-04-01", "2026-03-05", 1, 0, "kept"),
    "missed": ("2026-03-02", 3, (), "2026-03-06", "2026-04-01", "2026-03-05", -1, 0, "missed"),
    "returned for two working days": (
        "2026-03-02", 3, (("2026-03-03", "2026-03-05"),), None, "2026-03-06", "2026-03-09", 1, 2, "running",
    ),
    "returned on a holiday only": (
        "2025-09-29", 3, (("2025-10-01", "2025-10-08"),), None, "2025-10-09", "2025-10-10", 1, 0, "running",
    ),
    "returned and back on one day": (
        "2026-03-02", 3, (("2026-03-03", "2026-03-03"),), None, "2026-03-03", "2026-03-05", 2, 0, "running",
    ),
    "twice returned": (
        "2026-03-02", 3, (("2026-03-03", "2026-03-04"), ("2026-03-05", "2026-03-06")), None,
        "2026-03-06", "2026-03-09", 1, 2, "running",
    ),
    "still returned": ("2026-03-02", 3, (("2026-03-03", None),), None, "2026-03-06", "2026-03-10", 2, 3, "paused"),
    "returned when it was overdue already": (
        "2026-03-02", 3, (("2026-03-09", None),), None, "2026-03-13", "2026-03-05", -6, 0, "paused",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_period_ends_where_it_should(case: str) -> None:
    anchor, days, pauses, ended, today, due, left, stood, state = CASES[case]
    period = Period(
        kind=PeriodKind.REVIEW,
        working_days=days,
        anchored_on=on(anchor),
        pauses=tuple(pause(*one) for one in pauses),
        ended_on=on(ended) if ended else None,
    )
    found = reckon(period, TABLE, on(today))
    assert found.due is not None
    assert (found.due.day, found.days_left, found.paused_days, found.state) == (on(due), left, stood, state)
    assert not found.due.guessed


def test_a_period_whose_anchor_is_to_come_has_no_last_day() -> None:
    period = Period(kind=PeriodKind.APPROVAL, working_days=5, anchored_on=None)
    found = reckon(period, TABLE, on("2026-03-02"))
    assert (found.state, found.due) == (PeriodState.AHEAD, None)


def test_beyond_the_table_it_is_said_that_weekends_alone_were_counted() -> None:
    far = date(TABLE.last_year, 12, 30)
    found = reckon(Period(kind=PeriodKind.REVIEW, working_days=5, anchored_on=far), TABLE, far)
    assert found.due is not None
    assert found.due.guessed


def test_what_ends_first_is_next_and_what_is_done_is_not() -> None:
    anchor, today = on("2026-03-02"), on("2026-03-03")
    periods = [
        Period(kind=PeriodKind.REVIEW, working_days=1, anchored_on=anchor, ended_on=today),
        Period(kind=PeriodKind.STATUTORY, working_days=20, anchored_on=anchor),
        Period(kind=PeriodKind.APPROVAL, working_days=5, anchored_on=anchor),
        Period(kind=PeriodKind.PUBLICATION, working_days=3, anchored_on=None),
    ]
    found = next_due(reckon(one, TABLE, today) for one in periods)
    assert found is not None
    assert found.period.kind is PeriodKind.APPROVAL
    assert next_due([reckon(periods[0], TABLE, today)]) is None


DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 30))


@given(
    anchor=DAYS,
    days=st.integers(0, 30),
    begin=st.integers(0, 20),
    long=st.integers(0, 30),
    more=st.integers(0, 30),
)
def test_a_longer_pause_never_brings_the_last_day_forward(
    anchor: date, days: int, begin: int, long: int, more: int
) -> None:
    since = anchor + timedelta(days=begin)
    ends = []
    for length in (long, long + more):
        stood = Pause(since=since, until=since + timedelta(days=length), reason=PauseReason.CONSULTED)
        period = Period(kind=PeriodKind.REVIEW, working_days=days, anchored_on=anchor, pauses=(stood,))
        due = reckon(period, TABLE, since + timedelta(days=60)).due
        assert due is not None
        ends.append(due.day)
    assert TABLE.due_after(anchor, days).day <= ends[0] <= ends[1]


@given(anchor=DAYS, days=st.integers(0, 30), today=DAYS)
def test_what_is_left_counts_down_to_the_last_day(anchor: date, days: int, today: date) -> None:
    found = reckon(Period(kind=PeriodKind.STATUTORY, working_days=days, anchored_on=anchor), TABLE, today)
    assert found.due is not None
    if found.days_left > 0:
        assert TABLE.due_after(today, found.days_left).day <= found.due.day
    elif found.days_left < 0:
        assert found.due.day < today
