"""Ranks: there is always another between two, and text order is their order."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.rank import rank_between, ranks

RANKS = st.from_regex(r"[0-9]{0,8}[1-9]", fullmatch=True)


@given(RANKS, RANKS)
def test_between_two_ranks_there_is_another(one: str, other: str) -> None:
    if one == other:
        return
    low, high = sorted((one, other))
    found = rank_between(low, high)
    assert low < found < high
    assert found[-1] != "0"


@given(RANKS)
def test_there_is_a_rank_before_the_first_and_after_the_last(rank: str) -> None:
    assert rank_between(None, rank) < rank < rank_between(rank, None)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_rows_inserted_anywhere_keep_their_order(places: list[int]) -> None:
    rows = [rank_between(None, None)]
    for place in places:
        at = place % (len(rows) + 1)
        before = rows[at - 1] if at else None
        after = rows[at] if at < len(rows) else None
        rows.insert(at, rank_between(before, after))
    assert rows == sorted(rows)
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(("low", "high"), [("5", "5"), ("6", "5"), ("51", "5")])
def test_nothing_lies_between_what_is_out_of_order(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="No rank lies between"):
        rank_between(low, high)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 99, 500])
def test_rows_laid_down_together_are_in_order_with_room_between(count: int) -> None:
    found = ranks(count)
    assert found == sorted(set(found))
    assert len(found) == count
    assert all(low < rank_between(low, high) < high for low, high in itertools.pairwise(found))
    assert all(one[-1] != "0" for one in found)
