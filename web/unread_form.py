"""What somebody typed into a form that is refused unread, since their session ended: shown to be copied, and whence it came."""

import re
from urllib.parse import urlsplit

from flask import request

from web.addresses import inside
from web.wording.common import field_label

SILENT = frozenset(
    {"csrf_token", "draft_version", "edit", "key", "login", "next", "seen", "then", "version", "was"}
)
"""Fields that nobody types in, and those that nobody may read again."""

CHOICE = re.compile(r"[a-z0-9_-]*")
"""What buttons, lists and ticks send."""


def typed_texts() -> list[tuple[str, str]]:
    """Return label and text of each field; nothing of secrets, and nothing of a form that another site sent."""
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if urlsplit(came_from).netloc != request.host:
        return []
    return [
        (field_label(name), text)
        for name, text in request.form.items(multi=True)
        if _is_typed(name, text.strip())
    ]


def came_from() -> str:
    """Return the page of ours that the form stood on; nothing where the browser does not tell."""
    parts = urlsplit(request.referrer or "")
    return inside(parts.path) if parts.netloc == request.host else ""


def _is_typed(name: str, text: str) -> bool:
    return name not in SILENT and "password" not in name and CHOICE.fullmatch(text) is None
