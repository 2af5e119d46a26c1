"""Forms that are looked at before they are saved: only what the preview showed is saved."""

from typing import Any

from flask import request

from values.canonical import content_hash
from values.serial import to_plain


def mark(typed: object) -> str:
    """Return what stands for what was typed, to travel with its preview."""
    return content_hash(to_plain(typed))


def is_confirmed(typed: object) -> bool:
    """Whether the button saves, and what was typed is what the preview showed."""
    return request.form.get("then") == "save" and request.form.get("previewed") == mark(typed)


def is_changed_since(typed: object) -> bool:
    """Whether the button saves what no preview showed."""
    return request.form.get("then") == "save" and not is_confirmed(typed)


def preview_values(typed: object, preview: object | None) -> dict[str, Any]:
    """Return what a form needs to be looked at and then saved; without a preview it can only be looked at."""
    return {
        "preview": preview,
        "previewed": mark(typed) if preview is not None else "",
        "is_changed": request.method == "POST" and is_changed_since(typed),
    }
