"""Samples: of more than are counted any will do, and of fewer none is missed."""

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.searching import searched
from tests.world import World
from values.search_marks import SAMPLES, of_sample
from workflow.queries import search as queries
from workflow.search import sampling
from workflow.search.sampling import enough

ALIKE = "渔船检验证书核发"


@given(st.frozensets(st.integers(1, 5_000)), st.integers(0, 200))
def test_whether_there_are_more_than_are_counted_is_the_same_with_samples(
    subjects: frozenset[int], most: int
) -> None:
    def find(marks: Collection[str]) -> Sequence[int]:
        every = next((one for one in SAMPLES if of_sample(one) in marks), 1)
        return sorted(one for one in subjects if one % every == 0)[: most + 1]

    found = enough(find, most, samples=SAMPLES)
    assert set(found) <= subjects
    assert len(found) == min(len(subjects), most + 1)


def test_samples_are_asked_in_the_order_of_their_size_and_only_where_they_may_do() -> None:
    asked: list[Collection[str]] = []

    def find(marks: Collection[str]) -> Sequence[int]:
        asked.append(marks)
        return range(5)

    assert len(enough(find, 10, samples=SAMPLES)) == 5
    assert asked == [[of_sample(256)], [of_sample(32)], []]
    asked.clear()
    assert len(enough(find, 100, samples=SAMPLES)) == 5
    assert asked == [[of_sample(256)], []]
    asked.clear()
    assert len(enough(find, 4, samples=SAMPLES)) == 5
    assert asked == [[of_sample(256)]]


@pytest.mark.usefixtures("context", "clock")
def test_results_are_the_same_among_very_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.published(world.addition(*(f"{ALIKE}{number:02}" for number in range(70))))
    plain = searched(world, ALIKE)
    monkeypatch.setattr(sampling, "VERY_MANY", 0)
    found = searched(world, ALIKE)
    assert (found.total, found.is_more, found.facets) == (plain.total, plain.is_more, plain.facets)
    assert [one.document.id for one in found.hits] == [one.document.id for one in plain.hits]
    monkeypatch.setattr(sampling, "SAMPLES", (32,))
    monkeypatch.setattr(queries, "MOST", 1)
    found = searched(world, ALIKE)
    assert (found.total, found.is_more) == (1, True)
    assert all(one.document.subject_id % 32 == 0 for one in found.hits)
