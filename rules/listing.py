"""Words in a list within a sentence, joined as the reader's language joins them."""

from collections.abc import Sequence

from values.messages import N_, Message

LISTED = N_("%(first)s, %(rest)s")
"""Two parts of a list, one after the other."""


def listed(words: Sequence[str | Message]) -> str | Message:
    """Return words as one part of a sentence; the only word stands as it is.

    Halves are joined, so that a long list is not nested deeply.
    """
    if len(words) == 1:
        return words[0]
    half = len(words) // 2
    return Message(LISTED, {"first": listed(words[:half]), "rest": listed(words[half:])})
