"""Lists are merged element by element, nothing is lost and nothing invented."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from values.merging.lists import merge_lists
from values.vocabulary import Choice, ConflictKind

Letters = tuple[str, ...]
LISTS = st.lists(st.sampled_from("ABCDEF"), unique=True, max_size=5).map(tuple)
WITH_DOUBLES = st.lists(st.sampled_from("ABC"), max_size=5).map(tuple)


def merged(base: str, published: str, proposed: str) -> str:
    outcome = merge_lists(tuple(base), tuple(published), tuple(proposed))
    return "".join(outcome.value) if outcome.kind is None else outcome.kind.value


@pytest.mark.parametrize(
    ("base", "published", "proposed", "expected"),
    [
        ("AB", "ABn", "ABp", "ABnp"),
        ("AB", "AxB", "AyzB", "AxyzB"),
        ("AB", "xAB", "ABy", "xABy"),
        ("ABC", "BC", "ABCx", "BCx"),
        ("ABC", "AC", "AB", "A"),
        ("ABC", "aBC", "ABc", "aBc"),
        ("ABC", "CBA", "ABCD", "CDBA"),
        ("ABC", "ABCD", "CBA", "CDBA"),
        ("ABC", "CBA", "CBA", "CBA"),
        ("ABC", "CBA", "BAC", "order"),
        ("ABC", "aBC", "xBC", "same_field"),
        ("ABC", "BC", "aBC", "same_field"),
        ("ABC", "aBC", "BC", "same_field"),
        ("AB", "ABx", "ABx", "ABx"),
        ("AB", "ABx", "ABxy", "ABxy"),
        ("", "x", "y", "xy"),
        ("AA", "AAx", "A", "Ax"),
        ("AC", "BC", "AB", "B"),
        ("AB", "XB", "AX", "X"),
    ],
)
def test_two_edits_of_a_list_become_one(base: str, published: str, proposed: str, expected: str) -> None:
    assert merged(base, published, proposed) == expected


def test_a_pick_in_the_place_of_another_is_no_rewriting() -> None:
    outcome = merge_lists(("A", "B"), ("B",), ("C", "B"), rewrites=False)
    assert (outcome.kind, outcome.value) == (None, ("C", "B"))


def test_each_answer_keeps_what_is_not_asked() -> None:
    outcome = merge_lists(tuple("ABC"), tuple("aBCn"), tuple("xBCp"))
    assert outcome.kind is ConflictKind.SAME_FIELD
    assert outcome.value == tuple("xBCp"), "an open question leaves the draft as it is"
    assert {choice: "".join(value) for choice, value in outcome.choices.items()} == {
        Choice.PUBLISHED: "aBCnp",
        Choice.MINE: "xBCnp",
        Choice.BOTH: "axBCnp",
    }


def test_two_orders_are_asked_and_both_keep_what_was_added() -> None:
    outcome = merge_lists(tuple("ABC"), tuple("CBAn"), tuple("BACp"))
    assert outcome.kind is ConflictKind.ORDER
    assert {choice: "".join(value) for choice, value in outcome.choices.items()} == {
        Choice.PUBLISHED: "CpBAn",
        Choice.MINE: "BAnCp",
    }


def test_one_element_added_in_two_forms_is_a_question() -> None:
    outcome = merge_lists((), (("a", 1),), (("a", 2),), identity=lambda one: one[0], rewrites=False)
    assert outcome.kind is ConflictKind.SAME_FIELD
    assert outcome.choices == {Choice.PUBLISHED: (("a", 1),), Choice.MINE: (("a", 2),)}


@given(WITH_DOUBLES, WITH_DOUBLES)
def test_a_side_that_changed_nothing_gives_way(base: Letters, changed: Letters) -> None:
    assert merge_lists(base, base, changed).value == changed
    assert merge_lists(base, changed, base).value == changed
    assert merge_lists(base, changed, changed).value == changed


@given(WITH_DOUBLES, WITH_DOUBLES, WITH_DOUBLES)
def test_whether_there_is_a_question_does_not_depend_on_who_is_who(
    base: Letters, one: Letters, other: Letters
) -> None:
    assert merge_lists(base, one, other).kind == merge_lists(base, other, one).kind


@given(WITH_DOUBLES, WITH_DOUBLES, WITH_DOUBLES)
@example(("A", "C"), ("B", "C"), ("A", "B"))
def test_no_element_is_invented(base: Letters, published: Letters, proposed: Letters) -> None:
    outcome = merge_lists(base, published, proposed)
    most = Counter(published) | Counter(proposed)
    for value in (outcome.value, *outcome.choices.values()):
        assert Counter(value) <= most


@given(LISTS, LISTS, LISTS)
def test_no_change_of_either_side_is_lost_without_a_question(
    base: Letters, published: Letters, proposed: Letters
) -> None:
    outcome = merge_lists(base, published, proposed)
    if outcome.kind is not None:
        return
    added = (set(published) | set(proposed)) - set(base)
    kept = set(base) & set(published) & set(proposed)
    removed = set(base) - kept
    assert set(outcome.value) == (added | kept) - removed


@given(LISTS, LISTS, LISTS)
def test_every_answer_takes_the_changes_that_nobody_contests(
    base: Letters, published: Letters, proposed: Letters
) -> None:
    outcome = merge_lists(base, published, proposed)
    both = set(base) & set(published) & set(proposed)
    for value in outcome.choices.values():
        assert both <= set(value)
        assert not (set(base) - set(published) - set(proposed)) & set(value)
