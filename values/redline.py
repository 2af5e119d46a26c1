"""Interim."""
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
class SegmentKind(StrEnum):
    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"
@dataclass(frozen=True)
class Segment:
    kind: SegmentKind
    text: str
def redline(old, new):
    a, b = (re.findall(r"[0-9]+|[A-Za-z]+|.", t, re.S) for t in (old, new))
    out = []
    for op, i, j, k, l in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            out.append(Segment(SegmentKind.EQUAL, "".join(a[i:j])))
            continue
        if i != j: out.append(Segment(SegmentKind.DELETED, "".join(a[i:j])))
        if k != l: out.append(Segment(SegmentKind.INSERTED, "".join(b[k:l])))
    return tuple(out)
