"""Which pages are looked at how, and on which database journeys are played: all of it, or a sample that a seed chooses."""

import itertools
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

LONG = os.environ.get("MULU_PAGES") == "long"
"""Whether every page is looked at in every way, instead of a sample."""
SEED = int(os.environ.get("MULU_PAGES_SEED") or datetime.now(tz=UTC).date().toordinal())
"""Chooses the sample: another one each day; the summary of a run names it."""
SAID = (
    "every page in every way, every journey on both databases"
    if LONG
    else f"a sample of ways to look at them, journeys on one database each, MULU_PAGES_SEED={SEED}"
)

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


ON_BOTH = ("test_a_change_goes_from_draft_to_published",)
"""Journeys that are always played on both databases."""
ENGINE = re.compile(r"\b(sqlite|postgresql)\b")


def left_out(journeys: Iterable[str], *, seed: int = SEED, is_long: bool = LONG) -> set[str]:
    """Return the journeys that are not played this time: of each that runs on both databases, one.

    Args:
        journeys: tests in a browser, as pytest names them.
        seed: chooses.
        is_long: whether all are played.
    """
    twice: dict[str, list[str]] = defaultdict(list)
    for journey in journeys:
        twice[ENGINE.sub("", journey)].append(journey)
    return {
        random.Random(f"{seed} {name}").choice(sorted(both))  # noqa: S311
        for name, both in twice.items()
        if len(both) > 1 and not is_long and not name.partition("[")[0].endswith(ON_BOTH)
    }
