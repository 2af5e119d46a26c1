"""What changed between two texts, as people mark it: struck and inserted parts, read in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby


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


_TOKEN = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[A-Za-zＡ-Ｚａ-ｚ]+|\s+|.", re.DOTALL)
"""A number and a Latin word are one token each, every other character its own."""

_LINE = re.compile(r"[^\n。；]*[\n。；]?")

LONGEST_BY_TOKEN = 4000
"""Tokens up to which texts are compared token by token; longer ones are compared by sentences first."""

_LONGEST_BY_LINE = 4000


def redline(old: str, new: str) -> tuple[Segment, ...]:
    """Return how the old text became the new one."""
    if old == new:
        return (Segment(SegmentKind.EQUAL, old),) if old else ()
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(a), len(b)) > LONGEST_BY_TOKEN:
        a, b = [one for one in _LINE.findall(old) if one], [one for one in _LINE.findall(new) if one]
        if max(len(a), len(b)) > _LONGEST_BY_LINE:
            a, b = [old], [new]
    return _merged(_without_leftovers(list(_compared(a, b))))


def _compared(a: Sequence[str], b: Sequence[str]) -> Iterator[Segment]:
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    yield Segment(SegmentKind.EQUAL, "".join(a[:start]))
    matcher = SequenceMatcher(None, middle_a, middle_b, autojunk=len(middle_a) > 500)  # noqa: PLR2004
    for verb, i, j, k, m in matcher.get_opcodes():
        if verb == "equal":
            yield Segment(SegmentKind.EQUAL, "".join(middle_a[i:j]))
        else:
            yield Segment(SegmentKind.DELETED, "".join(middle_a[i:j]))
            yield Segment(SegmentKind.INSERTED, "".join(middle_b[k:m]))
    yield Segment(SegmentKind.EQUAL, "".join(a[len(a) - end :]))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _without_leftovers(segments: list[Segment]) -> list[Segment]:
    """Take single characters that stayed by chance between two changes into the change."""
    found: list[Segment] = []
    kept = [one for one in segments if one.text]
    for place, one in enumerate(kept):
        is_inner = 0 < place < len(kept) - 1
        if one.kind is SegmentKind.EQUAL and len(one.text) == 1 and is_inner and not one.text.isspace():
            found += [Segment(SegmentKind.DELETED, one.text), Segment(SegmentKind.INSERTED, one.text)]
        else:
            found.append(one)
    return found


def _merged(segments: list[Segment]) -> tuple[Segment, ...]:
    """Join neighbours: of a run of changes, all that was deleted, then all that was inserted."""
    merged: list[Segment] = []
    for is_equal, run in groupby(segments, key=lambda one: one.kind is SegmentKind.EQUAL):
        parts = list(run)
        kinds = (SegmentKind.EQUAL,) if is_equal else (SegmentKind.DELETED, SegmentKind.INSERTED)
        for kind in kinds:
            text = "".join(one.text for one in parts if one.kind is kind)
            if text:
                merged.append(Segment(kind, text))
    return tuple(merged)
