"""Rows are merged field by field; structure against anything is a question."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.entry import (
    AudienceOfEntry,
    Citation,
    DisclosingBody,
    EntryContent,
    EntryState,
    Guide,
    Material,
    Mode,
    Telephones,
)
from values.merging.rows import RowMerge, merge_rows, written_anew
from values.vocabulary import Choice, ConflictKind, Level, Presence

BASE = EntryState(
    entry="e" * 32,
    parent="p",
    rank="5",
    content=EntryContent(
        name="社会保险登记",
        content_elements=("办理条件", "办理流程"),
        legal_bases=(Citation(text="《社会保险法》"),),
        deadline="20个工作日内",
        disclosing_bodies=(DisclosingBody(body="1"), DisclosingBody(body="2", lead=False)),
        channels=("政府网站",),
        levels=(Level.COUNTY,),
    ),
)


def says(**fields: Any) -> EntryState:
    """Return the row with other content."""
    return replace(BASE, content=replace(BASE.content, **fields))


def kinds(merge: RowMerge) -> dict[str, ConflictKind | None]:
    """Return what is asked, by field."""
    return {name: one.kind for name, one in merge.open.items()}


def subsets(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


CONTENTS = st.builds(
    EntryContent,
    name=st.sampled_from(("甲", "乙")),
    content_elements=subsets("一", "二", "三"),
    legal_bases=st.lists(
        st.builds(
            Citation,
            text=st.sampled_from(("《甲法》", "《乙法》")),
            url=st.sampled_from(("", "https://a.example")),
        ),
        max_size=2,
    ).map(tuple),
    deadline=st.sampled_from(("", "10日", "20日")),
    disclosing_bodies=st.lists(
        st.builds(DisclosingBody, body=st.sampled_from(("1", "2", "3")), lead=st.booleans()),
        max_size=2,
        unique_by=lambda one: one.body,
    ).map(tuple),
    channels=subsets("网站", "公报", "电视"),
    audience=st.builds(AudienceOfEntry, all_society=st.booleans(), groups=subsets("企业", "职工")),
    mode=st.builds(Mode, proactive=st.booleans()),
    guide=st.builds(
        Guide,
        materials=st.lists(
            st.builds(Material, name=st.sampled_from("甲乙"), requirement=st.sampled_from(("", "原件"))),
            max_size=2,
        ).map(tuple),
    ),
    telephones=st.builds(
        Telephones, questions=st.sampled_from(("", "12333")), complaints=st.sampled_from(("", "12345"))
    ),
    provenance=st.dictionaries(
        st.sampled_from(("name", "deadline")), st.sampled_from(("recalled", "inferred"))
    ),
    confidence=st.sampled_from(("", "high", "low")),
)
STATES = st.builds(
    EntryState,
    entry=st.just("e" * 32),
    parent=st.sampled_from((None, "p", "q")),
    rank=st.sampled_from(("3", "5", "7")),
    content=CONTENTS,
    presence=st.sampled_from(Presence),
)


@given(STATES, STATES)
def test_a_side_that_changed_nothing_gives_way(base: EntryState, changed: EntryState) -> None:
    assert merge_rows(base, base, changed).merged == changed
    assert merge_rows(base, changed, base).merged == changed
    assert not merge_rows(base, base, changed).open
    assert not merge_rows(base, changed, base).open


@given(STATES, STATES)
def test_the_same_change_on_both_sides_is_that_change_and_drops_out(
    base: EntryState, changed: EntryState
) -> None:
    merge = merge_rows(base, changed, changed)
    assert merge.merged == changed
    assert merge.drops_out


@given(STATES, STATES, STATES)
def test_what_is_asked_does_not_depend_on_who_is_who(
    base: EntryState, one: EntryState, other: EntryState
) -> None:
    assert kinds(merge_rows(base, one, other)) == kinds(merge_rows(base, other, one))


@given(STATES, STATES, STATES)
def test_every_field_that_one_side_alone_changed_is_in_the_result(
    base: EntryState, published: EntryState, proposed: EntryState
) -> None:
    merge = merge_rows(base, published, proposed)
    theirs, ours = written_anew(base, published), written_anew(base, proposed)
    for name in vars(base.content):
        value = getattr(merge.merged.content, name)
        if name in theirs - ours:
            assert value == getattr(published.content, name)
        elif name not in theirs:
            assert value == getattr(proposed.content, name)
        elif name in merge.open:
            assert value == getattr(proposed.content, name), "an open question leaves the draft as it is"


@given(STATES, STATES, STATES, st.sampled_from(Choice))
def test_an_answer_settles_its_question_and_changes_no_other_field(
    base: EntryState, published: EntryState, proposed: EntryState, choice: Choice
) -> None:
    merge = merge_rows(base, published, proposed)
    for name, question in merge.open.items():
        answered = merge.answered({name: choice})
        if choice not in question.choices:
            assert answered == merge
        elif (name, choice) == ("structure", Choice.PUBLISHED):
            assert answered.merged == published
            assert answered.drops_out
        else:
            assert answered.open.keys() == merge.open.keys() - {name}
            assert written_anew(merge.merged, answered.merged) <= {name}


@pytest.mark.parametrize(
    ("published", "proposed", "expected"),
    [
        ({"deadline": "10日"}, {"name": "社保登记"}, {}),
        ({"deadline": "10日"}, {"deadline": "5日"}, {"deadline": ConflictKind.SAME_FIELD}),
        ({"mode": Mode(on_request=True)}, {"mode": Mode(proactive=False)}, {"mode": ConflictKind.SAME_FIELD}),
        (
            {"telephones": Telephones(questions="12333")},
            {"telephones": Telephones(complaints="12345")},
            {},
        ),
        (
            {"telephones": Telephones(questions="12333")},
            {"telephones": Telephones(questions="12345")},
            {"telephones": ConflictKind.SAME_FIELD},
        ),
        ({"levels": (Level.TOWNSHIP,)}, {"levels": (Level.VILLAGE,)}, {"levels": ConflictKind.SAME_FIELD}),
        (
            {"content_elements": ("办理流程", "办理条件")},
            {"content_elements": ("办理条件", "办理流程", "收费标准")},
            {},
        ),
    ],
)
def test_fields_merge_and_one_field_changed_twice_is_asked(
    published: dict[str, Any], proposed: dict[str, Any], expected: dict[str, ConflictKind]
) -> None:
    assert kinds(merge_rows(BASE, says(**published), says(**proposed))) == expected


def test_parts_of_a_guide_merge_and_a_question_about_one_keeps_the_others() -> None:
    here = says(guide=Guide(elements=("条件",), materials=(Material(name="身份证", requirement="原件"),)))
    there = says(guide=Guide(samples=("样表",), materials=(Material(name="身份证", requirement="复印件"),)))
    question = merge_rows(BASE, here, there).open["guide"]
    for choice, requirement in ((Choice.PUBLISHED, "原件"), (Choice.MINE, "复印件")):
        guide = question.choices[choice].content.guide
        assert (guide.elements, guide.samples) == (("条件",), ("样表",))
        assert [one.requirement for one in guide.materials] == [requirement]
    assert Choice.BOTH not in question.choices


def test_two_new_leads_are_a_question() -> None:
    sides = [
        says(disclosing_bodies=(DisclosingBody(body=lead), DisclosingBody(body="2", lead=False)))
        for lead in "34"
    ]
    question = merge_rows(BASE, *sides).open["disclosing_bodies"]
    for choice, lead in ((Choice.PUBLISHED, "3"), (Choice.MINE, "4")):
        bodies = question.choices[choice].content.disclosing_bodies
        assert [one.body for one in bodies if one.lead] == [lead]
        assert {one.body for one in bodies} == {"2", "3", "4"}


def test_joint_bodies_of_both_sides_stand_together() -> None:
    sides = [
        says(disclosing_bodies=(*BASE.content.disclosing_bodies, DisclosingBody(body=one, lead=False)))
        for one in "34"
    ]
    merge = merge_rows(BASE, *sides)
    assert [one.body for one in merge.merged.content.disclosing_bodies] == ["1", "2", "3", "4"]


Change = Callable[[EntryState], EntryState]

STRUCTURAL: dict[str, Change] = {
    "moved": lambda state: replace(state, parent="q"),
    "cancelled": lambda state: state.ended,
    "left out": lambda state: replace(state, presence=Presence.LEFT_OUT, left_out_note="未开展"),
}


@pytest.mark.parametrize("what", STRUCTURAL)
def test_structure_against_anything_is_asked_on_both_sides(what: str) -> None:
    structural, amended = STRUCTURAL[what](BASE), says(deadline="10日")
    assert kinds(merge_rows(BASE, structural, amended)) == {"structure": ConflictKind.STRUCTURE}
    assert kinds(merge_rows(BASE, amended, structural)) == {"structure": ConflictKind.STRUCTURE}
    assert not merge_rows(BASE, structural, BASE).open


def test_a_row_that_was_moved_can_stand_there_with_what_the_draft_says() -> None:
    moved = replace(BASE, parent="q", rank="8")
    merge = merge_rows(BASE, moved, says(deadline="10日"))
    both = merge.answered({"structure": Choice.BOTH}).merged
    assert (both.parent, both.rank, both.content.deadline) == ("q", "8", "10日")
    mine = merge.answered({"structure": Choice.MINE}).merged
    assert (mine.parent, mine.rank, mine.content.deadline) == ("p", "5", "10日")


def test_a_row_that_was_cancelled_comes_back_or_stays_away() -> None:
    merge = merge_rows(BASE, BASE.ended, says(deadline="10日"))
    assert set(merge.open["structure"].choices) == {Choice.PUBLISHED, Choice.MINE}
    assert merge.answered({"structure": Choice.MINE}).merged == says(deadline="10日")
    assert merge.answered({"structure": Choice.PUBLISHED}).drops_out


def test_what_is_taken_away_goes_from_where_it_stands_now_with_what_it_says_now() -> None:
    moved = replace(says(deadline="10日"), parent="q", rank="8")
    merge = merge_rows(BASE, moved, BASE.ended)
    assert merge.answered({"structure": Choice.MINE}).merged == moved.ended


def test_numbers_never_conflict() -> None:
    here, there = replace(BASE, rank="3"), replace(BASE, rank="7")
    assert merge_rows(BASE, here, there).merged.rank == "7"
    assert merge_rows(BASE, here, says(deadline="10日")).merged.rank == "3"
    assert not merge_rows(BASE, here, there).open


def test_a_field_that_is_open_is_compared_with_its_older_state() -> None:
    published = says(deadline="10日")
    draft = says(deadline="5日", name="社保登记")
    assert not merge_rows(published, published, draft).open
    merge = merge_rows(published, published, draft, bases={"deadline": BASE})
    assert kinds(merge) == {"deadline": ConflictKind.SAME_FIELD}
    assert merge.base_of("deadline") == BASE
    assert merge.base_of("name") == published


def test_what_was_taken_over_is_named() -> None:
    merge = merge_rows(BASE, says(deadline="10日"), says(name="社保登记"))
    assert merge.taken_over == ("deadline",)


def test_where_a_value_was_seen_follows_what_was_published() -> None:
    base = says(provenance={"name": "recalled"}, confidence="low")
    here = says(provenance={"name": "official", "deadline": "official"}, confidence="high")
    there = says(provenance={"name": "inferred", "mode": "inferred"}, confidence="medium")
    merged = merge_rows(base, here, there).merged.content
    assert merged.provenance == {"name": "official", "deadline": "official", "mode": "inferred"}
    assert merged.confidence == "high"
