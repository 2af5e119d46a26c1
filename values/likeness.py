"""How like two names are (R02, decision 28): the same, one within the other, reordered, or similar."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from values.names import normalised

SIMILAR = 80
"""From this ratio on, of 100, names are similar."""

SHORTEST_WITHIN = 2
"""Characters that a name has at least to be looked for within another."""


class Kind(StrEnum):
    """In what two names are like each other."""

    SAME = "same"
    CONTAINING = "containing"
    REORDERED = "reordered"
    SIMILAR = "similar"


@dataclass(frozen=True)
class Likeness:
    """How like two names are; the order of the two does not matter."""

    kind: Kind
    ratio: int
    """Of 100: how much of both is the same in the same order."""


def likeness(one: str, other: str) -> Likeness | None:
    """Return how like two names are, None where they are not."""
    return likeness_of_normalised(normalised(one), normalised(other))


def likeness_of_normalised(one: str, other: str) -> Likeness | None:
    """Return how like two names are that are normalised already."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return None
    if shorter == longer:
        return Likeness(Kind.SAME, 100)
    if len(shorter) >= SHORTEST_WITHIN and shorter in longer:
        return Likeness(Kind.CONTAINING, 200 * len(shorter) // (len(shorter) + len(longer)))
    if len(shorter) == len(longer) and sorted(shorter) == sorted(longer):
        return Likeness(Kind.REORDERED, int(fuzz.ratio(shorter, longer)))
    ratio = fuzz.ratio(shorter, longer, score_cutoff=SIMILAR)
    return Likeness(Kind.SIMILAR, int(ratio)) if ratio >= SIMILAR else None
