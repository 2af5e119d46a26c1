"""Samples: of more than are counted any will do, and of fewer none is missed."""

from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from models import SearchDocument, db
from models.search import SAMPLES, of_sample
from tests.workflow.searching import searched
from tests.world import World
from values.search_text import TITLE, SearchKind, words_of
from workflow.queries import search as queries
from workflow.queries.search import Narrowing
from workflow.search import sampling
from workflow.search.matching import candidates, ids
from workflow.search.sampling import enough, expected

ALIKE = "渔船检验证书核发"


@given(st.frozensets(st.integers(1, 5_000)), st.integers(0, 200), st.integers(0, 100_000))
def test_whether_there_are_more_than_are_counted_is_the_same_with_samples(
    subjects: frozenset[int], most: int, likely: int
) -> None:
    def find(every: int) -> Sequence[int]:
        return sorted(one for one in subjects if one % every == 0)[: most + 1]

    found = enough(find, most, likely=likely)
    assert set(found) <= subjects
    assert len(found) == min(len(subjects), most + 1)


@pytest.mark.parametrize(
    ("most", "likely", "asked"),
    [
        (4, 2_100, [256]),
        (10, 0, [1]),
        (10, 161, [8, 1]),
        (10, 700, [32, 8, 1]),
        (10, 5_200, [256, 32, 8, 1]),
        (100, 3_000, [8, 1]),
    ],
)
def test_samples_are_asked_in_the_order_of_their_size_and_only_where_they_may_do(
    most: int, likely: int, asked: list[int]
) -> None:
    called: list[int] = []

    def find(every: int) -> Sequence[int]:
        called.append(every)
        return range(min(5, most + 1) if every == 256 else most if every > 1 else 5)

    assert len(enough(find, most, likely=likely)) == 5
    assert called == asked


@pytest.mark.parametrize("rows", [25, 32, 78, 87, 103, 256, 404])
def test_rows_that_are_numbered_at_equal_distances_are_all_in_the_samples(rows: int) -> None:
    """Every catalogue that follows the standard has as many rows: each of them has to stand in samples of the country."""
    catalogues = 2_479
    with sa.create_engine("sqlite://").connect() as connection:
        for every in (32, 8):
            counts = connection.scalars(
                sa.text(
                    "WITH RECURSIVE search_document (subject_id) AS (SELECT 1 UNION ALL SELECT subject_id + 1 "  # noqa: S608
                    "FROM search_document WHERE subject_id < :last) SELECT count(*) FROM search_document "
                    f"WHERE {of_sample(every)} GROUP BY subject_id % :rows"
                ),
                {"last": catalogues * rows, "rows": rows},
            ).all()
            assert len(counts) == rows
            assert catalogues / every / 3 < min(counts) <= max(counts) < catalogues / every * 3


@pytest.mark.usefixtures("context", "clock")
def test_a_sample_is_what_its_index_finds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.published(world.addition(*(f"{ALIKE}{number:03}" for number in range(300))))
    words = words_of(ALIKE)
    session = db.session()
    named = ids(session, candidates(session, words, TITLE))
    assert len(named) == 300
    for every in SAMPLES:
        chosen = sa.select(SearchDocument.id).where(sa.text(of_sample(every)))
        found = ids(session, candidates(session, words, TITLE, every=every))
        assert found == named & set(session.scalars(chosen))
        assert found or every == SAMPLES[0]
    first = len(ids(session, candidates(session, words, TITLE, every=SAMPLES[0])))
    asked = (session, words, (TITLE, ""))
    assert expected(*asked, marked=(), most=500) == {TITLE: 0, "": 0}
    monkeypatch.setattr(sampling, "VERY_MANY", 0)
    assert expected(*asked, marked=(), most=500) == {TITLE: first * SAMPLES[0], "": first * SAMPLES[0]}


@pytest.mark.usefixtures("context", "clock")
@pytest.mark.parametrize("likely", [0, 1, 10_000])
def test_results_are_the_same_among_very_many(
    world: World, monkeypatch: pytest.MonkeyPatch, likely: int
) -> None:
    world.published(world.addition(*(f"{ALIKE}{number:02}" for number in range(70))))
    plain = searched(world, ALIKE)
    assert plain.total == 70
    monkeypatch.setattr(queries, "expected", lambda *_, **__: {TITLE: likely, "": likely})
    found = searched(world, ALIKE)
    assert (found.total, found.is_more, found.facets) == (plain.total, plain.is_more, plain.facets)
    assert [one.document.id for one in found.hits] == [one.document.id for one in plain.hits]
    monkeypatch.setattr(queries, "MOST", 1)
    found = searched(world, ALIKE)
    assert (found.total, found.is_more) == (1, True)


@pytest.mark.usefixtures("context", "clock")
def test_names_that_hold_the_words_come_first_however_many_there_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{ALIKE}{number:02}" for number in range(8)]
    world.published(world.addition("渔政执法结果", *names))
    world.published(world.amendment("渔政执法结果", deadline="渔船检验证书核发后10个工作日内公开"))
    for most, named in ((1, 1), (3, 3), (8, 8), (500, 8)):
        monkeypatch.setattr(queries, "MOST", most)
        found = searched(world, "渔船检验证书", narrowing=Narrowing(kind=SearchKind.ENTRY))
        in_name = ["渔船检验证书" in one.document.title for one in found.hits]
        assert in_name == [True] * named + [False] * (found.total - named)
        assert (found.total, found.is_more) == (min(most, 9), most < 9)
