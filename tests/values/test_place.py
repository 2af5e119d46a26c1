"""When a published place is overdue: by the period of its row, and by what the row promises anew."""

from datetime import date

import pytest

from values.deadlines.deadline import Every
from values.deadlines.reading import deadlines_of
from values.place import DEAD, Evidence, Expected, PlaceOutcome, due_after, fresh_until, period_of
from values.workdays import WorkingDayTable

TABLE = WorkingDayTable(exceptions={}, names={}, first_year=2026, last_year=2026)
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 2)
AMENDED = Expected(amended_on=MARCH, due_on=date(2026, 3, 30))


@pytest.mark.parametrize(
    ("expected", "seen", "until"),
    [
        (Expected(), Evidence(first_read_on=JANUARY), None),
        (Expected(every=Every.QUARTER), Evidence(), None),
        (Expected(every=Every.QUARTER), Evidence(first_read_on=JANUARY), date(2026, 4, 18)),
        (Expected(every=Every.QUARTER), Evidence(first_read_on=MARCH, dated_on=JANUARY), date(2026, 4, 18)),
        (
            Expected(every=Every.QUARTER),
            Evidence(first_read_on=JANUARY, modified_on=JANUARY, changed_on=MARCH),
            date(2026, 6, 17),
        ),
        # The row promises something else since; the page was seen before and has not changed.
        (AMENDED, Evidence(first_read_on=JANUARY), AMENDED.due_on),
        (AMENDED, Evidence(first_read_on=JANUARY, changed_on=MARCH), None),
        (AMENDED, Evidence(first_read_on=JANUARY, dated_on=JANUARY), AMENDED.due_on),
        # It was first seen afterwards, and nothing says how old it is.
        (AMENDED, Evidence(first_read_on=date(2026, 3, 3)), None),
        (AMENDED, Evidence(first_read_on=date(2026, 3, 3), dated_on=JANUARY), AMENDED.due_on),
        (AMENDED, Evidence(), None),
        (
            Expected(every=Every.MONTH, amended_on=MARCH, due_on=AMENDED.due_on),
            Evidence(first_read_on=JANUARY),
            date(2026, 2, 11),
        ),
    ],
)
def test_a_place_is_fresh_until_a_day(expected: Expected, seen: Evidence, until: date | None) -> None:
    assert fresh_until(expected, seen) == until


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("每季度首月10日前公开", Every.QUARTER),
        ("每月更新，每年汇总公开", Every.MONTH),
        ("20个工作日内公开", None),
        ("长期公开", None),
    ],
)
def test_a_period_is_read_from_the_deadline(text: str, every: Every | None) -> None:
    assert period_of(deadlines_of(text)) is every


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("自信息形成或变更之日起20个工作日内公开", date(2026, 3, 30)),
        ("3个工作日内公开", date(2026, 3, 5)),
        ("7日内公开", date(2026, 3, 9)),
        ("及时公开", date(2026, 3, 30)),
        ("60个工作日内公开", date(2026, 3, 30)),
        ("5个工作日内办理", date(2026, 3, 30)),
        ("", date(2026, 3, 30)),
    ],
)
def test_a_place_follows_within_the_rows_own_time_or_the_statutory_one(text: str, due: date) -> None:
    assert due_after(deadlines_of(text), MARCH, TABLE) == due


def test_what_cannot_be_told_is_neither_dead_nor_there() -> None:
    unsure = {PlaceOutcome.TURNED_AWAY, PlaceOutcome.MADE_BY_SCRIPTS, PlaceOutcome.NOT_ALLOWED}
    assert not any(one.is_dead or one.is_open or one.fails for one in unsure)
    assert all(one.is_dead and one.fails for one in DEAD)
    assert PlaceOutcome.EMPTY.fails
    assert not PlaceOutcome.EMPTY.is_dead
