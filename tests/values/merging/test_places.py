"""What changed rows are to the other rows: equal names, cycles, order, lost parents, changes below."""

from dataclasses import replace

import pytest

from values.entry import EntryContent, EntryState
from values.merging.places import PlaceQuestion, Sheets, place_questions
from values.names import normalised
from values.vocabulary import Choice, ConflictKind


def row(entry: str, parent: str | None = None, rank: str = "5", name: str = "") -> EntryState:
    return EntryState(
        entry=entry, parent=parent, rank=rank, content=EntryContent(name=name or f"事项{entry}")
    )


BASE = {
    one.entry: one
    for one in (
        row("a", rank="2"),
        row("b", rank="4"),
        row("a1", "a", "3"),
        row("a2", "a", "6"),
        row("b1", "b", "5"),
    )
}


def asked(published: list[EntryState], drafted: list[EntryState]) -> list[PlaceQuestion]:
    """Return the questions of a draft after rows were published beside it."""
    now = {**BASE, **{one.entry: one for one in published}}
    return list(place_questions(Sheets(BASE, now, {one.entry: one for one in drafted})))


def kinds(published: list[EntryState], drafted: list[EntryState]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind.value, one.entry, one.others) for one in asked(published, drafted)]


def test_nothing_is_asked_where_nothing_was_published() -> None:
    drafted = [row("n", "a", "9", "事项b1"), replace(BASE["a"], parent="b"), BASE["b1"].ended]
    assert asked([], drafted) == []


def test_two_additions_at_one_place_are_asked_for_their_order() -> None:
    (question,) = asked([row("x", "a", "8")], [row("n", "a", "8"), row("m", "a", "9")])
    assert (question.kind, question.entry, question.others) == (ConflictKind.ORDER, "n", ("x",))
    for choice, expected in ((Choice.PUBLISHED, "a1 a2 x n m"), (Choice.MINE, "a1 a2 n m x")):
        ranks = {"a1": "3", "a2": "6", "x": "8"}
        ranks |= {entry: state.rank for entry, state in question.choices[choice].items() if state}
        assert " ".join(sorted(ranks, key=ranks.__getitem__)) == expected


@pytest.mark.parametrize(
    ("published", "drafted"),
    [
        pytest.param([row("x", "a", "1")], [row("n", "a", "8")], id="at another place"),
        pytest.param([row("x", "b", "8")], [row("n", "a", "8")], id="under another row"),
        pytest.param(
            [replace(BASE["a2"], rank="7")],
            [replace(BASE["a1"], content=EntryContent(name="新"))],
            id="amended",
        ),
        pytest.param([row("x", "a", "8").ended], [row("n", "a", "8")], id="not listed"),
    ],
)
def test_else_places_are_not_asked(published: list[EntryState], drafted: list[EntryState]) -> None:
    assert asked(published, drafted) == []


def test_a_row_moved_beside_one_that_was_moved_there_is_asked_for_its_order() -> None:
    moved = [replace(BASE["a1"], parent="b", rank="8")]
    assert kinds(moved, [replace(BASE["a2"], parent="b", rank="7")]) == [("order", "a2", ("a1",))]


def test_where_no_rank_lies_between_that_order_is_not_offered() -> None:
    (question,) = asked([row("x", "a", "6")], [row("n", "a", "7")])
    assert set(question.choices) == {Choice.PUBLISHED}


def test_names_that_became_equal_are_asked() -> None:
    drafted = row("n", "b", "9", "1. 就业（见习）")
    (question,) = asked([row("x", "a", "9", "就业见习")], [drafted])
    assert (question.kind, question.others) == (ConflictKind.EQUAL_NAME, ("x",))
    assert question.choices == {Choice.PUBLISHED: {"n": None}, Choice.MINE: {"n": drafted}}
    (again,) = asked([row("x", "a", "9", "就业 见习")], [drafted])
    assert again.facts != question.facts, "a new name is a new question"


def test_a_child_may_have_the_name_of_its_parent() -> None:
    assert kinds([replace(BASE["a"], content=EntryContent(name="新名"))], [row("n", "a", "9", "新名")]) == []


def test_two_moves_that_make_a_cycle_are_asked() -> None:
    published = replace(BASE["b"], parent="a1", rank="5")
    (question,) = asked([published], [replace(BASE["a"], parent="b1", rank="5")])[:1]
    assert (question.kind, question.entry) == (ConflictKind.CYCLE, "a")
    assert question.choices == {Choice.PUBLISHED: {"a": None}}, "nobody can want the cycle"


def test_of_a_new_row_in_a_cycle_the_moved_one_is_asked() -> None:
    published = replace(BASE["a1"], parent="b", rank="8")
    drafted = [row("n", "a1", "5"), replace(BASE["b"], parent="n")]
    assert [one.entry for one in asked([published], drafted) if one.kind is ConflictKind.CYCLE] == ["b"]


def test_what_else_a_row_in_a_cycle_says_stays_when_it_goes_back() -> None:
    drafted = replace(BASE["a"], parent="b1", rank="5", content=EntryContent(name="新名"))
    (question,) = asked([replace(BASE["b"], parent="a1")], [drafted])[:1]
    assert question.choices[Choice.PUBLISHED] == {"a": replace(drafted, parent=None, rank="2")}


def test_a_row_under_one_that_was_taken_away_is_asked() -> None:
    gone = [BASE["a"].ended, BASE["a1"].ended, BASE["a2"].ended]
    (question,) = asked(gone, [row("n", "a", "9")])
    assert (question.kind, question.name, question.others) == (ConflictKind.STRUCTURE, "parent", ("a",))
    assert set(question.choices) == {Choice.PUBLISHED}


def test_a_row_put_under_one_that_was_moved_is_asked() -> None:
    moved = [replace(BASE["a1"], parent="b", rank="9")]
    (question,) = asked(moved, [row("n", "a1", "5")])
    assert (question.name, set(question.choices)) == ("parent", {Choice.PUBLISHED, Choice.MINE})
    amended = replace(BASE["b1"], content=EntryContent(name="新名"))
    assert asked([replace(BASE["b"], parent="a", rank="9")], [amended]) == [], "it only rides along"


@pytest.mark.parametrize("entry", ["x", "a1"])
def test_a_row_is_taken_away_or_moved_over_what_was_published_below_it(entry: str) -> None:
    below = row(entry, "a", "8", "新内容")
    for drafted in (BASE["a"].ended, replace(BASE["a"], parent="b", rank="9")):
        (question,) = asked([below], [drafted])
        assert (question.kind, question.name, question.others) == (ConflictKind.STRUCTURE, "below", (entry,))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("１．就业政策", "就业政策"),
        ("1.1就业 政策", "就业政策"),
        ("（一）就业政策", "就业政策"),
        ("一、就业政策", "就业政策"),
        ("就业政策（2019）", "就业政策2019"),
        ("一次性补贴", "一次性补贴"),
        ("12333", "12333"),
        ("——", "——"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_names_are_the_same_without_width_case_signs_and_numbering(name: str, expected: str) -> None:
    assert normalised(name) == expected
