"""Each rule of the Notice has at least ten cases, and among them what passes, what fails, and what lies between."""

from collections.abc import Sized

import pytest

from rules.rulebook import RULES
from tests.rules import bases_cases, completeness_cases, content_cases, deadline_cases, structure_cases
from tests.rules import test_audience_and_mode as audience_and_mode
from tests.rules import test_coverage as coverage
from tests.rules import test_overlap as overlap
from tests.rules import test_place as place
from tests.rules import test_presence as presence
from tests.rules import test_timeliness as timeliness

TABLES: dict[str, tuple[Sized, Sized, Sized]] = {
    "R01": (structure_cases.PASSING, structure_cases.FAILING, structure_cases.BORDERLINE),
    "R02": (overlap.PASSING, overlap.FAILING, overlap.BORDERLINE),
    "R03": (presence.BEARS_OUT, presence.DOES_NOT, presence.BORDERLINE),
    "R04": (place.SAME, place.OTHER, place.BORDERLINE),
    "R05": (completeness_cases.PASSING, completeness_cases.FAILING, completeness_cases.BORDERLINE),
    "R06": (coverage.KEPT, coverage.LACKING, coverage.BORDERLINE),
    "R07": (bases_cases.PASSING, bases_cases.FAILING, bases_cases.BORDERLINE),
    "R08": tuple(
        deadline_cases.all_of(one)
        for one in (deadline_cases.KEPT, deadline_cases.LONGER, deadline_cases.NOT_COMPARABLE)
    ),
    "R09": (
        content_cases.CHANNELS_KEPT,
        content_cases.CHANNELS_LACKING,
        content_cases.CHANNELS_IN_OTHER_WORDS,
    ),
    "R10": (audience_and_mode.AUDIENCES, audience_and_mode.NARROWER, audience_and_mode.NEARLY),
    "R11": (audience_and_mode.MODES, audience_and_mode.LESS, audience_and_mode.UNDECIDED),
    "R12": (content_cases.GUIDES_COMPLETE, content_cases.GUIDES_LACKING, content_cases.GUIDES_BORDERLINE),
    "R13": (
        content_cases.MATERIALS_KEPT,
        content_cases.MATERIALS_BEYOND,
        content_cases.MATERIALS_BORDERLINE,
    ),
    "R14": (content_cases.INTERPRETED, content_cases.NOT_INTERPRETED, content_cases.NOT_ASKED),
    # Each of these last days is in time, and the day after it is late.
    "R15": (timeliness.LAST_DAYS, timeliness.LAST_DAYS, timeliness.NOT_ASKED),
    "R16": (content_cases.OTHER_NUMBERS, content_cases.NUMBERS_OF_PERSONS, content_cases.NUMBERS_NEARLY),
    "R17": (coverage.LEVELS_KEPT, coverage.LEVELS_LACKING, coverage.LEVELS_BORDERLINE),
}


def test_every_rule_of_the_notice_has_its_tables() -> None:
    assert list(TABLES) == [one.id for one in RULES if one.id.startswith("R")]


@pytest.mark.parametrize("rule", TABLES)
def test_a_rule_has_ten_cases_of_all_three_kinds(rule: str) -> None:
    kinds = [len(table) for table in TABLES[rule]]
    assert min(kinds) >= 3
    assert sum(kinds) >= 10
