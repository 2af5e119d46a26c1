"""What changed between two lists of elements, in order: kept, deleted, inserted or rewritten ones."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from values.redline import Allowance, Segment, SegmentKind, redline, work

ALIKE = 0.5
"""Share of characters in common from which an element counts as rewritten, not as replaced."""


PAIR = 100
"""Work of comparing two elements at all, in the units of `values.redline.work`."""


class ElementKind(StrEnum):
    """What became of an element."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class ElementChange:
    """An element of the old or the new list, or one that became the other.

    The old list is `old` of all but the inserted ones, the new list `new` of all but the deleted ones.
    """

    kind: ElementKind
    segments: tuple[Segment, ...]

    @property
    def old(self) -> str:
        """The element as it was."""
        return "".join(one.text for one in self.segments if one.kind is not SegmentKind.INSERTED)

    @property
    def new(self) -> str:
        """The element as it is to be."""
        return "".join(one.text for one in self.segments if one.kind is not SegmentKind.DELETED)


def redline_list(old: Sequence[str], new: Sequence[str]) -> tuple[ElementChange, ...]:
    """Return how the old list became the new one; an element that moved is deleted and inserted."""
    return tuple(_changes(old, new, Allowance()))


def _changes(old: Sequence[str], new: Sequence[str], allowance: Allowance) -> Iterator[ElementChange]:
    if not allowance.covers(work(old, new)):
        yield from _replaced(old, new, allowance)
        return
    for verb, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield from (_simple(ElementKind.KEPT, one) for one in old[i:j])
        else:
            yield from _replaced(old[i:j], new[k:m], allowance)


def _replaced(old: Sequence[str], new: Sequence[str], allowance: Allowance) -> Iterator[ElementChange]:
    """Yield what became of a run of elements: between rewritten ones, first the deleted, then the inserted."""
    i = k = 0
    for j, m in [*_pairs(old, new, allowance), (len(old), len(new))]:
        yield from (_simple(ElementKind.DELETED, one) for one in old[i:j])
        yield from (_simple(ElementKind.INSERTED, one) for one in new[k:m])
        if j < len(old):
            segments = redline(old[j], new[m], allowance)
            yield ElementChange(ElementKind.KEPT if old[j] == new[m] else ElementKind.REWRITTEN, segments)
        i, k = j + 1, m + 1


def _pairs(old: Sequence[str], new: Sequence[str], allowance: Allowance) -> list[tuple[int, int]]:
    """Return which elements became which: in order, as alike altogether as possible."""
    counts_old, counts_new = [Counter(one) for one in old], [Counter(one) for one in new]
    if not allowance.covers(sum(PAIR + len(one) for one in counts_old) * len(new)):
        return []
    alike = [[_likeness(a, b) for b in counts_new] for a in counts_old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            together = alike[i][k] + best[i + 1][k + 1] if alike[i][k] >= ALIKE else 0.0
            best[i][k] = max(best[i + 1][k], best[i][k + 1], together)
    pairs, i, k = [], 0, 0
    while i < len(old) and k < len(new):
        if best[i][k] == best[i + 1][k]:
            i += 1
        elif best[i][k] == best[i][k + 1]:
            k += 1
        else:
            pairs.append((i, k))
            i, k = i + 1, k + 1
    return pairs


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """Return the share of characters that both have, whatever their order; two empty ones have none."""
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def _simple(kind: ElementKind, text: str) -> ElementChange:
    segment = {
        ElementKind.KEPT: SegmentKind.EQUAL,
        ElementKind.DELETED: SegmentKind.DELETED,
        ElementKind.INSERTED: SegmentKind.INSERTED,
    }[kind]
    return ElementChange(kind, (Segment(segment, text),))
