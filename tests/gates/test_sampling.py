"""A sample has what it must have, is the same for a seed, and the long form has everything."""

from tests.gates.sampling import ON_BOTH, WAYS, left_out, looks


def test_a_sample_has_every_page_and_is_the_same_for_a_seed() -> None:
    addresses = [f"/{number}" for number in range(40)]
    for seed in range(5):
        sample = looks("drafter", addresses, seed=seed, is_long=False)
        assert [
            one.address for one in sorted(sample, key=lambda one: int(one.address[1:])) if one.is_first
        ] == (addresses)
        assert {one.way for one in sample} == set(WAYS)
        assert 40 <= len(sample) < 80
        assert sample == looks("drafter", addresses, seed=seed, is_long=False)
    assert looks("drafter", addresses, seed=1, is_long=False) != looks(
        "drafter", addresses, seed=2, is_long=False
    )


def test_the_long_form_has_everything() -> None:
    assert len(looks("", ["/a", "/b"], seed=1, is_long=True)) == 8


def test_a_journey_is_played_on_one_database_and_another_day_on_the_other() -> None:
    twice = [
        f"tests/a.py::test_it[{number}-{engine}]"
        for number in range(9)
        for engine in ("sqlite", "postgresql")
    ]
    once = ["tests/a.py::test_that[sqlite]", "tests/a.py::test_this"]
    always = [f"tests/b.py::{name}[{engine}]" for name in ON_BOTH for engine in ("sqlite", "postgresql")]
    left = [left_out([*twice, *once, *always], seed=seed, is_long=False) for seed in range(9)]
    for one in left:
        assert len(one) == 9
        assert len({name.replace("sqlite", "").replace("postgresql", "") for name in one}) == 9
    assert set().union(*left) == set(twice)
    assert left_out([*twice, *once, *always], seed=1, is_long=True) == set()
