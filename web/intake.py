"""What is refused before a view sees it: text that is not UTF-8, or holds what no text may hold."""

import unicodedata

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from values.messages import N_
from workflow.errors import invalid

REPLACED = "\ufffd"
"""What broken UTF-8 has become by the time it is read."""

KEPT_CONTROLS = frozenset("\n\r\t")


def init_app(app: Flask) -> None:
    """Look at every form and query before its view."""

    @app.before_request
    def _look() -> None:
        values = [*request.args.values(), *(request.form.values() if request.method == "POST" else ())]
        for value in values:
            if REPLACED in value or _holds_control(value):
                if request.method != "POST":
                    raise BadRequest
                raise invalid(
                    "text",
                    N_(
                        "The text holds characters that are not valid; nothing was saved. Go back and correct it."
                    ),
                )


def _holds_control(value: str) -> bool:
    return any(unicodedata.category(one) in {"Cc", "Cs"} and one not in KEPT_CONTROLS for one in value)
