"""Department opinions: asking bodies, and answering for one; both from the proposal's page."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from values.vocabulary import OpinionAnswer
from web.access import access, business
from web.errors import status_of
from web.numbers import whole_number
from web.proposal.opinion_panel import opinion_panel, ticked_bodies
from web.proposal.page import today
from web.proposal.shown import shown
from web.proposal.typed_texts import page_again
from web.session import actor
from workflow.commands import opinions
from workflow.errors import NotFoundError, WorkflowError
from workflow.queries.proposal import proposal_file

blueprint = Blueprint("opinions", __name__)


@blueprint.post("/proposals/<number>/opinions")
@access(business)
def ask(number: str) -> ResponseReturnValue:
    """Ask the ticked bodies for their opinion."""
    try:
        opinions.request_opinions(
            number,
            actor=actor(),
            bodies=sorted(ticked_bodies(request.form.getlist("bodies"))),
            working_days=whole_number(request.form.get("working_days", "")),
            question=request.form.get("question", ""),
            revision=whole_number(request.form.get("revision", "")),
        )
    except WorkflowError as error:
        return _again(number, error)
    flash(gettext("The bodies have been asked and told."), "ok")
    return redirect(url_for("proposals.show", number=number, _anchor="opinions"))


@blueprint.post("/proposals/<number>/opinions/<int:request_id>")
@access(business)
def give(number: str, request_id: int) -> ResponseReturnValue:
    """Answer for the body that was asked."""
    answer = request.form.get("answer", "")
    try:
        opinions.give_opinion(
            number,
            request_id,
            actor=actor(),
            answer=OpinionAnswer(answer) if answer in set(OpinionAnswer) else None,
            opinion=request.form.get("opinion", ""),
            revision=whole_number(request.form.get("revision", "")),
        )
    except WorkflowError as error:
        return _again(number, error)
    flash(gettext("Your body's opinion is on record."), "ok")
    return redirect(url_for("proposals.show", number=number, _anchor="opinions"))


def _again(number: str, error: WorkflowError) -> ResponseReturnValue:
    """Show the proposal with why not, what happened meanwhile, and what was typed."""
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    file = proposal_file(db.session(), number, actor(), today=today())
    seen = whole_number(request.form.get("version", ""))
    values = shown(file, view="side", error=error, seen=seen)
    values["opinions"] = opinion_panel(
        file,
        today=today(),
        typed=request.form,
        ticked=ticked_bodies(request.form.getlist("bodies")),
    )
    return page_again("proposals/show.html", values, request.form), status_of(error)
