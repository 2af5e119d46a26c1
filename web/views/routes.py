"""Routes in the hands of the business administrator: the list, a route, its form, its catalogues."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import Jurisdiction, db
from web.access import access, business_administrators
from web.administering.hand_over_page import left_to_business
from web.administering.route_page import choosable, fit_texts, form_values, show_values
from web.errors import status_of
from web.forms.route_form import RouteForm, form_of_plan, read_plan, rearranged, typed_form
from web.numbers import whole_number
from web.session import actor, seats
from workflow.commands import routes
from workflow.errors import NotFoundError, StaleError, WorkflowError
from workflow.queries import routes as queries

blueprint = Blueprint("routes", __name__)


@blueprint.get("/routes")
@access(business_administrators)
def index() -> ResponseReturnValue:
    """List the routes of the reader's jurisdictions, each with how long it takes."""
    places = queries.administered(seats())
    found = queries.routes(db.session(), places)
    return render_template(
        "routes/index.html",
        routes=[(one, fit_texts(one.plan)) for one in found],
        jurisdictions=queries.jurisdictions(db.session(), places),
        left=left_to_business(),
    )


@blueprint.get("/routes/<int:number>")
@access(business_administrators)
def show(number: int) -> ResponseReturnValue:
    """Show a route: its steps, whether they fit, the catalogues that take it, its history."""
    return render_template("routes/show.html", **show_values(_file(number)))


@blueprint.get("/routes/<int:number>/edit")
@access(business_administrators)
def edit(number: int) -> ResponseReturnValue:
    """Show the form of a route."""
    return _form(form_of_plan(_file(number).plan), number)


@blueprint.post("/routes/<int:number>/edit")
@access(business_administrators)
def change(number: int) -> ResponseReturnValue:
    """Rearrange the form, or write the next version of the route."""
    form = typed_form(request.form)
    if request.form.get("then") != "save":
        return _form(rearranged(form, request.form.get("then", "")), number)
    file = _file(number)
    version = whole_number(request.form.get("version", "")) or 0
    try:
        plan = read_plan(form, choosable(file.jurisdiction, file))
        routes.change_route(number, plan, actor=actor(), version=version, reason=form.reason)
    except WorkflowError as error:
        return _form(form, number, error=error, seen=version)
    flash(gettext("Saved. Proposals under way keep the route they were submitted on."), "ok")
    return redirect(url_for(".show", number=number))


@blueprint.get("/routes/new/<code>")
@access(business_administrators)
def new(code: str) -> ResponseReturnValue:
    """Show an empty form for a route of a jurisdiction."""
    return _new_form(RouteForm(), _place(code))


@blueprint.post("/routes/new/<code>")
@access(business_administrators)
def set_up(code: str) -> ResponseReturnValue:
    """Rearrange the form, or add the route."""
    form, place = typed_form(request.form), _place(code)
    if request.form.get("then") != "save":
        return _new_form(rearranged(form, request.form.get("then", "")), place)
    try:
        plan = read_plan(form, choosable(place, None))
        number = routes.set_up(place.id, plan, actor=actor(), reason=form.reason, key=g.idempotency_key)
    except WorkflowError as error:
        return _new_form(form, place, error)
    flash(gettext("The route is set up. Give it to the catalogues that are to take it."), "ok")
    return redirect(url_for(".show", number=number))


@blueprint.post("/routes/<int:number>/catalogues")
@access(business_administrators)
def assign(number: int) -> ResponseReturnValue:
    """Give a catalogue the route."""
    before = whole_number(request.form.get("before", ""))
    try:
        routes.assign_route(number, request.form.get("catalogue", ""), actor=actor(), before=before)
    except StaleError as error:
        db.session.rollback()
        shown = render_template("routes/show.html", **show_values(_file(number), error=error))
        return shown, status_of(error)
    flash(gettext("The catalogue takes this route from its next revision on."), "ok")
    return redirect(url_for(".show", number=number))


def _form(
    form: RouteForm, number: int, *, error: WorkflowError | None = None, seen: int | None = None
) -> ResponseReturnValue:
    """Show the form with what was typed; a button that only rearranges keeps the version the page began with."""
    db.session.rollback()
    file = _file(number)
    values = form_values(form, jurisdiction=file.jurisdiction, file=file, error=error, seen=seen)
    if error is None and request.method == "POST":
        values["version"] = whole_number(request.form.get("version", "")) or 0
    shown = render_template("routes/edit.html", **values)
    return (shown, status_of(error)) if error else shown


def _new_form(
    form: RouteForm, place: Jurisdiction, error: WorkflowError | None = None
) -> ResponseReturnValue:
    db.session.rollback()
    values = form_values(form, jurisdiction=place, file=None, error=error)
    shown = render_template("routes/edit.html", **values)
    return (shown, status_of(error)) if error else shown


def _file(number: int) -> queries.RouteFile:
    file = queries.route_file(db.session(), number, queries.administered(seats()))
    if file is None:
        raise NotFoundError
    return file


def _place(code: str) -> Jurisdiction:
    places = queries.jurisdictions(db.session(), queries.administered(seats()))
    found = next((one for one in places if one.code == code), None)
    if found is None:
        raise NotFoundError
    return found
