"""Numbers from addresses and forms, which may hold anything."""

LONGEST = 9
"""Digits that are read; a longer number fits no page and no version."""


def whole_number(text: str) -> int | None:
    """Return the whole number that a text is; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def page_number(text: str) -> int:
    """Return the page that is asked for; the first for anything that is no page."""
    return max(whole_number(text) or 1, 1)
