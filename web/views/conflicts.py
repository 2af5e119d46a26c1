"""The page on which a draft is brought up to date: what merges by itself, and what only its drafter can decide."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models import db
from web.access import access, business
from web.draft import conflicts_page
from web.draft.desk import desk_again, seen_version, writable_desk
from web.errors import status_of
from web.numbers import whole_number
from web.session import actor
from workflow.commands import updating
from workflow.errors import WorkflowError

blueprint = Blueprint("conflicts", __name__)

PREFIX = "answer:"


@blueprint.get("/proposals/<number>/edit/conflicts")
@access(business)
def show(number: str) -> ResponseReturnValue:
    """Show what was published beside the draft."""
    return render_template("editor/conflicts.html", **conflicts_page.page_values(writable_desk(number)))


@blueprint.post("/proposals/<number>/edit/conflicts")
@access(business)
def decide(number: str) -> ResponseReturnValue:
    """Take over what merges by itself and what is answered; what is not stays open on its row."""
    given = request.form.items()
    answers = {key.removeprefix(PREFIX): value for key, value in given if key.startswith(PREFIX)}
    seen, release = seen_version(), whole_number(request.form.get("release", ""))
    try:
        updating.bring_up_to_date(number, actor=actor(), draft_version=seen, release=release, answers=answers)
    except WorkflowError as error:
        page = conflicts_page.page_values(desk_again(number, error), answers=answers, error=error)
        return render_template("editor/conflicts.html", **page), status_of(error)
    return _onward(number)


def _onward(number: str) -> ResponseReturnValue:
    """Lead back to the draft, or to what is still open."""
    db.session.rollback()  # What was read before the draft was saved is old.
    left = len(conflicts_page.comparison_of(writable_desk(number)).questions)
    if not left:
        flash(gettext("The draft is up to date."), "ok")
        return redirect(url_for("editor.edit", number=number))
    flash(
        ngettext("Saved. %(num)d question is still open.", "Saved. %(num)d questions are still open.", left),
        "ok",
    )
    return redirect(url_for(".show", number=number))
