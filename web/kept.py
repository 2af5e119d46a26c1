"""What somebody typed into a form that could not be taken: it is shown again, and not lost."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import request

from web.addresses import inside

OF_THE_FORM = frozenset(
    {"csrf_token", "key", "version", "draft_version", "revision", "next", "login", "password", "step"}
)
"""Fields that nobody types, and those that nobody may read again."""

SHORTEST = 4
"""Characters of a text that is worth keeping; shorter values are choices and numbers."""


def typed() -> list[str]:
    """Return the texts of the form that came with this request, in their order, each once."""
    return list(dict.fromkeys(_texts()))


def came_from() -> str:
    """Return the page of ours that the form stood on; nothing where the browser does not tell."""
    parts = urlsplit(request.referrer or "")
    return inside(parts.path) if parts.netloc == request.host else ""


def _texts() -> Iterator[str]:
    for name, value in request.form.items(multi=True):
        text = value.strip()
        is_prose = not text.isascii() or " " in text
        if name not in OF_THE_FORM and is_prose and len(text) >= SHORTEST:
            yield text
