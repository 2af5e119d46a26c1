"""R04 as tables: what an adapted row may be called, and where it may stand."""

from dataclasses import replace

import pytest

from rules.findings import digest
from tests.rules.floor_cases import judged, local, saying, standard, told
from values.entry import EntryContent, EntryState
from values.vocabulary import Origin

SAME = [
    "公益性岗位补贴申领",
    "2.1公益性岗位补贴申领",
    "（一）公益性岗位补贴申领",
    "公益性岗位 补贴申领",
    "公益性崗位補貼申領",
    "公益性岗位补贴申领。",
    " 公益性岗位补贴申领\n",
]
OTHER = [
    "公益性岗位补贴",
    "公益性岗位补贴申请",
    "公益岗补贴申领",
    "城镇公益性岗位补贴申领",
    "补贴申领",
    "公益性岗位社会保险补贴申领",
    "乡村公益性岗位申领",
]
BORDERLINE = {
    "公益性岗位补贴（申领）": [],
    "公益性岗位补贴申领（社保）": ["u name warning"],
    "一、公益性岗位补贴申领": [],
    "一公益性岗位补贴申领": ["u name warning"],
    "公益性岗位补贴申领1": ["u name warning"],
    "": [],
    "—": ["u name warning"],
}
"""A bracket is nothing and what stands in it is something; a number counts in front alone; no name at all is R05's."""


@pytest.mark.parametrize("name", SAME)
def test_a_name_written_differently_is_the_same(name: str) -> None:
    assert judged("R04", saying(local(standard()).states["u"], name=name)) == []


@pytest.mark.parametrize("name", OTHER)
def test_another_name_is_a_warning(name: str) -> None:
    assert told(judged("R04", saying(local(standard()).states["u"], name=name))) == ["u name warning"]


@pytest.mark.parametrize("name", BORDERLINE)
def test_a_name_is_compared_by_what_it_says(name: str) -> None:
    assert told(judged("R04", saying(local(standard()).states["u"], name=name))) == BORDERLINE[name]


ROW = local(standard()).states["u"]
PLACES = {
    "as in the standard": (replace(ROW, rank="9"), []),
    "under the other heading": (replace(ROW, parent="k"), ["u parent warning"]),
    "on level 1": (replace(ROW, parent=None), ["u parent warning"]),
    "under a row that is not there": (replace(ROW, parent="nowhere"), ["u parent warning"]),
    "under another row": (replace(ROW, parent="v"), ["u parent warning"]),
    "a supplement stands where it likes": (
        replace(ROW, entry="own", parent="k", origin=Origin.SUPPLEMENT, upstream_entry=None),
        [],
    ),
    "of an entry that the standard dropped": (replace(ROW, parent="k", upstream_entry="gone"), []),
    "a heading under another": (replace(local(standard()).states["h"], parent="k"), ["h parent warning"]),
}


@pytest.mark.parametrize("where", PLACES)
def test_a_row_stands_under_the_row_that_adapts_the_standards_parent(where: str) -> None:
    row, found = PLACES[where]
    assert told(judged("R04", row)) == found


def test_a_place_under_a_heading_of_ones_own_is_another() -> None:
    heading = EntryState(entry="mine", parent=None, rank="5", content=EntryContent(name="就业援助"))
    assert told(judged("R04", heading, replace(ROW, parent="mine"))) == ["u parent warning"]


def test_another_name_is_another_finding_so_that_its_answer_ends() -> None:
    keys = {one.key for name in OTHER for one in judged("R04", saying(ROW, name=name))}
    assert len(keys) == len(OTHER)


def test_an_uncertain_name_is_labelled() -> None:
    above = standard(provenance={"name": "recalled"})
    found = judged("R04", saying(replace(ROW, parent="k"), name="甲"), upstream=above)
    assert [(one.field, one.is_reconstructed) for one in found] == [("name", True), ("parent", True)]


def test_a_row_that_was_moved_to_the_top_is_answered_for_between_no_heading_and_the_standards() -> None:
    (found,) = judged("R04", replace(local(standard()).states["u"], parent=None))
    assert (found.field, found.about) == ("parent", digest("", "H"))
