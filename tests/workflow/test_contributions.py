"""Who contributed: every save that left something behind (decision 3)."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.contributions import standing_saves


@dataclass(frozen=True)
class Save:
    """A save as far as it matters."""

    content_sha256: str
    person: int


@pytest.mark.parametrize(
    ("saves", "standing"),
    [
        ("", ""),
        ("a1", "a1"),
        ("a1 b2", "a1 b2"),
        ("a1 b2 a1", "a1"),
        ("a1 b2 c3 a1", "a1"),
        ("a1 b2 c3 b1", "a1 b2"),
        ("a1 b2 a3 b1", "a1 b1"),
        ("a1 a2", "a1"),
    ],
)
def test_what_was_undone_to_the_byte_is_no_contribution(saves: str, standing: str) -> None:
    """A save is a letter for what the draft then said and a digit for the person."""
    given_saves = [Save(one[0], int(one[1])) for one in saves.split()]
    assert [f"{one.content_sha256}{one.person}" for one in standing_saves(given_saves)] == standing.split()


@given(st.lists(st.builds(Save, st.sampled_from("abcd"), st.integers(1, 4)), max_size=12))
def test_what_stands_ends_with_what_the_draft_says_and_says_nothing_twice(saves: list[Save]) -> None:
    standing = standing_saves(saves)
    texts = [one.content_sha256 for one in standing]
    assert len(texts) == len(set(texts))
    assert texts[-1:] == [one.content_sha256 for one in saves[-1:]]
    positions = [[one is save for save in saves].index(True) for one in standing]
    assert positions == sorted(positions)


@given(
    st.lists(st.builds(Save, st.sampled_from("abcd"), st.integers(1, 4)), max_size=12),
    st.lists(st.builds(Save, st.sampled_from("efgh"), st.just(9)), max_size=6),
)
def test_an_excursion_that_comes_back_leaves_nothing(saves: list[Save], excursion: list[Save]) -> None:
    if not saves:
        return
    back = Save(saves[-1].content_sha256, 9)
    assert standing_saves([*saves, *excursion, back]) == standing_saves(saves)
