"""A catalogue as it would be: what stands where, and what changes make of it."""

from dataclasses import replace

from rules.sheet import Sheet
from tests.world import content
from values.entry import EntryState
from values.vocabulary import Presence


def state(entry: str, parent: str | None = None, name: str = "失业登记") -> EntryState:
    return EntryState(entry=entry, parent=parent, rank="5", content=content(name, 1))


def test_a_sheet_after_changes_has_them_and_leaves_the_first_as_it_was() -> None:
    sheet = Sheet({"a": state("a")})
    after = sheet.after([state("b", "a"), state("a", name="新名")])
    assert (after.states["a"].content.name, after.depth("b")) == ("新名", 2)
    assert set(sheet.states) == {"a"}


def test_only_rows_that_are_shown_are_present_and_make_headings() -> None:
    gone = replace(state("c", "b"), presence=Presence.LEFT_OUT)
    sheet = Sheet({one.entry: one for one in (state("a"), state("b", "a"), gone)})
    assert set(sheet.present) == {"a", "b"}
    assert sheet.headings == {"a"}
    assert sheet.children == {"a": ["b"]}
    assert sheet.depth("c") is None


def test_what_is_below_is_found_however_deep_and_a_circle_ends() -> None:
    rows = [state("a"), state("b", "a"), state("c", "b"), state("d", "b"), state("e"), state("x", "y")]
    sheet = Sheet({one.entry: one for one in (*rows, state("y", "x"))})
    assert sheet.with_what_is_below(frozenset(["a"])) == {"a", "b", "c", "d"}
    assert sheet.with_what_is_below(frozenset(["c", "e"])) == {"c", "e"}
    assert sheet.with_what_is_below(frozenset(["x"])) == {"x", "y"}
    assert sheet.with_what_is_below(frozenset(["nowhere"])) == {"nowhere"}
