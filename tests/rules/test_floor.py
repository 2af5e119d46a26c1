"""How far a finding stands where what it compares with is a reconstruction (重建稿，待核): at most as a warning."""

from dataclasses import replace

import pytest

from rules.findings import Finding, Severity
from rules.floor import softened
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.rules.floor_cases import local, own_of, standard
from values.messages import Message

CASES = {
    "the deadline was inferred, and is missed": ("inferred", Severity.ERROR, (Severity.WARNING, True)),
    "the deadline was recalled, and a warning stays one": (
        "recalled",
        Severity.WARNING,
        (Severity.WARNING, True),
    ),
    "what was a hint is not made a warning": ("inferred", Severity.HINT, (Severity.HINT, True)),
    "a copy that is not official is not sure": (
        "seen on an unofficial copy",
        Severity.ERROR,
        (Severity.WARNING, True),
    ),
    "the official page was seen": ("seen", Severity.ERROR, (Severity.ERROR, False)),
    "nothing is said of where it was seen": ("", Severity.ERROR, (Severity.ERROR, False)),
}


def found(severity: Severity) -> Finding:
    return Finding(
        rule="R08",
        severity=severity,
        entry="u",
        field="deadline",
        clause="二（二）",
        message=Message("公开时限长于标准。"),
        against="U",
    )


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_finding_stands_as_surely_as_the_standard_is_known(case: str, *, is_elsewhere: bool) -> None:
    provenance, severity, expected = CASES[case]
    above = standard(provenance={"deadline": provenance} if provenance else {})
    grounds = Grounds(sheet=local(above), upstream=above)
    if is_elsewhere:
        grounds = replace(grounds, upstream=Sheet({}), elsewhere=above)
    stands = softened(found(severity), grounds)
    assert (stands.severity, stands.is_reconstructed) == expected


def test_a_row_that_adapts_a_heading_of_the_standard_keeps_none_of_its_rows() -> None:
    upstream = standard()
    row = replace(own_of(upstream.states["U"]), upstream_entry="H", parent=None)
    assert Grounds(sheet=Sheet({"u": row}), upstream=upstream).floor_of(row) is None


def test_a_row_below_rows_that_stand_under_one_another_keeps_nothing() -> None:
    upstream = standard()
    own = [
        replace(own_of(upstream.states["U"]), entry=entry, parent=parent, upstream_entry=None)
        for entry, parent in (("a", "b"), ("b", "c"), ("c", "b"))
    ]
    sheet = Sheet({one.entry: one for one in own})
    assert Grounds(sheet=sheet, upstream=upstream).floor_of(own[0]) is None
