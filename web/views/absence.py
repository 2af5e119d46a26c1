"""Deputies while away (外出委托): name one's own, and act in the name of whom one stands in for."""

from datetime import date
from typing import TypedDict

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import db
from values.messages import N_, Message
from values.written_day import day_written
from web.access import access, signed_in
from web.draft.entry_page import errors_by_field
from web.errors import status_of
from web.numbers import whole_number
from web.proposal.page import today
from web.session import own_actor, represent
from workflow.commands import absence as commands
from workflow.errors import ForbiddenError, InvalidError, Issue, WorkflowError
from workflow.queries import absence as queries

blueprint = Blueprint("absence", __name__)


@blueprint.route("/absence", methods=["GET", "POST"])
@access(signed_in)
def show() -> ResponseReturnValue:
    """Show one's deputies and for whom one stands in, or name a deputy."""
    if request.method == "GET":
        return _page(None)
    try:
        commands.delegate(actor=own_actor(), **_asked())
    except InvalidError as error:
        return _page(error), status_of(error)
    flash(gettext("Your deputy is named."), "ok")
    return redirect(url_for(".show"))


@blueprint.post("/absence/<int:delegation_id>/end")
@access(signed_in)
def end(delegation_id: int) -> ResponseReturnValue:
    """End the time of a deputy."""
    commands.end_delegation(delegation_id, actor=own_actor())
    flash(gettext("The deputy's time has ended."), "ok")
    return redirect(url_for(".show"))


@blueprint.post("/absence/act")
@access(signed_in)
def act() -> ResponseReturnValue:
    """Act in the name of somebody from now on, or, without a name, in one's own again."""
    person = whole_number(request.form.get("person", ""))
    found = queries.stood_in_for(db.session(), current_user.person_id, today=today())
    if person is not None and person not in {one.person_id for one in found}:
        raise ForbiddenError(Message(N_("You are not the deputy of this person today.")))
    represent(person)
    return redirect(url_for("inbox.show") if person else url_for(".show"))


def _page(error: WorkflowError | None) -> str:
    session, person = db.session(), current_user.person_id
    return render_template(
        "absence/show.html",
        deputies=queries.possible_deputies(session, person, today=today()),
        absences=queries.own_absences(session, person, today=today()),
        stood_in_for=queries.stood_in_for(session, person, today=today()),
        errors=errors_by_field(error),
        typed=request.form,
    )


class _Asked(TypedDict):
    deputy_id: int
    valid_from: date
    valid_until: date


def _asked() -> _Asked:
    """Return whom the form names and when; what is missing or no day is said at every field at once."""
    issues: list[Issue] = []
    deputy = whole_number(request.form.get("deputy", "")) or 0
    if not deputy:
        issues.append(Issue("deputy", Message(N_("Choose who stands in for you."))))
    first, last = _day("valid_from", issues), _day("valid_until", issues)
    if first is None or last is None or issues:
        raise InvalidError(issues)
    return {"deputy_id": deputy, "valid_from": first, "valid_until": last}


def _day(name: str, issues: list[Issue]) -> date | None:
    try:
        return day_written(request.form.get(name, ""))
    except ValueError:
        issues.append(Issue(name, Message(N_("Give the day as year-month-day, for example 2026-07-01."))))
        return None
