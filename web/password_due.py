"""A password that is over leads every page to where another one is chosen (GB/T 22239: 首次登录修改、定期更换)."""

from collections.abc import Sequence

from flask import make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from models import db
from web.draft.entry_page import errors_by_field
from web.language import say
from web.session import is_known
from web.unread_form import typed_texts
from workflow.errors import InvalidError

OPEN = frozenset(
    {
        "static",
        "health.alive",
        "health.ready",
        "entrance.sign_out",
        "entrance.choose_language",
        "own_account.password",
    }
)
"""Where one gets all the same."""


def lead_to_password(endpoint: str) -> Response | None:
    """Return the answer that leads there; None for who may go on. What was typed meanwhile is shown, to be copied."""
    if endpoint in OPEN or not is_known() or not current_user.password_is_over:
        return None
    typed = typed_texts() if request.method == "POST" else []
    if not typed:
        return redirect(url_for("own_account.password"))
    return make_response(password_page(None, typed=typed), 409)


def password_page(error: InvalidError | None, *, typed: Sequence[tuple[str, str]] = ()) -> str:
    """Return the page where a password is changed.

    Args:
        error: why it was not.
        typed: label and text of what stood in another form that could not be taken.
    """
    db.session.rollback()
    return render_template(
        "accounts/own_password.html",
        errors=errors_by_field(error),
        problem=say(error.message) if error else "",
        typed=typed,
        login=current_user.login,
        is_over=current_user.password_is_over,
    )
