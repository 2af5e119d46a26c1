"""What somebody typed into a form that is refused unread, since their session has ended: it is shown to be copied."""

from urllib.parse import urlsplit

from flask import request

from web.wording import field_label

SILENT = frozenset({"csrf_token", "draft_version", "edit", "key", "next", "seen", "then", "version", "was"})
"""Fields that nobody types in."""


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


def _is_typed(name: str, text: str) -> bool:
    return name not in SILENT and "password" not in name and len(text) > 1 and not text.isdecimal()
