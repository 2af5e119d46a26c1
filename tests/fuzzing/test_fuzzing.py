"""The short form of `make fuzz`: spoiled files of every kind are read or refused, and nothing is reached for."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing.mutation import members_of, mutated, package_of
from tests.fuzzing.seeds import FAMILIES, seeds
from tests.fuzzing.trial import TrialError, nothing_reached, tried


@pytest.mark.parametrize("family", FAMILIES)
def test_the_seeds_are_read(family: str) -> None:
    read = [tried(one) is not None for one in seeds(family)]
    # Among the old workbooks are two with redlines, which are refused.
    assert read.count(False) == (2 if family == "xls" else 0)


@pytest.mark.parametrize("family", FAMILIES)
@given(place=st.integers(0, 9), seed=st.integers(0, 2**32))
def test_a_spoiled_file_is_read_or_refused_in_a_sentence(family: str, place: int, seed: int) -> None:
    chosen = seeds(family)
    tried(mutated(chosen[place % len(chosen)], Random(seed)))  # noqa: S311 - no secret


def test_the_same_chance_spoils_the_same() -> None:
    for family in FAMILIES:
        (seed, *_) = seeds(family)
        spoiled = [mutated(seed, Random(place)) for place in range(20)]  # noqa: S311 - no secret
        assert spoiled == [mutated(seed, Random(place)) for place in range(20)]  # noqa: S311 - no secret
        assert len(set(spoiled)) > 10


def test_a_package_is_spoiled_inside() -> None:
    (seed, *_) = seeds("xlsx")
    spoiled = [members_of(mutated(seed, Random(place))) for place in range(40)]  # noqa: S311 - no secret
    whole = members_of(seed)
    assert whole
    assert members_of(package_of(whole)) == whole
    assert sum(1 for one in spoiled if one and one != whole) > 20


def test_a_reader_that_opens_a_file_is_noticed() -> None:
    with (
        pytest.raises(TrialError, match="hostname"),
        nothing_reached(),
        Path("/etc/hostname").open(encoding="utf-8"),
    ):
        pass
