"""Erasing personal data by law (个人信息保护法 art. 47): comments, and contact data or names of people who have left."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from values.retention import ErasureGround, PersonalPart
from web.access import access, erasers
from web.errors import status_of
from web.numbers import whole_number
from web.session import actor, seats
from web.wording.common import label
from workflow.commands import erasure
from workflow.errors import WorkflowError

blueprint = Blueprint("erasures", __name__)


@blueprint.get("/erasures")
@access(erasers)
def show() -> ResponseReturnValue:
    """Ask what is erased, and on what ground."""
    return _page()


@blueprint.post("/erasures/comments")
@access(erasers)
def comment() -> ResponseReturnValue:
    """Erase the text of a comment."""
    number = request.form.get("proposal", "").strip()
    which = whole_number(request.form.get("comment", "")) or 0
    try:
        erasure.erase_comment(number, which, actor=actor(), ground=_ground())
    except WorkflowError as error:
        return _page(error), status_of(error)
    flash(gettext("Erased. The trail keeps a salted hash only, and verifies as before."), "ok")
    return redirect(url_for(".show"))


@blueprint.post("/erasures/people")
@access(erasers)
def person() -> ResponseReturnValue:
    """Erase contact data or the name of somebody who has left."""
    wanted = request.form.get("part", "")
    part = PersonalPart(wanted) if wanted in set(PersonalPart) else None
    try:
        erasure.erase_person(
            request.form.get("login", "").strip(), actor=actor(), part=part, ground=_ground()
        )
    except WorkflowError as error:
        return _page(error), status_of(error)
    flash(gettext("Erased. The trail keeps a salted hash only, and verifies as before."), "ok")
    return redirect(url_for(".show"))


def _ground() -> ErasureGround | None:
    wanted = request.form.get("ground", "")
    return ErasureGround(wanted) if wanted in set(ErasureGround) else None


def _page(error: WorkflowError | None = None) -> str:
    db.session.rollback()
    roles = {seat.role for seat in seats()}
    return render_template(
        "erasures/show.html",
        grounds=[("", gettext("Choose …")), *((one.value, label(one)) for one in ErasureGround)],
        parts=[("", gettext("Choose …")), *((one.value, label(one)) for one in PersonalPart)],
        may_comments=bool(roles & set(erasure.COMMENT_ERASERS)),
        may_people=bool(roles & set(erasure.PERSON_ERASERS)),
        typed=request.values,
        error=error,
    )
