"""What is refused before a view sees it: text that is not UTF-8, or holds what no text may hold."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from config import Settings
from values.messages import N_
from workflow.errors import invalid

View = TypeVar("View", bound=Callable[..., Any])

REPLACED = "\ufffd"
"""What broken UTF-8 of a multipart form has become by the time it is read."""

KEPT_CONTROLS = frozenset("\n\r\t")

URL_ENCODED = "application/x-www-form-urlencoded"


def takes_files(view: View) -> View:
    """Name a view whose form brings files: those who have signed in may send it more than a form's text."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Look at every form and query before its view."""

    @app.before_request
    def _look() -> None:
        _make_room()
        if not _is_utf8(request.query_string) or _spoils([request.path, *_all(request.args)]):
            raise BadRequest
        if request.method != "POST":
            return
        # Werkzeug keeps broken bytes percent-encoded, so that they would be stored as such.
        is_encoded = request.mimetype == URL_ENCODED
        if (is_encoded and not _is_utf8(request.get_data(cache=True))) or _spoils(_all(request.form)):
            raise invalid(
                "text",
                N_(
                    "The text holds characters that are not valid; nothing was saved. Go back and correct it."
                ),
            )


def _make_room() -> None:
    """Raise the limit of a request that brings files, before anything reads it."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False) and current_user.is_authenticated:
        settings: Settings = current_app.config["SETTINGS"]
        request.max_content_length = settings.max_proposal_bytes + settings.max_request_bytes


def _all(given: MultiDict[str, str]) -> list[str]:
    """Return every value, those of a repeated name too."""
    return [value for values in given.listvalues() for value in values]


def _is_utf8(encoded: bytes) -> bool:
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return True


def _spoils(values: Iterable[str]) -> bool:
    return any(REPLACED in value or _holds_control(value) for value in values)


def _holds_control(value: str) -> bool:
    return any(unicodedata.category(one) in {"Cc", "Cs"} and one not in KEPT_CONTROLS for one in value)
