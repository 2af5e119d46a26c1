"""Hiding in an emergency (紧急撤下): the form of an entry, and the hidings of a catalogue with their due dates."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from values.hiding import HidingReason
from values.messages import N_
from web.access import access, business
from web.catalogue.hiding import WHOLE_ROW, may_hide, parts_of, target_of
from web.catalogue.hidings_page import hidings_values
from web.errors import status_of
from web.language import say
from web.proposal.typed_texts import page_again
from web.session import actor, seats
from web.wording.common import label
from workflow.commands import hiding as commands
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError, WorkflowError
from workflow.queries.catalogue import entry_versions
from workflow.queries.hidings import holding_for, is_entry_of

blueprint = Blueprint("hidings", __name__)

LABELS = {"part": N_("What is hidden"), "reason": N_("Why"), "explanation": N_("Explanation")}
"""Fields of the form, as it calls them."""


@blueprint.get("/catalogues/<code>/hidings")
@access(business)
def index(code: str) -> ResponseReturnValue:
    """List what is and was hidden of a catalogue."""
    return render_template("hidings/index.html", **hidings_values(code))


@blueprint.get("/catalogues/<code>/entries/<entry>/hide")
@access(business)
def choose(code: str, entry: str) -> ResponseReturnValue:
    """Ask what of an entry is to be hidden, and why."""
    return _form(code, entry)


@blueprint.post("/catalogues/<code>/entries/<entry>/hide")
@access(business)
def hide(code: str, entry: str) -> ResponseReturnValue:
    """Hide it at once."""
    reason = request.form.get("reason", "")
    try:
        commands.hide(
            code,
            target_of(entry, request.form.get("part", "")),
            actor=actor(),
            reason=HidingReason(reason) if reason in set(HidingReason) else None,
            explanation=request.form.get("explanation", ""),
            key=g.idempotency_key,
        )
    except (InvalidError, NotAllowedError) as error:
        return _form(code, entry, error), status_of(error)
    flash(
        gettext("Hidden from every public view. Another supervisor has to approve it within 2 working days."),
        "ok",
    )
    return redirect(url_for(".index", code=code))


@blueprint.post("/catalogues/<code>/hidings/<int:hiding_id>/approve")
@access(business)
def approve(code: str, hiding_id: int) -> ResponseReturnValue:
    """Approve a hiding afterwards."""
    try:
        commands.approve_hiding(hiding_id, actor=actor(), opinion=request.form.get("opinion", ""))
    except WorkflowError as error:
        return _again(code, hiding_id, error)
    flash(gettext("Approved. It stays hidden until it is lifted."), "ok")
    return redirect(url_for(".index", code=code))


@blueprint.post("/catalogues/<code>/hidings/<int:hiding_id>/lift")
@access(business)
def lift(code: str, hiding_id: int) -> ResponseReturnValue:
    """Show again what was hidden."""
    try:
        commands.lift_hiding(hiding_id, actor=actor(), opinion=request.form.get("opinion", ""))
    except WorkflowError as error:
        return _again(code, hiding_id, error)
    flash(gettext("Lifted. The public sees it again."), "ok")
    return redirect(url_for(".index", code=code))


def _form(code: str, entry: str, error: WorkflowError | None = None) -> str:
    """Show the form with what was typed and why not."""
    db.session.rollback()
    catalogue = holding_for(db.session(), code, seats()).catalogue
    versions = entry_versions(db.session(), entry)
    if not versions or not is_entry_of(db.session(), entry, catalogue.id):
        raise NotFoundError
    if not may_hide(catalogue):
        raise ForbiddenError(commands.HIDERS_ONLY)
    wrong = error.issues if isinstance(error, InvalidError) else ()
    return render_template(
        "hidings/choose.html",
        catalogue=catalogue,
        entry=entry,
        name=versions[0].state.content.name,
        parts=parts_of(versions),
        reason_options=[(one.value, label(one)) for one in HidingReason],
        typed={"part": WHOLE_ROW, "reason": "", "explanation": ""} | request.form.to_dict(),
        error=error,
        wrong=wrong,
        issues=[(gettext(LABELS[one.field]), say(one.message)) for one in wrong],
    )


def _again(code: str, hiding_id: int, error: WorkflowError) -> ResponseReturnValue:
    """Show the page again with why not and what was typed."""
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    typed = {hiding_id: request.form.get("opinion", "")}
    values = hidings_values(code) | {"error": error, "typed": typed}
    return page_again("hidings/index.html", values, request.form), status_of(error)
