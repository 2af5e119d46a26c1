"""Undo a release: one click to the prefilled reverse proposal."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business
from web.session import actor
from workflow.commands import undoing

blueprint = Blueprint("undo", __name__)


@blueprint.post("/catalogues/<code>/releases/<int:number>/undo")
@access(business)
def undo(code: str, number: int) -> ResponseReturnValue:
    """Open the reverse proposal and lead to its draft."""
    opened = undoing.open_undo(code, number, actor=actor(), key=g.idempotency_key)
    flash(
        gettext("The reverse changes are prefilled. Nothing is undone until this proposal is published."),
        "ok",
    )
    return redirect(url_for("editor.edit", number=opened))
