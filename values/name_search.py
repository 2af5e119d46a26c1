"""Who has a name like this: one name against all that there are, many of one length at a time."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from values.likeness import SHORTEST_WITHIN, SIMILAR, Likeness, likeness_of_normalised

Alike = tuple[str, Likeness]
"""A name as it is compared, and how like it is."""


def likest(bare: str, known: Iterable[tuple[int, Sequence[str]]], *, most: int) -> list[Alike]:
    """Return the names that are like one, the likest first; none is missing unless there are more.

    Args:
        bare: the name, normalised.
        known: names to search, normalised, each list with the length that all of its names have.
        most: how many are wanted.
    """
    found = {name: how for length, names in known for name, how in _alike(bare, length, names, most)}
    return sorted(found.items(), key=lambda one: (-one[1].ratio, one[0]))[:most]


def _alike(bare: str, length: int, names: Sequence[str], most: int) -> Iterator[Alike]:
    for name in {
        *_containing(bare, length, names, most),
        *_reordered(bare, length, names),
        *_similar(bare, length, names),
    }:
        how = likeness_of_normalised(bare, name)
        if how is not None:
            yield name, how


def _containing(bare: str, length: int, names: Sequence[str], most: int) -> Sequence[str]:
    """Return equal names, and those within the other; of one length all are alike, so that the first ones do."""
    if length != len(bare) and min(length, len(bare)) < SHORTEST_WITHIN:
        return ()
    if length < len(bare):
        found = [name for name in names if name in bare]
    else:
        found = [name for name in names if bare in name]
    return sorted(found)[:most]


def _reordered(bare: str, length: int, names: Sequence[str]) -> Iterator[str]:
    if length == len(bare):
        letters, order = frozenset(bare), sorted(bare)
        yield from (name for name in names if letters.issuperset(name) and sorted(name) == order)


def _similar(bare: str, length: int, names: Sequence[str]) -> Iterator[str]:
    """Return similar names, unless the lengths differ too much for any to be."""
    if 200 * min(length, len(bare)) >= SIMILAR * (length + len(bare)):
        found = process.extract(bare, names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None)
        yield from (name for name, *_ in found)
