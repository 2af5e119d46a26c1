"""Which level-1 name each row belongs to, wherever in its group the name stands."""

import re
from dataclasses import dataclass
from functools import lru_cache

from formats.cell_parts import NUMBERED, numbered
from formats.exact_cells import is_exact, name_in
from formats.text_mending import Mending, mended
from values.messages import N_, Message
from values.names import normalised

LATER = Message(N_("The level-1 name stood on another row of its group."))
_SET_OFF = re.compile(r"\d{1,3}\.(?!\d)|\d{1,3}(?:\.\d{1,3}){1,3} ")
"""A number that stands in front of a name as it should, so that taking it off mends nothing."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a cell has it."""

    number: str
    text: str
    place: str
    anchor: tuple[int, int]
    raw: str
    reasons: tuple[Message, ...] = ()
    is_exact: bool = False
    """Whether it stands on the right row for sure, so that its number tells nothing more."""

    @property
    def major(self) -> str:
        """The number of the level-1 name that its own number begins with."""
        return "" if self.is_exact else self.number.partition(".")[0] if "." in self.number else ""

    @property
    def key(self) -> str:
        """By what two names are the same."""
        return _key(self.text)


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return normalised(text)


def name_of(raw: str, place: str, anchor: tuple[int, int], *, reasons: tuple[Message, ...] = ()) -> Name:
    """Return the name in a cell, without its number and with what was mended."""
    if is_exact(raw):
        number, text = name_in(raw)
        return Name(number, text, place, anchor, raw, is_exact=True)
    mending = mended(raw)
    joined = "".join(mending.text.split("\n"))
    number, text = numbered(joined)
    told = Mending(joined, mending.reasons + reasons)
    if _SET_OFF.match(joined):
        told.text = text
    else:
        told.turn(text, NUMBERED)
    return Name(number, told.text, place, anchor, raw, told.reasons)


def groups(firsts: list[Name | None], seconds: list[Name | None]) -> list[Name | None]:
    """Return the level-1 name of each row: by the numbers where there are any, else the last one above.

    A name without a number keeps the row that it stands on, and so does one that no row would be left with.
    """
    by_major = _by_major(firsts, seconds)
    found: list[Name | None] = []
    last: Name | None = None
    for first, second in zip(firsts, seconds, strict=True):
        last = first or last
        major = second.major if second and (first is None or first.number) else ""
        found.append(by_major.get(major) or last)
    below: Name | None = None
    for at in range(len(found) - 1, -1, -1):
        below = found[at] or below
        found[at] = found[at] or below
    kept = {name.key for name in found if name}
    return [
        first if first and first.key not in kept else name for first, name in zip(firsts, found, strict=True)
    ]


def _by_major(firsts: list[Name | None], seconds: list[Name | None]) -> dict[str, Name]:
    """Return the level-1 names by number; a number that two names have tells nothing."""
    told: dict[str, list[Name]] = {}
    for first in firsts:
        if first and first.number and not first.is_exact:
            told.setdefault(first.number, []).append(first)
    guessed: dict[str, list[Name]] = {}
    for first, second in zip(firsts, seconds, strict=True):
        if first and second and second.major and second.major not in told and not first.number:
            guessed.setdefault(second.major, []).append(first)
    found = {}
    for major, names in (guessed | told).items():
        if len({one.key for one in names}) == 1:
            found[major] = names[0]
    return found


def stood_elsewhere(firsts: list[Name | None], grouped: list[Name | None]) -> set[str]:
    """Return the places of level-1 names that are not on the first row of what belongs to them."""
    began: dict[str, int] = {}
    for at, name in enumerate(grouped):
        if name:
            began.setdefault(name.place, at)
    found: set[str] = set()
    seen: set[str] = set()
    for at, first in enumerate(firsts):
        if first and first.place not in seen:
            seen.add(first.place)
            group = grouped[at]
            if began.get(first.place, at) < at or (group and group.key != first.key):
                found.add(first.place)
    return found
