"""R08 and R15, case by case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import deadline_kept, differences
from rules.findings import Finding, Severity
from rules.floor import softened
from rules.grounds import Grounds, Paper
from rules.sheet import Sheet
from rules.timeliness import timeliness
from tests.rules.deadline_cases import IN_TIME, KEPT, LATE, LONGER, NOT_COMPARABLE, TWENTY
from tests.sources import ROOT
from values.entry import EntryContent, EntryState
from values.vocabulary import Origin
from values.workdays import load_table

TABLE = load_table(ROOT / "data" / "working_days.json")


def found(own: str, standard: str, provenance: str = "https://example.gov.example") -> list[Finding]:
    above = EntryState(
        entry="upstream",
        parent=None,
        rank="5",
        content=EntryContent(name="事项", deadline=standard, provenance={"deadline": provenance}),
    )
    row = EntryState(
        entry="row",
        parent=None,
        rank="5",
        content=EntryContent(name="事项", deadline=own),
        origin=Origin.ADAPTED,
        upstream_entry="upstream",
    )
    grounds = Grounds(sheet=Sheet({"row": row}), upstream=Sheet({"upstream": above}))
    return [softened(one, grounds) for one in deadline_kept(row, grounds)]


def severities(findings: list[Finding]) -> set[Severity]:
    return {one.severity for one in findings}


@pytest.mark.parametrize("pair", KEPT, ids=" / ".join)
def test_a_deadline_that_keeps_the_standards_passes(pair: tuple[str, str]) -> None:
    assert found(*pair) == []


@pytest.mark.parametrize("pair", LONGER, ids=" / ".join)
def test_a_longer_deadline_or_a_shorter_notice_is_an_error(pair: tuple[str, str]) -> None:
    assert Severity.ERROR in severities(found(*pair))


@pytest.mark.parametrize("pair", NOT_COMPARABLE, ids=" / ".join)
def test_what_cannot_be_compared_says_so(pair: tuple[str, str]) -> None:
    findings = found(*pair)
    assert severities(findings) == {Severity.WARNING}
    assert all("not comparable" in one.message.in_english() for one in findings)


@pytest.mark.parametrize("pair", LONGER, ids=" / ".join)
def test_against_a_reconstruction_it_is_at_most_a_warning(pair: tuple[str, str]) -> None:
    findings = found(*pair, provenance="inferred")
    assert severities(findings) == {Severity.WARNING}
    assert all(one.is_reconstructed for one in findings)


@pytest.mark.parametrize(("own", "standard"), [("", TWENTY), (TWENTY, ""), (" ", " ")])
def test_a_missing_deadline_is_not_found_twice(own: str, standard: str) -> None:
    assert found(own, standard) == []


@given(st.text(), st.text())
def test_any_two_texts_are_compared_and_equal_ones_are_equal(own: str, standard: str) -> None:
    assert [one for one in differences(own, own) if one[0] is Severity.ERROR] == []
    assert found(own, own) == []
    list(differences(own, standard))


@given(st.integers(1, 300), st.integers(1, 300))
def test_a_longer_one_is_always_found_and_a_shorter_one_never(own: int, standard: int) -> None:
    told = found(f"{own}个工作日内公开", f"{standard}个工作日内公开")
    assert bool(told) is (own > standard)


def late(trigger: date | None, published: date | None) -> list[Finding]:
    grounds = Grounds(
        sheet=Sheet({}), paper=Paper(trigger_date=trigger), published_on=published, working_days=TABLE
    )
    return list(timeliness(grounds))


@pytest.mark.parametrize(("trigger", "published"), IN_TIME)
def test_a_publication_within_twenty_working_days_is_in_time(trigger: date, published: date) -> None:
    assert late(trigger, published) == []


@pytest.mark.parametrize(("trigger", "published", "last"), LATE)
def test_a_later_publication_is_a_warning_with_its_last_day(
    trigger: date, published: date, last: date
) -> None:
    (one,) = late(trigger, published)
    assert (one.severity, one.entry, one.field, one.about) == (
        Severity.WARNING,
        "",
        "publication",
        str(last),
    )
    assert str(last) in one.message.in_english()


def test_days_beyond_the_table_are_said_to_be_guessed() -> None:
    (one,) = late(date(TABLE.last_year + 1, 3, 1), date(TABLE.last_year + 1, 12, 1))
    assert "not announced yet" in one.message.in_english()


@pytest.mark.parametrize(("trigger", "published"), [(None, date(2026, 3, 2)), (date(2026, 3, 2), None)])
def test_without_a_day_nothing_is_late(trigger: date | None, published: date | None) -> None:
    assert late(trigger, published) == []


def test_the_last_days_of_the_calendar_do_not_raise() -> None:
    assert late(date.max, date.max) == []
