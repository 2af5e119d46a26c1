"""Claim rows of the county (认领): in a new proposal of the township, or in a draft that takes in more."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from values.proposal_content import DraftContent
from web.access import access, business
from web.draft import claiming, picking
from web.draft.desk import Desk, desk_again, save, writable_desk
from web.errors import status_of
from web.session import actor, seats
from workflow.commands import drafting
from workflow.errors import InvalidError, WorkflowError

blueprint = Blueprint("claims", __name__)


@blueprint.route("/catalogues/<code>/claim", methods=["GET", "POST"])
@access(business)
def begin(code: str) -> ResponseReturnValue:
    """Show the county's rows that can be claimed, or open a proposal that claims those that were ticked."""
    catalogue, current = picking.proposable(code, seats())
    if request.method == "GET":
        return render_template("editor/claims.html", **claiming.page_values(catalogue, current))
    try:
        seed = g.idempotency_key or code
        content = claiming.with_claimed(catalogue, DraftContent(), current, request.form, seed=seed)
        number = drafting.open_proposal(code, actor=actor(), content=content, key=g.idempotency_key)
    except InvalidError as error:
        page = claiming.page_values(catalogue, current, error=error)
        return render_template("editor/claims.html", **page), status_of(error)
    return redirect(url_for("editor.edit", number=number))


@blueprint.route("/proposals/<number>/edit/claims", methods=["GET", "POST"])
@access(business)
def add(number: str) -> ResponseReturnValue:
    """Show the county's rows that can be claimed, or take claims of those that were ticked into the draft."""
    if request.method == "GET":
        desk = writable_desk(number)
        page = claiming.page_values(desk.case.catalogue, desk.current, desk=desk)
        return render_template("editor/claims.html", **page)

    def change(desk: Desk) -> DraftContent:
        return claiming.with_claimed(desk.case.catalogue, desk.draft, desk.current, request.form, seed=number)

    try:
        save(number, change)
    except WorkflowError as error:
        desk = desk_again(number, error)
        page = claiming.page_values(desk.case.catalogue, desk.current, desk=desk, error=error)
        return render_template("editor/claims.html", **page), status_of(error)
    flash(gettext("Saved."), "ok")
    return redirect(url_for("editor.edit", number=number))
