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
from workflow.errors import InvalidError, WorkflowError
from workflow.queries.erasable import COMMENT_ERASERS, ErasableComment, erasable_comment
from workflow.queries.proposal import names_of_people
from workflow.refusals import record_refused_reading

blueprint = Blueprint("erasures", __name__)


@blueprint.get("/erasures")
@access(erasers)
def show() -> ResponseReturnValue:
    """Ask what is erased, and on what ground; show the text of the comment that was asked for."""
    number = request.args.get("proposal", "").strip()
    if not number and not request.args.get("comment", "").strip():
        return _page()
    try:
        return _page(found=_comment_asked_for())
    except WorkflowError as error:
        record_refused_reading(actor(), number, error)
        return _page(error), status_of(error)


@blueprint.post("/erasures/comments")
@access(erasers)
def comment() -> ResponseReturnValue:
    """Erase the text of a comment."""
    number, which = _comment_named()
    try:
        erasure.erase_comment(number, which, actor=actor(), ground=_ground())
    except InvalidError as error:
        return _page(error, found=_comment_asked_for()), status_of(error)
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


def _comment_named() -> tuple[str, int]:
    return request.values.get("proposal", "").strip(), whole_number(request.values.get("comment", "")) or 0


def _comment_asked_for() -> ErasableComment:
    db.session.rollback()
    return erasable_comment(db.session(), *_comment_named(), seats())


def _ground() -> ErasureGround | None:
    wanted = request.form.get("ground", "")
    return ErasureGround(wanted) if wanted in set(ErasureGround) else None


def _page(error: WorkflowError | None = None, *, found: ErasableComment | None = None) -> str:
    db.session.rollback()
    roles = {seat.role for seat in seats()}
    return render_template(
        "erasures/show.html",
        grounds=[("", gettext("Choose …")), *((one.value, label(one)) for one in ErasureGround)],
        parts=[("", gettext("Choose …")), *((one.value, label(one)) for one in PersonalPart)],
        may_comments=bool(roles & set(COMMENT_ERASERS)),
        may_people=bool(roles & set(erasure.PERSON_ERASERS)),
        found=found,
        author=names_of_people(db.session(), [found.comment.author_id])[found.comment.author_id]
        if found
        else "",
        typed=request.values,
        error=error,
    )
