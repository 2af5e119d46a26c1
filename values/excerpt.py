"""The part of a text in which searched words stand, with the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from values.search_text import bare

BEFORE, LENGTH = 24, 120
"""Characters before the first word, and of the whole excerpt."""


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt."""

    text: str
    is_hit: bool = False


def excerpt(text: str, words: Iterable[str], *, whole: bool = False) -> tuple[Piece, ...]:
    """Return the text around the first word found in it, in pieces; its beginning where none stands in it.

    Args:
        text: as it is shown.
        words: as they are compared.
        whole: nothing is cut off.
    """
    hits = _hits(text, tuple(words))
    first = 0 if whole else max(0, min(hits, default=0) - BEFORE)
    last = len(text) if whole else min(len(text), first + LENGTH)
    pieces = [Piece("…")] if first else []
    begin = first
    for place in range(first + 1, last + 1):
        if place == last or (place in hits) is not (begin in hits):
            pieces.append(Piece(text[begin:place], begin in hits))
            begin = place
    return (*pieces, Piece("…")) if last < len(text) else tuple(pieces)


@lru_cache(maxsize=8192)
def _letters_of(one: str) -> str:
    """Return what is compared of a character; a page of results has thousands of some hundred."""
    return bare(one)


def _hits(text: str, words: tuple[str, ...]) -> set[int]:
    """Return the places of the characters that belong to a word, with what stands within it."""
    letters, places = [], []
    for place, one in enumerate(text):
        for letter in _letters_of(one):
            letters.append(letter)
            places.append(place)
    compared = "".join(letters)
    found: set[int] = set()
    for word in words:
        start = compared.find(word)
        while start >= 0:
            found.update(range(places[start], places[start + len(word) - 1] + 1))
            start = compared.find(word, start + len(word))
    return found
