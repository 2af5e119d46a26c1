"""R01 and R05 as tables of cases: what is found on which field, and only on rows that are touched."""

from dataclasses import replace

import pytest

from rules.check import check
from rules.findings import Finding, Severity
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.world import content
from values.entry import AudienceOfEntry, EntryContent, EntryState, Mode
from values.vocabulary import Presence

FULL = content("就业政策法规咨询", 1)


def state(entry: str, parent: str | None = None, said: EntryContent = FULL) -> EntryState:
    return EntryState(entry=entry, parent=parent, rank="5", content=said)


def found(states: list[EntryState], touched: str) -> list[tuple[str, str, str]]:
    findings = check(Grounds(sheet=Sheet({one.entry: one for one in states})), frozenset(touched.split()))
    assert all(one.severity is Severity.ERROR and one.message.in_english() for one in findings)
    return [(one.rule, one.entry, one.field) for one in findings]


MISSING = {
    "name": {"name": " "},
    "content_elements": {"content_elements": ()},
    "legal_bases": {"legal_bases": ()},
    "deadline": {"deadline": "\n"},
    "disclosing_bodies": {"disclosing_bodies": ()},
    "channels": {"channels": ()},
    "audience": {"audience": AudienceOfEntry(all_society=False)},
    "mode": {"mode": Mode(proactive=False)},
    "levels": {"levels": ()},
}


@pytest.mark.parametrize("column", MISSING)
def test_r05_finds_each_empty_column_of_a_row(column: str) -> None:
    row = state("row", said=replace(FULL, **MISSING[column]))
    assert found([row], "row") == [("R05", "row", column)]


FILLED = {
    "the whole row": {},
    "a group": {"audience": AudienceOfEntry(all_society=False, groups=("失业人员",))},
    "on request": {"mode": Mode(proactive=False, on_request=True)},
    "withheld with its basis": {"mode": Mode(proactive=False, withheld=True, withheld_basis="第十四条")},
}


@pytest.mark.parametrize("what", FILLED)
def test_r05_finds_nothing_on_a_row_that_is_filled(what: str) -> None:
    assert found([state("row", said=replace(FULL, **FILLED[what]))], "row") == []


def test_r05_withheld_without_a_basis_is_no_mode() -> None:
    row = state("row", said=replace(FULL, mode=Mode(proactive=False, withheld=True, withheld_basis=" ")))
    assert found([row], "row") == [("R05", "row", "mode")]


def test_r05_asks_of_a_heading_its_name_only() -> None:
    rows = [state("heading", said=EntryContent(name="就业信息服务")), state("row", "heading")]
    assert found(rows, "heading row") == []
    assert found([replace(rows[0], content=EntryContent(name="")), rows[1]], "heading") == [
        ("R05", "heading", "name")
    ]


def test_r05_a_heading_whose_children_are_gone_is_a_row_again() -> None:
    heading = state("heading", said=EntryContent(name="就业信息服务"))
    gone = replace(state("row", "heading"), presence=Presence.CANCELLED)
    assert {field for _, _, field in found([heading, gone], "heading")} == set(MISSING) - {
        "name",
        "audience",
        "mode",
    }


def test_legacy_defects_of_untouched_rows_are_not_found() -> None:
    assert found([state("row", said=EntryContent(name="")), state("other")], "other") == []


def test_rows_that_are_not_shown_are_not_checked() -> None:
    row = replace(state("row", "nowhere", EntryContent(name="")), presence=Presence.CANCELLED)
    assert found([row], "row") == []


PARENTS = {
    "level 1": ({"a": None}, "a", True),
    "level 3": ({"a": None, "b": "a", "c": "b"}, "c", True),
    "level 4": ({"a": None, "b": "a", "c": "b", "d": "c"}, "d", False),
    "no parent": ({"a": "nowhere"}, "a", False),
    "its own parent": ({"a": "a"}, "a", False),
    "in a circle": ({"a": "b", "b": "a"}, "a", False),
}


@pytest.mark.parametrize("what", PARENTS)
def test_r01_a_row_stands_on_level_one_to_three_under_a_row_that_is_there(what: str) -> None:
    parents, touched, holds = PARENTS[what]
    rows = [state(entry, parent) for entry, parent in parents.items()]
    # What stands below the row is found as well: it loses its ground.
    assert (("R01", touched, "parent") in found(rows, touched)) is not holds
    assert {(rule, field) for rule, _, field in found(rows, touched)} <= {("R01", "parent")}


def test_r01_a_parent_that_is_left_out_is_no_parent() -> None:
    heading = replace(state("heading"), presence=Presence.LEFT_OUT)
    assert found([heading, state("row", "heading")], "row") == [("R01", "row", "parent")]


def test_a_finding_is_found_again_by_its_key() -> None:
    (one,) = check(
        Grounds(sheet=Sheet({"row": state("row", said=replace(FULL, deadline=""))})), frozenset(["row"])
    )
    assert isinstance(one, Finding)
    assert one.key == "R05:row:deadline"


def test_a_sheet_after_changes_has_them_and_leaves_the_first_as_it_was() -> None:
    sheet = Sheet({"a": state("a")})
    after = sheet.after([state("b", "a"), state("a", said=replace(FULL, name="新名"))])
    assert (after.states["a"].content.name, after.depth("b")) == ("新名", 2)
    assert set(sheet.states) == {"a"}
