"""R05: the columns of the official table are filled in, by the tables of `completeness_cases`."""

from dataclasses import replace

import pytest

from rules.check import check, check_whole
from rules.completeness import EMPTY_HEADING, MISSING, STOOD_EMPTY
from rules.findings import Finding, Severity
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.rules.completeness_cases import BORDERLINE, FAILING, PASSING
from tests.world import content
from values.entry import EntryContent, EntryState
from values.vocabulary import Presence

FULL = content("就业政策法规咨询", 1)
CASES = {**PASSING, **FAILING, **BORDERLINE}


def state(entry: str, parent: str | None = None, said: EntryContent = FULL) -> EntryState:
    return EntryState(entry=entry, parent=parent, rank="5", content=said)


def found(states: list[EntryState], touched: str) -> list[Finding]:
    grounds = Grounds(sheet=Sheet({one.entry: one for one in states}))
    return [one for one in check(grounds, frozenset(touched.split())) if one.rule == "R05"]


@pytest.mark.parametrize("what", CASES)
def test_r05_finds_each_column_that_is_not_filled_in(what: str) -> None:
    case = CASES[what]
    told = found([state("row", said=replace(FULL, **case.columns))], "row")
    assert [one.field for one in told] == list(case.missing)
    for one in told:
        assert (one.severity, one.entry, one.clause) == (Severity.ERROR, "row", "N3")
        assert one.message.id == MISSING[one.field]


def test_r05_asks_of_a_heading_its_name_only() -> None:
    heading, row = state("heading", said=EntryContent(name="就业信息服务")), state("row", "heading")
    assert found([heading, row], "heading row") == []
    nameless = replace(heading, content=EntryContent(name=""))
    assert [(one.entry, one.field) for one in found([nameless, row], "heading")] == [("heading", "name")]


def test_r05_a_heading_whose_rows_are_gone_and_that_says_something_is_a_row_again() -> None:
    heading = state("heading", said=EntryContent(name="就业信息服务", deadline="20个工作日"))
    gone = replace(state("row", "heading"), presence=Presence.CANCELLED)
    told = {one.field for one in found([heading, gone], "heading")}
    assert told == set(MISSING) - {"name", "deadline", "audience", "mode"}


def test_r05_leaves_rows_alone_that_are_not_touched_or_not_shown() -> None:
    empty = state("row", said=EntryContent(name=""))
    assert found([empty, state("other")], "other") == []
    assert found([replace(empty, presence=Presence.CANCELLED)], "row") == []


def test_a_finding_is_found_again_by_its_key() -> None:
    (one,) = found([state("row", said=replace(FULL, deadline=""))], "row")
    assert one.key == "R05:row:deadline"


def test_r05_says_once_that_a_heading_stands_empty() -> None:
    heading = state("heading", said=EntryContent(name="就业信息服务"))
    gone = replace(state("row", parent="heading"), presence=Presence.LEFT_OUT)
    (told,) = found([heading, gone], "heading row")
    assert (told.entry, told.field, told.message.id) == ("heading", "name", EMPTY_HEADING)
    assert found([heading, gone, state("other", parent="heading")], "heading row") == []
    partly = replace(heading, content=EntryContent(name="就业信息服务", deadline="20个工作日"))
    assert EMPTY_HEADING not in {one.message.id for one in found([partly, gone], "heading row")}


HEADING = state("heading", said=EntryContent(name="就业信息服务"))
ROW, SISTER = state("row", "heading"), state("sister", "heading")


def caused(before: list[EntryState], changes: list[EntryState]) -> list[tuple[str, str, Severity]]:
    """Return what R05 finds on a catalogue that these changes are made to."""
    published = {one.entry: one for one in before}
    grounds = Grounds(sheet=Sheet(published).after(changes), published=published)
    touched = frozenset(one.entry for one in changes)
    return [(one.entry, one.message.id, one.severity) for one in check(grounds, touched) if one.rule == "R05"]


@pytest.mark.parametrize(
    "change",
    [
        replace(ROW, presence=Presence.LEFT_OUT),
        ROW.ended,
        replace(ROW, parent="other"),
        replace(ROW, parent=None),
    ],
)
def test_r05_a_heading_that_loses_its_last_row_is_found_though_nothing_names_it(change: EntryState) -> None:
    others = [state("other", said=EntryContent(name="就业援助")), state("below", "other")]
    found_on = ("heading", EMPTY_HEADING, Severity.ERROR)
    assert caused([HEADING, ROW, *others], [change]) == [found_on]
    assert caused([HEADING, ROW, SISTER, *others], [change]) == []
    assert caused([HEADING, ROW, SISTER, *others], [change, SISTER.ended]) == [found_on]
    assert caused([HEADING, ROW, *others], [change, HEADING.ended]) == []
    assert caused([HEADING, ROW, *others], [change, SISTER]) == []
    renamed = replace(HEADING, content=EntryContent(name="就业信息"))
    assert caused([HEADING, ROW, *others], [change, renamed]) == [found_on]


def test_r05_a_heading_goes_up_the_tree_with_the_last_heading_below_it() -> None:
    top = state("top", said=EntryContent(name="就业"))
    below = replace(HEADING, parent="top")
    gone = [ROW.ended, below.ended]
    assert caused([top, below, ROW], gone) == [("top", EMPTY_HEADING, Severity.ERROR)]
    assert caused([top, below, ROW], [*gone, top.ended]) == []


def test_r05_a_heading_that_stood_empty_is_no_fault_of_who_touches_it() -> None:
    gone = replace(ROW, presence=Presence.LEFT_OUT)
    renamed = replace(HEADING, content=EntryContent(name="就业信息"))
    assert caused([HEADING, gone], [renamed]) == [("heading", STOOD_EMPTY, Severity.WARNING)]
    assert caused([HEADING, gone], [ROW.ended]) == []
    assert caused([HEADING, gone], [replace(gone, left_out_note="本县未开展此项业务。")]) == []
    standing = Sheet({"heading": HEADING, "row": gone})
    whole = check_whole(Grounds(sheet=standing, published=standing.states))
    assert [one.message.id for one in whole if one.entry == "heading"] == [EMPTY_HEADING]


def test_r05_a_heading_that_is_emptied_and_says_something_is_a_row_with_all_its_columns() -> None:
    full = replace(HEADING, content=FULL)
    assert caused([full, ROW], [ROW.ended]) == []
    partly = replace(full, content=replace(FULL, deadline=""))
    assert caused([partly, ROW], [ROW.ended]) == [("heading", MISSING["deadline"], Severity.ERROR)]


def test_r05_a_heading_that_comes_back_alone_stands_empty() -> None:
    gone = replace(ROW, presence=Presence.LEFT_OUT)
    back = [replace(HEADING, presence=Presence.LEFT_OUT), gone]
    assert caused(back, [HEADING]) == [("heading", EMPTY_HEADING, Severity.ERROR)]
    assert caused(back, [HEADING, ROW]) == []
