"""How a cell of channels is read: options beside one another, ticked or not, glued, or split over lines."""

import re
from collections.abc import Collection, Sequence

_BETWEEN = re.compile(r"([■☑✓✔√☒●þ□☐◻○]|[\r\n、，,;；|｜])")
"""What stands between two options; of the marks those of `_EMPTY` say that the option behind is not chosen."""

_EMPTY = frozenset("□☐◻○")


def pieces(cell: str) -> list[str]:
    """Return the options that stand in a cell, without those in front of which an empty box stands."""
    found, is_chosen = [], True
    for part in _BETWEEN.split(cell):
        if _BETWEEN.fullmatch(part):
            is_chosen = part not in _EMPTY
        elif is_chosen and part.strip():
            found.append(part.strip())
    return found


def put_together(words: Sequence[str], known: Collection[str]) -> list[str] | None:
    """Return the known words of which these consist from the first character to the last; None: of others too.

    Where a word begins like a longer one, the longer is taken if the rest still comes out; the time is linear in
    the length of the text.
    """
    text = "".join(words)
    lengths = sorted({len(one) for one in known if one}, reverse=True)
    taken: dict[int, int] = {len(text): 0}
    for start in range(len(text) - 1, -1, -1):
        for length in lengths:
            if start + length in taken and text[start : start + length] in known:
                taken[start] = length
                break
    if 0 not in taken or not text:
        return None
    found, start = [], 0
    while start < len(text):
        found.append(text[start : start + taken[start]])
        start += taken[start]
    return found
