"""Who has a name like this: names by their pairs of characters, for searching hundreds of thousands at once."""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from values.likeness import SIMILAR, Likeness, likeness_of_normalised
from values.names import normalised

_WITHOUT_A_PAIR = 3
"""Up to this length names can be similar without sharing a pair: 甲乙 and 甲丙乙."""


@dataclass(frozen=True)
class Found:
    """A name that is like the one asked for, by its number in what was indexed."""

    place: int
    name: str
    """As it is compared."""
    likeness: Likeness


class NameIndex:
    """Names by their place in what was given, each distinct one kept once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: list[str] = []
        self._places: dict[str, array[int]] = {}
        self._pairs_of: array[int] = array("L")
        """How many distinct pairs each name has."""
        self._with_pair: dict[str, array[int]] = {}
        self._by_letters: dict[str, array[int]] = {}
        self._short: list[int] = []
        bare_by_name: dict[str, str] = {}
        for place, name in enumerate(names):
            bare = bare_by_name.get(name)
            if bare is None:
                bare = bare_by_name[name] = normalised(name)
            if bare not in self._places:
                self._add(bare)
            self._places[bare].append(place)

    def like(self, name: str, *, limit: int | None = None) -> tuple[Found, ...]:
        """Return the names like this one, the likest first; none is missing unless a limit cuts them off."""
        bare = normalised(name)
        like = [
            (how, known)
            for known in (self._names[number] for number in self._candidates(bare))
            if (how := likeness_of_normalised(bare, known)) is not None
        ]
        like.sort(key=lambda one: (-one[0].ratio, self._places[one[1]][0]))
        found: list[Found] = []
        for how, known in like:
            found += [Found(place, known, how) for place in self._places[known]]
            if limit is not None and len(found) >= limit:
                break
        return tuple(found[:limit])

    def _add(self, bare: str) -> None:
        number = len(self._names)
        self._names.append(bare)
        self._places[bare] = array("L")
        pairs = _pairs(bare)
        self._pairs_of.append(len(pairs))
        for pair in pairs:
            self._with_pair.setdefault(pair, array("L")).append(number)
        self._by_letters.setdefault(_letters(bare), array("L")).append(number)
        if len(bare) <= _WITHOUT_A_PAIR:
            self._short.append(number)

    def _candidates(self, bare: str) -> set[int]:
        found = {*self._by_letters.get(_letters(bare), ()), *self._sharing(bare)}
        if len(bare) <= _WITHOUT_A_PAIR:
            found.update(self._short)
        return found

    def _sharing(self, bare: str) -> list[int]:
        """Return the names that share enough pairs to be similar, or all pairs of the shorter to contain it."""
        pairs = _pairs(bare)
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._with_pair.get(pair, ()))
        least = min(least_shared(len(bare), repeats=len(bare) - 1 - len(pairs)), len(pairs))
        pairs_of = self._pairs_of
        return [number for number, count in shared.items() if count >= least or count >= pairs_of[number]]


def least_shared(length: int, *, repeats: int) -> int:
    """Return how many distinct pairs a name shares at least with one that is similar, if they are longer than three.

    Of names that are similar, `common` characters stand in both in the same order. Two neighbours among them are
    neighbours in both names unless another character stands between, and there are only so many others; fewest
    where the other name is as short as one that is similar can be.

    Args:
        length: of the name, in characters.
        repeats: how many of its pairs are there again.
    """
    together = length - (-length * SIMILAR // (200 - SIMILAR))
    return max(1, -(-together * (3 * SIMILAR - 200) // 200) - 1 - repeats)


def _pairs(bare: str) -> frozenset[str]:
    return frozenset(bare[place : place + 2] for place in range(len(bare) - 1))


def _letters(bare: str) -> str:
    return "".join(sorted(bare))
