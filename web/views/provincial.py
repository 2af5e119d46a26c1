"""Rules of provinces: everybody inside reads them, business administrators write and end them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, business, business_administrators
from web.administering.places import administered_place
from web.administering.previewing import is_confirmed
from web.administering.provincial_page import (
    form_values,
    list_values,
    own_rule,
    previewed_ending,
    previewed_rule,
    read_last_day,
    seen_version,
    show_values,
    typed_ending,
)
from web.errors import status_of
from web.forms.provincial_form import RuleForm, form_of_rule, read_rule, typed_rule
from web.session import actor
from workflow.commands.administering import end_rule, write_rule
from workflow.errors import StaleError, WorkflowError

blueprint = Blueprint("provincial", __name__)


@blueprint.get("/rules/provincial")
@access(business)
def index() -> str:
    """List the rules that hold where the reader works, and below."""
    return render_template("rules/provincial.html", **list_values())


@blueprint.get("/rules/provincial/<code>")
@access(business)
def show(code: str) -> str:
    """Show a rule with its versions."""
    return render_template("rules/provincial_rule.html", **show_values(code))


@blueprint.get("/rules/provincial/new/<place>")
@access(business_administrators)
def new(place: str) -> str:
    """Show an empty form for a rule of a jurisdiction."""
    shown = form_values(administered_place(place), RuleForm(), newest=None, seen=0)
    return render_template("rules/provincial_form.html", **shown)


@blueprint.post("/rules/provincial/new/<place>")
@access(business_administrators)
def add(place: str) -> ResponseReturnValue:
    """Show what the rule would find; or, once that was shown, write it."""
    return _written(place, typed_rule(request.form), code=None)


@blueprint.get("/rules/provincial/<code>/edit/<place>")
@access(business_administrators)
def edit(code: str, place: str) -> str:
    """Show the form for the next version of a rule."""
    where, newest = own_rule(code, place)
    shown = form_values(where, form_of_rule(newest.rule), newest=newest, seen=newest.version)
    return render_template("rules/provincial_form.html", **shown)


@blueprint.post("/rules/provincial/<code>/edit/<place>")
@access(business_administrators)
def change(code: str, place: str) -> ResponseReturnValue:
    """Show what the next version would find; or, once that was shown, write it."""
    return _written(place, typed_rule(request.form, code=code), code=code)


@blueprint.post("/rules/provincial/<code>/end/<place>")
@access(business_administrators)
def end(code: str, place: str) -> ResponseReturnValue:
    """Show what ending the rule would change; or, once that was shown, end it."""
    (where, newest), typed = own_rule(code, place), typed_ending(request.form, place)
    try:
        if not is_confirmed(typed):
            shown = show_values(code, typed=typed, preview=previewed_ending(where, newest, typed))
            return render_template("rules/provincial_rule.html", **shown)
        version = end_rule(code, read_last_day(typed), actor=actor(), place=where.id, seen=typed.seen)
    except WorkflowError as error:
        db.session.rollback()
        refused = render_template("rules/provincial_rule.html", **show_values(code, typed=typed, error=error))
        return refused, status_of(error)
    return _told(code, version)


def _written(place: str, typed: RuleForm, *, code: str | None) -> ResponseReturnValue:
    where, newest = own_rule(code, place) if code else (administered_place(place), None)
    seen = seen_version(request.form)
    try:
        if not is_confirmed(typed):
            preview = previewed_rule(where, typed)
            shown = form_values(where, typed, newest=newest, seen=seen, preview=preview)
            return render_template("rules/provincial_form.html", **shown)
        version = write_rule(read_rule(typed), actor=actor(), place=where.id, seen=seen)
    except WorkflowError as error:
        db.session.rollback()
        if isinstance(error, StaleError) and code:
            # The page shows what others wrote meanwhile; from there on it is seen.
            where, newest = own_rule(code, place)
            seen = newest.version
        refused = form_values(where, typed, newest=newest, seen=seen, error=error)
        return render_template("rules/provincial_form.html", **refused), status_of(error)
    return _told(typed.id, version)


def _told(code: str, version: int) -> ResponseReturnValue:
    flash(gettext("%(code)s is there in version %(version)s.", code=code, version=version), "ok")
    return redirect(url_for(".show", code=code))
