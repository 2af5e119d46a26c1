"""Set up the catalogue of a county or a township: the business administrator, once for each field."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from values.messages import N_
from values.vocabulary import Field
from web.access import access, business_administrators
from web.administering.accounts_page import member_of
from web.administering.founding_page import found_values
from web.errors import status_of
from web.numbers import whole_number
from web.session import actor
from workflow.commands.founding import found_catalogue
from workflow.errors import InvalidError, invalid

blueprint = Blueprint("founding", __name__)


@blueprint.get("/catalogues/found")
@access(business_administrators)
def new() -> str:
    """Ask which catalogue is set up, who holds it, and which route it takes."""
    return render_template("catalogues/found.html", **found_values(request.args))


@blueprint.post("/catalogues/found")
@access(business_administrators)
def found() -> ResponseReturnValue:
    """Set up a catalogue."""
    form = request.form
    try:
        field = member_of(Field, form.get("field", ""))
        if field is None:
            raise invalid("field", N_("Choose the field of the catalogue."))
        code = found_catalogue(
            field,
            whole_number(form.get("body", "")) or 0,
            actor=actor(),
            route=whole_number(form.get("route", "")),
            key=g.idempotency_key,
        )
    except InvalidError as error:
        return render_template("catalogues/found.html", **found_values(form, error)), status_of(error)
    flash(
        gettext(
            "The catalogue %(code)s is set up. Drafters of the county find it under “Catalogues” and begin it.",
            code=code,
        ),
        "ok",
    )
    return redirect(url_for("catalogues.index"))
