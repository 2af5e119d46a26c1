"""R08, case by case as the page about deadlines shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import deadline_kept, differences
from rules.findings import Finding, Severity
from rules.floor import softened
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.rules.deadline_cases import KEPT, LONGER, NOT_COMPARABLE, TWENTY
from values.entry import EntryContent, EntryState
from values.vocabulary import Origin


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
