"""Edits of a draft as data: what made one draft of another, taken back and made again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.draft_edits import (
    ChangedSinceError,
    Piece,
    applied,
    continued,
    difference,
    from_stored,
    overlap,
    reverted,
    to_stored,
)

ROWS = "abcdef"

contents = st.fixed_dictionaries({"name": st.sampled_from("甲乙"), "deadline": st.sampled_from(["", "即时"])})


def row(entry: str, content: dict[str, str], note: str) -> dict[str, Any]:
    return {"note": note, "after": {"entry": entry, "content": {**content, "attachments": []}}}


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    entries = draw(st.lists(st.sampled_from(ROWS), unique=True))
    return {
        "title": draw(st.sampled_from(["", "题"])),
        "attachments": [],
        "answers": draw(st.dictionaries(st.sampled_from("xyz"), st.sampled_from(["因", "故"]))),
        "changes": [row(one, draw(contents), draw(st.sampled_from(["", "注"]))) for one in entries],
    }


@given(drafts(), drafts())
def test_an_edit_makes_the_new_draft_of_the_old_and_the_old_of_the_new(old: Any, new: Any) -> None:
    pieces = from_stored(to_stored(difference(old, new)))
    assert applied(old, pieces) == new
    assert reverted(new, pieces) == old


@given(drafts(), drafts(), drafts())
def test_edits_that_do_not_overlap_can_be_taken_back_in_any_order(old: Any, new: Any, newer: Any) -> None:
    first, second = difference(old, new), difference(new, newer)
    if overlap(first, second):
        return
    by_entry = {one["after"]["entry"]: one for one in reverted(newer, first)["changes"]}
    want = {one["after"]["entry"]: one for one in applied(old, second)["changes"]}
    assert by_entry == want


def test_what_somebody_else_wrote_since_is_not_overwritten() -> None:
    old = {"title": "", "answers": {}, "changes": [row("a", {"name": "甲", "deadline": ""}, "")]}
    mine = {**old, "changes": [row("a", {"name": "甲", "deadline": "即时"}, "")]}
    theirs = {**old, "changes": [row("a", {"name": "甲", "deadline": "5日"}, "")]}
    pieces = difference(old, mine)
    assert [one.path for one in pieces] == [("changes", "a", "after", "content", "deadline")]
    with pytest.raises(ChangedSinceError):
        reverted(theirs, pieces)
    beside = {**mine, "title": "题"}
    assert reverted(beside, pieces) == {**old, "title": "题"}


def test_a_field_of_a_row_that_is_gone_has_changed_since() -> None:
    old = {"title": "", "answers": {}, "changes": [row("a", {"name": "甲", "deadline": ""}, "")]}
    mine = {**old, "changes": [row("a", {"name": "乙", "deadline": ""}, "")]}
    with pytest.raises(ChangedSinceError):
        reverted({**old, "changes": []}, difference(old, mine))


def test_files_are_no_part_of_an_edit() -> None:
    old = {"title": "", "attachments": [], "answers": {}, "changes": []}
    assert difference(old, {**old, "attachments": [{"sha256": "0", "name": "a"}]}) == ()


def test_what_is_typed_on_in_the_same_fields_is_one_edit() -> None:
    first = [Piece(path=("title",), before="", after="新")]
    then = [Piece(path=("title",), before="新", after="新题")]
    assert continued(first, then) == (Piece(path=("title",), before="", after="新题"),)
    assert continued(first, [Piece(path=("title",), before="新", after="")]) == ()
    assert continued(first, [Piece(path=("rationale",), before="", after="因")]) is None
    added = [Piece(path=("changes", "a"), before=None, after={"row": {}, "behind": ""})]
    assert continued(added, [added[0].turned]) is None
