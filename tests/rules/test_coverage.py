"""R06 and R17 as tables: content elements and levels of the standard, and who answers for them."""

from dataclasses import replace

import pytest

from rules.check import check
from rules.coverage import elements_covered
from rules.grounds import Grounds
from tests.rules.floor_cases import ELEMENTS, judged, local, saying, standard, told
from values.entry import EntryState
from values.vocabulary import Level, Origin, Presence

ROW = local(standard()).states["u"]
W, L = ["u content_elements warning"], "u levels warning"

KEPT = [
    (ELEMENTS, []),
    (tuple(reversed(ELEMENTS)), []),
    ((*ELEMENTS, "受理窗口"), []),
    (("1.补贴对象", "2.补贴标准", "3.办理流程", "4.咨询电话"), []),
    (("補貼對象", "補貼標準", "辦理流程", "咨詢電話"), []),
    (("补贴 对象", "补贴标准；", "（办理流程）", "咨询电话。"), []),
]
LACKING = [
    (ELEMENTS[:3], W),
    (ELEMENTS[1:], W),
    ((), W),
]
BORDERLINE = [
    (("补贴对象及标准", "办理流程", "咨询电话"), W),
    (("补贴对象", "补贴标准", "流程", "咨询电话"), W),
    (("补贴对象", "补贴标准", "办理流程（网上）", "咨询电话"), W),
    ((*ELEMENTS, ""), []),
]
"""What stands within another element is not named for itself."""


@pytest.mark.parametrize(("own", "found"), [*KEPT, *LACKING, *BORDERLINE])
def test_the_elements_cover_the_standards(own: tuple[str, ...], found: list[str]) -> None:
    assert told(judged("R06", saying(ROW, content_elements=own))) == found


C, T, V, CITY = Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE, Level.CITY
LEVELS_KEPT = [
    ((C,), (C,), []),
    ((C, T), (T, C), []),
    ((C, T, V), (C, T, V), []),
    ((C,), (C, T, V), []),
]
LEVELS_LACKING = [
    ((C, T), (C,), [L]),
    ((C, T, V), (C,), [L, L]),
    ((C, T), (), [L, L]),
]
LEVELS_BORDERLINE = [
    ((), (C,), []),
    ((), (), []),
    ((CITY, C), (C,), [L]),
    ((V,), (T,), [L]),
]
"""The standard marks nothing, or marks what no county is; one level does not stand for another."""


@pytest.mark.parametrize(("theirs", "own", "found"), [*LEVELS_KEPT, *LEVELS_LACKING, *LEVELS_BORDERLINE])
def test_the_levels_cover_the_standards(
    theirs: tuple[Level, ...], own: tuple[Level, ...], found: list[str]
) -> None:
    above = standard(levels=theirs)
    assert told(judged("R17", saying(local(above).states["u"], levels=own), upstream=above)) == found


def part(entry: str, *elements: str) -> EntryState:
    return replace(saying(ROW, content_elements=elements), entry=entry)


def child(entry: str, *elements: str) -> EntryState:
    return replace(part(entry, *elements), parent="u", origin=Origin.REFINEMENT, upstream_entry=None)


def test_the_parts_of_a_split_row_cover_its_entry_together_and_one_answers() -> None:
    first, second = part("a", *ELEMENTS[:2]), part("b", *ELEMENTS[2:])
    assert judged("R06", ROW.ended, first, second) == []
    assert told(judged("R06", ROW.ended, first, part("b", ELEMENTS[2]))) == [
        "a content_elements warning",
        "u content_elements warning",
    ]


def test_a_heading_covers_its_entry_with_what_is_below_it() -> None:
    assert judged("R06", ROW, child("a", *ELEMENTS[:2]), child("b", *ELEMENTS[2:])) == []
    assert told(judged("R06", ROW, child("a", *ELEMENTS[:2]))) == W


def test_a_row_below_answers_for_what_it_takes_away() -> None:
    above = standard()
    before = local(above).after([child("a", *ELEMENTS[:2]), child("b", *ELEMENTS[2:])])
    lost = child("b", ELEMENTS[2])
    grounds = Grounds(sheet=before.after([lost]), upstream=above, published=before.states)
    found = [one for one in check(grounds, frozenset(["b"])) if one.rule == "R06"]
    assert told(found) == ["b content_elements warning"]
    gone = Grounds(sheet=before.after([child("b").ended]), upstream=above, published=before.states)
    found = [one for one in check(gone, frozenset(["b"])) if one.rule == "R06"]
    assert told(found) == ["b content_elements warning"]


def test_a_row_that_is_left_out_answers_only_for_what_it_stood_for_itself() -> None:
    upstream = standard()
    sheet = local(upstream)
    shorter = saying(sheet.states["u"], content_elements=ELEMENTS[:3])
    own = replace(sheet.states["v"], upstream_entry=None, origin=Origin.SUPPLEMENT)
    left = replace(own, upstream_entry="U", presence=Presence.LEFT_OUT)
    grounds = Grounds(
        sheet=sheet.after([shorter, left]), upstream=upstream, published={"u": shorter, "v": own}
    )
    assert list(elements_covered(left, grounds)) == []
