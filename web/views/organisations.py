"""Bodies and jurisdictions, for the system administrator: registered here, renamed and merged by a proposal only."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, technology
from web.administering.accounts_page import day_of
from web.administering.organisations_page import (
    body_values,
    list_values,
    new_values,
    particulars,
    place_values,
)
from web.errors import status_of
from web.numbers import whole_number
from web.session import actor
from workflow.commands import organising
from workflow.errors import InvalidError

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/bodies")
@access(technology)
def index() -> str:
    """List the bodies of the reader's area."""
    return render_template("organisations/index.html", **list_values(request.args))


@blueprint.get("/bodies/new")
@access(technology)
def new() -> str:
    """Ask which body is registered."""
    return render_template("organisations/new.html", **new_values(request.args))


@blueprint.post("/bodies/new")
@access(technology)
def register() -> ResponseReturnValue:
    """Register a body."""
    form = request.form
    try:
        number = organising.register_body(
            form.get("body_name", "").strip(),
            particulars(form),
            place=whole_number(form.get("place", "")) or 0,
            since=day_of(form, "valid_from"),
            actor=actor(),
            key=g.idempotency_key,
        )
    except InvalidError as error:
        return render_template("organisations/new.html", **new_values(form, error)), status_of(error)
    flash(gettext("The body is registered. The security administrator can give people roles in it."), "ok")
    return redirect(url_for(".show", body_id=number))


@blueprint.get("/bodies/<int:body_id>")
@access(technology)
def show(body_id: int) -> str:
    """Show a body, what may be put right, and how it is renamed or merged."""
    return render_template("organisations/show.html", **body_values(body_id))


@blueprint.post("/bodies/<int:body_id>")
@access(technology)
def correct(body_id: int) -> ResponseReturnValue:
    """Put right what is known of a body."""
    try:
        organising.correct_body(body_id, particulars(request.form), actor=actor())
    except InvalidError as error:
        page = render_template("organisations/show.html", **body_values(body_id, request.form, error))
        return page, status_of(error)
    flash(gettext("Saved."), "ok")
    return redirect(url_for(".show", body_id=body_id))


@blueprint.route("/bodies/jurisdictions/new", methods=["GET", "POST"])
@access(technology)
def place() -> ResponseReturnValue:
    """Ask which jurisdiction is registered below one's own, or register it."""
    if request.method == "GET":
        return render_template("organisations/place.html", **place_values({}))
    form = request.form
    try:
        number = organising.register_jurisdiction(
            form.get("code", "").strip(),
            form.get("place_name", "").strip(),
            actor=actor(),
            key=g.idempotency_key,
        )
    except InvalidError as error:
        return render_template("organisations/place.html", **place_values(form, error)), status_of(error)
    flash(gettext("The jurisdiction is registered. Register its first body next."), "ok")
    return redirect(url_for(".new", place=number))
