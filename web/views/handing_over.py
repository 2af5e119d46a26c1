"""Hand a catalogue over to another body (移交目录): the business administrator, with a reason."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business_administrators
from web.administering.hand_over_page import hand_over_values
from web.errors import status_of
from web.numbers import whole_number
from web.session import actor
from workflow.commands.handing_over import hand_over_catalogue
from workflow.errors import InvalidError

blueprint = Blueprint("handing_over", __name__)


@blueprint.get("/catalogues/<code>/hand-over")
@access(business_administrators)
def show(code: str) -> str:
    """Show who has something of a catalogue, and ask who takes it over."""
    return render_template("catalogues/hand_over.html", **hand_over_values(code, request.args))


@blueprint.post("/catalogues/<code>/hand-over")
@access(business_administrators)
def hand_over(code: str) -> ResponseReturnValue:
    """Hand over what a body has of a catalogue."""
    form = request.form
    try:
        hand_over_catalogue(
            code,
            whole_number(form.get("taker", "")) or 0,
            reason=form.get("why", ""),
            actor=actor(),
            of=whole_number(form.get("share", "")),
            key=g.idempotency_key,
        )
    except InvalidError as error:
        page = render_template("catalogues/hand_over.html", **hand_over_values(code, form, error))
        return page, status_of(error)
    flash(gettext("Handed over. The people of both bodies are being told."), "ok")
    return redirect(url_for(".show", code=code))
