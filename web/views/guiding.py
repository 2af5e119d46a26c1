"""Put the guide through one's first proposal away."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business
from web.session import own_actor
from workflow.commands.guiding import dismiss_guide

blueprint = Blueprint("guiding", __name__)


@blueprint.post("/guide/dismiss")
@access(business)
def dismiss() -> ResponseReturnValue:
    """Show the guide no more, and go back to where it was shown."""
    dismiss_guide(actor=own_actor())
    flash(gettext("The guide is put away. What it says also stands in your manual, under Help."), "ok")
    number = request.form.get("number", "")
    return redirect(url_for("editor.edit", number=number) if number else url_for("inbox.show"))
