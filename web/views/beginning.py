"""The beginning of a county's own catalogue: its first proposal, and rows of the standard that a draft still lacks."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models import db
from values.proposal_content import DraftContent
from values.vocabulary import CatalogueKind
from web.access import access, business
from web.draft import beginning
from web.draft.desk import Desk, desk_again, save, writable_desk
from web.errors import status_of
from web.session import actor, seats
from workflow.commands.beginning import begin_from_standard
from workflow.errors import InvalidError, NotAllowedError, WorkflowError
from workflow.queries.founding import empty_catalogue

blueprint = Blueprint("beginning", __name__)


@blueprint.route("/catalogues/<code>/begin", methods=["GET", "POST"])
@access(business)
def begin(code: str) -> ResponseReturnValue:
    """Say what an empty catalogue begins with, or open its first proposal with every row of the standard."""
    if request.method == "POST":
        return _begin(code)
    catalogue = beginning.empty(code)
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        return redirect(url_for("claims.begin", code=code))
    return render_template("editor/begin.html", **beginning.begin_values(catalogue))


def _begin(code: str) -> ResponseReturnValue:
    try:
        said = beginning.read_said(request.form)
        number = begin_from_standard(code, said, actor=actor(), key=g.idempotency_key)
    except (InvalidError, NotAllowedError) as error:
        db.session.rollback()
        catalogue = empty_catalogue(db.session(), code, seats())
        if catalogue is None:
            raise
        page = beginning.begin_values(catalogue, error)
        return render_template("editor/begin.html", **page), status_of(error)
    flash(
        gettext(
            "Every row of the standard is in this draft. Change what is different here, and say since when."
        ),
        "ok",
    )
    return redirect(url_for("editor.edit", number=number))


@blueprint.route("/proposals/<number>/edit/standard", methods=["GET", "POST"])
@access(business)
def add(number: str) -> ResponseReturnValue:
    """Show which rows of the standard nothing stands for, or take them over into the draft."""
    if request.method == "GET":
        return render_template("editor/standard.html", **beginning.add_values(writable_desk(number)))
    taken = 0

    def change(desk: Desk) -> DraftContent:
        nonlocal taken
        text = beginning.with_missing(desk, request.form)
        taken = len(text.changes) - len(desk.draft.changes)
        return text

    try:
        save(number, change)
    except WorkflowError as error:
        page = beginning.add_values(desk_again(number, error), error)
        return render_template("editor/standard.html", **page), status_of(error)
    flash(
        ngettext("%(num)d row was taken over.", "%(num)d rows were taken over.", taken),
        "ok",
    )
    return redirect(url_for("editor.edit", number=number))
