"""Who contributed to a draft: every saver, unless what they wrote was undone to the byte (decision 3)."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Save(Protocol):
    """A save of a draft, as far as it matters here."""

    content_sha256: str


S = TypeVar("S", bound=Save)


def standing_saves(saves: Sequence[S]) -> list[S]:
    """Return the saves that left something behind.

    A save that brings the draft back to what it was after an earlier one undoes all in between, and is no
    contribution itself. The saves come in their order.
    """
    standing: list[S] = []
    for save in saves:
        earlier = [one.content_sha256 for one in standing]
        if save.content_sha256 in earlier:
            del standing[earlier.index(save.content_sha256) + 1 :]
        else:
            standing.append(save)
    return standing
