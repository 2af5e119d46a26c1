"""Case files (案卷): take one out, choose how long it is kept, lists of those to be destroyed (销毁清册)."""

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from values.retention import RetentionTerm
from web.access import access, archivists, business
from web.downloads import file_headers
from web.errors import status_of
from web.papers.archive_page import archive_values, list_values
from web.papers.case_file import MEDIA_TYPE, case_file_of
from web.proposal.page import today
from web.proposal.typed_texts import page_again
from web.session import actor
from workflow.commands import destruction, retention
from workflow.errors import ForbiddenError, NotFoundError, WorkflowError
from workflow.queries.proposal import proposal_file
from workflow.refusals import record_refused_reading

blueprint = Blueprint("archive", __name__)


@blueprint.get("/proposals/<number>/case-file.zip")
@access(business)
def case_file(number: str) -> ResponseReturnValue:
    """Give the archive package of a proposal to those who may take it out."""
    try:
        file = proposal_file(db.session(), number, actor(), today=today())
        package = case_file_of(file)
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise
    answer = Response(package.data, headers=file_headers(package.name), content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    retention.note_case_file(package.taken, actor=actor())
    return answer


@blueprint.get("/archive")
@access(archivists)
def index() -> ResponseReturnValue:
    """List the case files of the reader's jurisdiction, and the lists for destruction."""
    return render_template("archive/index.html", **archive_values())


@blueprint.post("/archive/cases/<number>/term")
@access(archivists)
def choose_term(number: str) -> ResponseReturnValue:
    """Choose how long a case file is kept."""
    wanted = request.form.get("term", "")
    term = RetentionTerm(wanted) if wanted in set(RetentionTerm) else None
    try:
        retention.choose_term(number, actor=actor(), term=term, reason=request.form.get("reason", ""))
    except WorkflowError as error:
        return _again(error)
    flash(gettext("The term is changed."), "ok")
    return redirect(url_for(".index"))


@blueprint.post("/archive/fonds/<code>")
@access(archivists)
def number_fonds(code: str) -> ResponseReturnValue:
    """Give a jurisdiction the number of its fonds."""
    try:
        retention.number_fonds(code, actor=actor(), fonds=request.form.get("fonds", "").strip())
    except WorkflowError as error:
        return _again(error)
    flash(gettext("The fonds has its number; file numbers show it from now on."), "ok")
    return redirect(url_for(".index"))


@blueprint.post("/archive/lists")
@access(archivists)
def propose() -> ResponseReturnValue:
    """Propose that case files be destroyed."""
    try:
        number = destruction.propose_destruction(
            request.form.getlist("case"),
            actor=actor(),
            reason=request.form.get("reason", ""),
            key=g.idempotency_key,
        )
    except WorkflowError as error:
        return _again(error)
    flash(gettext("Proposed. A supervisor who did not propose it has to approve it."), "ok")
    return redirect(url_for(".show_list", number=number))


@blueprint.get("/archive/lists/<int:number>")
@access(archivists)
def show_list(number: int) -> ResponseReturnValue:
    """Show a list for destruction."""
    return render_template("archive/list.html", **list_values(number))


@blueprint.post("/archive/lists/<int:number>/<any(approve, refuse):verdict>")
@access(archivists)
def judge(number: int, verdict: str) -> ResponseReturnValue:
    """Approve or refuse a list."""
    opinion = request.form.get("opinion", "")
    try:
        destruction.judge_destruction(number, actor=actor(), approves=verdict == "approve", opinion=opinion)
    except WorkflowError as error:
        return _list_again(number, error)
    flash(gettext("The list is approved.") if verdict == "approve" else gettext("The list is refused."), "ok")
    return redirect(url_for(".show_list", number=number))


@blueprint.post("/archive/lists/<int:number>/carry-out")
@access(archivists)
def carry_out(number: int) -> ResponseReturnValue:
    """Destroy what an approved list names."""
    try:
        destruction.carry_out_destruction(number, actor=actor())
    except WorkflowError as error:
        return _list_again(number, error)
    flash(gettext("Carried out. The trail and its proofs stay."), "ok")
    return redirect(url_for(".show_list", number=number))


def _again(error: WorkflowError) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    return page_again("archive/index.html", archive_values(error, request.form), request.form), status_of(
        error
    )


def _list_again(number: int, error: WorkflowError) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    return page_again("archive/list.html", list_values(number, error), request.form), status_of(error)
