"""R15: published within 20 working days of the trigger, by the PRC's holidays and make-up days."""

from datetime import date

import pytest

from rules.check import check
from rules.findings import Finding, Severity
from rules.grounds import Grounds, Paper
from rules.sheet import Sheet
from rules.timeliness import timeliness
from tests.sources import ROOT
from values.workdays import load_table

TABLE = load_table(ROOT / "data" / "working_days.json")


def found(trigger: date | None, published: date | None) -> list[Finding]:
    grounds = Grounds(
        sheet=Sheet({}), published_on=published, working_days=TABLE, paper=Paper(trigger_date=trigger)
    )
    return list(check(grounds, frozenset()))


LAST_DAYS = {
    "nothing between": ("2026-03-02", "2026-03-30"),
    "on a Friday": ("2026-03-06", "2026-04-03"),
    "on a Saturday": ("2026-03-07", "2026-04-03"),
    "on a Sunday": ("2026-03-08", "2026-04-03"),
    "Qingming on the last day": ("2026-03-09", "2026-04-07"),
    "Spring Festival, and both make-up days": ("2026-01-26", "2026-02-28"),
    "the make-up Saturday is the trigger's day": ("2026-02-14", "2026-03-20"),
    "within Spring Festival": ("2026-02-18", "2026-03-20"),
    "Labour Day, and the make-up Saturday": ("2026-04-20", "2026-05-20"),
    "Dragon Boat Festival": ("2026-06-01", "2026-06-30"),
    "Mid-Autumn and National Day": ("2026-09-14", "2026-10-16"),
    "into a year that is known": ("2025-12-15", "2026-01-13"),
}
"""What lies between → trigger and the last day."""


@pytest.mark.parametrize("what", LAST_DAYS)
def test_r15_the_last_day_is_in_time_and_the_day_after_is_not(what: str) -> None:
    trigger, last = (date.fromisoformat(day) for day in LAST_DAYS[what])
    assert found(trigger, last) == found(trigger, trigger) == []
    (one,) = found(trigger, date.fromordinal(last.toordinal() + 1))
    assert (one.rule, one.severity, one.entry, one.field) == ("R15", Severity.WARNING, "", "publication")
    assert (one.clause, one.key) == ("N4.1", f"R15:publication:{last}")
    assert f"working days was {last}: publish at once" in one.message.in_english()


def test_r15_an_answer_holds_on_the_days_after() -> None:
    keys = {found(date(2026, 3, 2), date(2026, 4, day))[0].key for day in range(1, 30)}
    assert len(keys) == 1


def test_r15_says_where_the_last_day_is_guessed() -> None:
    (one,) = found(date(2026, 12, 20), date(2027, 3, 1))
    assert "2027-01-15, counted by weekends alone" in one.message.in_english()


NOT_ASKED = {
    "a trigger that is missing": (None, date(2026, 3, 2)),
    "a publication that is not thought of": (date(2026, 3, 2), None),
    "a publication before the trigger": (date(2026, 3, 2), date(2026, 3, 1)),
    "the end of the calendar": (date.max, date.max),
    "shortly before the end of the calendar": (date(9999, 12, 20), date.max),
}


@pytest.mark.parametrize("what", NOT_ASKED)
def test_r15_finds_nothing_where_no_day_is_passed(what: str) -> None:
    assert found(*NOT_ASKED[what]) == []


def test_r15_asks_proposals_only_and_with_a_table() -> None:
    day, late = date(2026, 3, 2), date(2026, 9, 1)
    paper = Paper(trigger_date=day)
    without = [
        Grounds(sheet=Sheet({}), published_on=late, working_days=TABLE),
        Grounds(sheet=Sheet({}), published_on=late, paper=paper),
    ]
    assert [list(check(one, frozenset())) for one in without] == [[], []]
    assert list(timeliness(without[0])) == []
