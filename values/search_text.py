"""What searching compares: texts without what makes no difference, and the pairs of characters that find them."""

import unicodedata
from enum import StrEnum
from itertools import pairwise

from values.document_numbers import document_numbers, number_key
from values.simplified import simplified

LONGEST_TEXT = 100_000
"""Characters of a document that are searched; what a file says beyond is not found."""
LONGEST_QUESTION = 200
MOST_WORDS = 8
TITLE = "t"
"""Begins the pairs of a title, so that what bears the words in its name comes first."""


class SearchKind(StrEnum):
    """What is searched, in the order in which equally good results stand."""

    ENTRY = "entry"
    PROPOSAL = "proposal"
    BASIS = "basis"
    COMMENT = "comment"
    ATTACHMENT = "attachment"
    PERSON = "person"


def bare(text: str) -> str:
    """Return a text without width, case, blanks, punctuation and brackets, in simplified characters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(one for one in simplified(folded) if unicodedata.category(one)[0] in "LNM")


def searchable(*parts: str) -> str:
    """Return what is searched of a document: a line for each of its parts, so that no word reaches over two.

    Document numbers are added as what they mean, whatever brackets they are written with.
    """
    lines = [bare(part) for part in parts]
    for part in parts:
        plain = unicodedata.normalize("NFKC", part)
        lines += [bare(number_key(one.text)) for one in document_numbers(plain)]
    return "\n".join(dict.fromkeys(line for line in lines if line))[:LONGEST_TEXT]


def words_of(question: str) -> tuple[str, ...]:
    """Return the words that a result must all hold; a document number is one, however it is spaced."""
    plain = unicodedata.normalize("NFKC", question[:LONGEST_QUESTION])
    words: list[str] = []
    place = 0
    for number in document_numbers(plain):
        # Words that stand before the issuer, apart from it, are words of their own.
        *before, last = number.text.split(" ")
        words += [bare(one) for one in (*plain[place : number.start].split(), *before)]
        words.append(bare(number_key(last)))
        place = number.end
    words += [bare(one) for one in plain[place:].split()]
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_WORDS]


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether a searchable text holds every word."""
    return all(word in text for word in words)


def pairs_of(text: str, *, mark: str = "") -> set[str]:
    """Return the pairs of neighbours in a searchable text, in ASCII; the last of a line stands alone.

    Written as code points of equal length they mean the same to every database, whose own ideas of words and
    letters differ, and no two pairs are written alike.
    """
    found: set[str] = set()
    for line in filter(None, text.split("\n")):
        codes = [_code(one) for one in line]
        found.update(mark + one + following for one, following in zip(codes, [*codes[1:], ""], strict=True))
    return found


def pairs_in(written: str) -> frozenset[str]:
    """Return the pairs and marks of a document; databases write them in an order and a manner of their own."""
    return frozenset(written.replace("'", "").split())


def asked_pairs(word: str, *, mark: str = "") -> tuple[str, ...]:
    """Return pairs that a text with this word must have; of a single character, how its pairs begin (`…*`).

    Of a longer word every second one and the last: they hold each of its characters, and the index reads all that it
    has of each pair that it is asked for.
    """
    if len(word) == 1:
        return (f"{mark}{_code(word)}*",)
    pairs = [f"{mark}{_code(one)}{_code(two)}" for one, two in pairwise(word)]
    return tuple(dict.fromkeys([*pairs[::2], pairs[-1]]))


def is_told_by_pairs(word: str) -> bool:
    """Whether every text with the asked pairs has the word; of longer words they may stand apart."""
    return len(word) <= 2  # noqa: PLR2004 - a pair


def _code(one: str) -> str:
    return f"{ord(one):05x}"
