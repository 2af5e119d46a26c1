"""Numbers from addresses and forms, which may hold anything."""

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**63 - 1
"""The largest number that a row can have."""

LONGEST = 9
"""Digits that are read; a longer number fits no page and no version."""


def whole_number(text: str) -> int | None:
    """Return the whole number that a text is; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def page_number(text: str) -> int:
    """Return the page that is asked for; the first for anything that is no page."""
    return max(whole_number(text) or 1, 1)


class RowNumber(IntegerConverter):
    """A number in an address: beyond what a row can have there is no page."""

    def __init__(self, map: Map) -> None:  # noqa: A002 Werkzeug's name.
        """Accept what the database can compare."""
        super().__init__(map, max=LARGEST)
