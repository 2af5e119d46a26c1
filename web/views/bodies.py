"""Change a body over all its catalogues (机构变更): the form with its preview."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, business
from web.errors import status_of
from web.proposal.body_change import FIELDS, form_values, read_change
from web.session import actor
from workflow.commands import body_changing
from workflow.errors import WorkflowError
from workflow.queries.catalogues import published_catalogue

blueprint = Blueprint("bodies", __name__)


@blueprint.get("/catalogues/<code>/body-change")
@access(business)
def show(code: str) -> ResponseReturnValue:
    """Ask which body is changed and how; with a body chosen, show what that reaches."""
    catalogue = published_catalogue(db.session(), code)
    return render_template("catalogues/body_change.html", **form_values(catalogue, request.args))


@blueprint.post("/catalogues/<code>/body-change")
@access(business)
def change(code: str) -> ResponseReturnValue:
    """Open the proposal and lead to its draft; or show first what it would reach."""
    if request.form.get("then") == "look":
        asked: dict[str, Any] = {name: request.form.get(name, "") for name in FIELDS}
        return redirect(url_for(".show", code=code, **asked))
    try:
        what, day = read_change(request.form)
        text = request.form.get("rationale", "").strip()
        number = body_changing.open_body_change(
            code, what, day=day, actor=actor(), rationale=text, key=g.idempotency_key
        )
    except WorkflowError as error:
        page = form_values(published_catalogue(db.session(), code), request.form, error)
        return render_template("catalogues/body_change.html", **page), status_of(error)
    flash(gettext("The proposal is opened. Nothing changes until it is published."), "ok")
    return redirect(url_for("editor.edit", number=number))
