"""The inbox: what waits for the person, then what waits for their bodies."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from web.access import access, business
from web.errors import status_of
from web.inbox.page import inbox_values
from web.inbox.signing_together import asked_opinion, asked_versions
from web.language import say
from web.session import actor
from workflow.commands.together import sign_off_together
from workflow.errors import InvalidError

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
@access(business)
def show() -> ResponseReturnValue:
    """List what waits, by due date, with the working days left."""
    return render_template("inbox/show.html", **inbox_values())


@blueprint.post("/inbox/sign-off")
@access(business)
def sign_off() -> ResponseReturnValue:
    """Agree to the ticked proposals; each is signed off for itself, and those that cannot be say why."""
    try:
        signed = sign_off_together(asked_versions(), actor=actor(), opinion=asked_opinion())
    except InvalidError as error:
        return render_template("inbox/show.html", **inbox_values(error)), status_of(error)
    if signed.done:
        flash(
            ngettext(
                "%(num)d proposal is signed off.", "%(num)d proposals are signed off.", len(signed.done)
            ),
            "ok",
        )
    for number, why in signed.refused:
        flash(gettext("%(number)s is not signed off: %(why)s", number=number, why=say(why)), "bad")
    return redirect(url_for(".show"))
