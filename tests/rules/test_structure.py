"""R01: a row stands on level 1, 2 or 3 under a row that is listed, by the tables of `structure_cases`."""

import pytest

from rules.check import check
from rules.findings import Severity
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.rules.structure_cases import BORDERLINE, FAILING, PASSING, Case
from tests.world import content
from values.entry import EntryState
from values.vocabulary import Presence

CASES = {**PASSING, **FAILING, **BORDERLINE}


def sheet(case: Case, away: Presence) -> Sheet:
    return Sheet(
        {
            name: EntryState(
                entry=name,
                parent=above or None,
                rank="5",
                content=content(name, 1),
                presence=away if name in case.gone else Presence.PRESENT,
            )
            for name, above in case.rows.items()
        }
    )


@pytest.mark.parametrize("away", [Presence.CANCELLED, Presence.LEFT_OUT])
@pytest.mark.parametrize("what", CASES)
def test_r01_a_row_stands_under_a_row_that_is_listed(what: str, away: Presence) -> None:
    case = CASES[what]
    grounds = Grounds(sheet=sheet(case, away))
    found = [one for one in check(grounds, frozenset(case.changed)) if one.rule == "R01"]
    assert {one.entry for one in found} == case.found.keys()
    assert len(found) == len(case.found)
    for one in found:
        assert (one.severity, one.field, one.clause) == (Severity.ERROR, "parent", "N3.1")
        assert case.found[one.entry] in one.message.in_english()
