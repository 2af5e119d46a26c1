"""What changed between two texts or lists, as people mark it: struck and inserted parts, read in order."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class SegmentKind(StrEnum):
    """What became of a part."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Segment:
    """A part of a redline. Joined, equal and deleted parts are the old text, equal and inserted the new."""

    kind: SegmentKind
    text: str


LONGEST_BY_TOKEN = 200_000
"""Characters of both texts together up to which they are cut into tokens; beyond, into sentences first."""

MOST_WORK = 8_000_000
"""What one redline may cost, by `work`; about a third of a second."""

PAIR = 5000
"""Work of comparing two sentences at all, in the same units."""

_TOKEN = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[A-Za-zＡ-Ｚａ-ｚ]+|\s+|.", re.DOTALL)
"""A number and a Latin word are one token each, every other character its own."""

_SENTENCE_END = re.compile(r"(?<=[\n。；！？])|(?<=[.;!?])(?=\s)")


class _Block(NamedTuple):
    """A stretch of both texts: the same in both, or the one replaced by the other."""

    old: str
    new: str


class Allowance:
    """How much comparing is still affordable, so that no pair of texts takes long."""

    def __init__(self, left: int = MOST_WORK) -> None:
        self.left = left

    def covers(self, work: int) -> bool:
        """Spend the work if it is affordable, and say whether it is."""
        if work > self.left:
            return False
        self.left -= work
        return True


def redline(old: str, new: str, allowance: Allowance | None = None) -> tuple[Segment, ...]:
    """Return how the old text became the new one; several redlines may share an allowance."""
    if old == new or not old or not new:
        return _plain(old, new)
    left = Allowance() if allowance is None else allowance
    if len(old) + len(new) <= LONGEST_BY_TOKEN:
        blocks = _by_tokens(old, new, left, otherwise=_by_sentences)
    else:
        blocks = _by_sentences(old, new, left)
    return _merged(_without_leftovers(_merged(_segments(blocks))))


def _plain(old: str, new: str) -> tuple[Segment, ...]:
    """Return the redline of texts that are the same, or one of which says nothing."""
    if old == new:
        return (Segment(SegmentKind.EQUAL, new),) if new else ()
    return (Segment(SegmentKind.DELETED, old),) if old else (Segment(SegmentKind.INSERTED, new),)


_Compare = Callable[[str, str, Allowance], Iterator[_Block]]


def _by_tokens(old: str, new: str, allowance: Allowance, otherwise: _Compare) -> Iterator[_Block]:
    before, a, b, after = _trimmed(_TOKEN.findall(old), _TOKEN.findall(new))
    yield _Block(before, before)
    if allowance.covers(work(a, b)):
        yield from (_Block("".join(one), "".join(other)) for one, other in _runs(a, b))
    else:
        yield from otherwise("".join(a), "".join(b), allowance)
    yield _Block(after, after)


def _by_sentences(old: str, new: str, allowance: Allowance) -> Iterator[_Block]:
    before, a, b, after = _trimmed(_SENTENCE_END.split(old), _SENTENCE_END.split(new))
    yield _Block(before, before)
    runs = _runs(a, b) if allowance.covers(work(a, b)) else [(a, b)]
    for one, other in runs:
        if one == other:
            yield _Block("".join(one), "".join(other))
        elif len(one) == len(other) and allowance.covers(PAIR * len(one)):
            # Sentences that were all touched a little stay beside each other.
            for pair in zip(one, other, strict=True):
                yield from _within(*pair, allowance)
        else:
            yield from _within("".join(one), "".join(other), allowance)
    yield _Block(after, after)


def _within(old: str, new: str, allowance: Allowance) -> Iterator[_Block]:
    if len(old) + len(new) <= LONGEST_BY_TOKEN:
        return _by_tokens(old, new, allowance, otherwise=_whole)
    return _whole(old, new, allowance)


def _whole(old: str, new: str, _: Allowance) -> Iterator[_Block]:
    yield _Block(old, new)


def _trimmed(a: Sequence[str], b: Sequence[str]) -> tuple[str, Sequence[str], Sequence[str], str]:
    """Return the common beginning, what lies between of each, and the common end."""
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    old, new = a[start : len(a) - end], b[start : len(b) - end]
    return "".join(a[:start]), old, new, "".join(a[len(a) - end :])


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def work(a: Sequence[str], b: Sequence[str]) -> int:
    """Return what comparing costs at worst: its pairs of equals are looked at once for each match found."""
    counts = Counter(b)
    return sum(counts[one] for one in a) * min(len(a), len(b))


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    for _, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield a[i:j], b[k:m]


def _segments(blocks: Iterator[_Block]) -> Iterator[Segment]:
    for old, new in blocks:
        if old == new:
            yield Segment(SegmentKind.EQUAL, old)
        else:
            yield Segment(SegmentKind.DELETED, old)
            yield Segment(SegmentKind.INSERTED, new)


def _without_leftovers(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Take single characters that stayed by chance between two changes into the change.

    A line break is no chance: it keeps the lines of a field apart.
    """
    for place, one in enumerate(segments):
        is_inner = 0 < place < len(segments) - 1
        if one.kind is SegmentKind.EQUAL and len(one.text) == 1 and is_inner and one.text != "\n":
            yield Segment(SegmentKind.DELETED, one.text)
            yield Segment(SegmentKind.INSERTED, one.text)
        else:
            yield one


def _merged(segments: Iterator[Segment]) -> tuple[Segment, ...]:
    """Join neighbours: of a run of changes, all that was deleted, then all that was inserted."""
    merged: list[Segment] = []
    told = (one for one in segments if one.text)
    for is_equal, run in groupby(told, key=lambda one: one.kind is SegmentKind.EQUAL):
        parts = list(run)
        kinds = (SegmentKind.EQUAL,) if is_equal else (SegmentKind.DELETED, SegmentKind.INSERTED)
        for kind in kinds:
            text = "".join(one.text for one in parts if one.kind is kind)
            if text:
                merged.append(Segment(kind, text))
    return tuple(merged)
