"""Which pages are looked at how: all of them in every way, or a sample that a seed chooses."""

import itertools
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

LONG = os.environ.get("MULU_PAGES") == "long"
"""Whether every page is looked at in every way, instead of a sample."""
SEED = int(os.environ.get("MULU_PAGES_SEED") or datetime.now(tz=UTC).date().toordinal())
"""Chooses the sample: another one each day; the summary of a run names it."""
SAID = "every page in every way" if LONG else f"a sample of the ways to look at pages, MULU_PAGES_SEED={SEED}"

CHANCE = 0.1
"""How likely a page of the sample is also looked at in one of the other ways."""


@dataclass(frozen=True, order=True)
class Way:
    """How a page is looked at."""

    language: str
    width: int


WAYS = tuple(Way(*one) for one in itertools.product(("en", "zh_Hans"), (390, 1440)))


@dataclass(frozen=True, order=True)
class Look:
    """A page looked at in one way."""

    way: Way
    address: str
    is_first: bool
    """Whether what does not depend on the way is to be looked at as well; so it is once a page and run."""


def looks(who: str, addresses: Sequence[str], *, seed: int = SEED, is_long: bool = LONG) -> list[Look]:
    """Return each page in one way by chance and in others now and then, or in all; the same for a seed and person.

    The first ways of a person's pages take turns, so that four pages are looked at in all four.
    """
    found = []
    for place, address in enumerate(addresses):
        chance = random.Random(f"{seed} {who} {address}")  # noqa: S311 A sample is no secret.
        start = random.Random(f"{seed} {who}").randrange(len(WAYS))  # noqa: S311
        first = WAYS[(start + place) % len(WAYS)]
        found += [
            Look(way, address, way == first)
            for way in WAYS
            if way == first or is_long or chance.random() < CHANCE
        ]
    return sorted(found)
