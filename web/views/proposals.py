"""Proposals: the list, the page of one, its actions, its discussion, its revisions."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from values.messages import N_
from values.vocabulary import Action, State
from web.access import access, business
from web.catalogue.comparison import compare
from web.errors import page, status_of
from web.files import file_names
from web.numbers import page_number, whole_number
from web.proposal.actions import COMMANDS
from web.proposal.findings_panel import counted
from web.proposal.interdiff import between, seen_before
from web.proposal.page import today
from web.proposal.sheet import sheet as sheet_values
from web.proposal.shown import shown
from web.proposal.typed_texts import page_again
from web.session import actor, seats
from workflow.commands import discussion, suggestions
from workflow.errors import ForbiddenError, NotFoundError, WorkflowError
from workflow.outcomes import outcomes_of
from workflow.queries import proposal as queries
from workflow.queries.proposal_list import proposals
from workflow.refusals import record_refused_reading

blueprint = Blueprint("proposals", __name__)

PAGE = 30

DONE = {
    Action.SUBMIT: N_("Submitted. Whoever takes the next step has been told."),
    Action.SIGN_OFF: N_("Signed off."),
    Action.REQUEST_CHANGES: N_("Returned to the drafters, who have been told."),
    Action.TAKE_BACK: N_("Taken back. You can revise it now."),
    Action.REBASE: N_("Taken back. You can revise it on the new base now."),
    Action.APPROVE: N_("Approved. The publishers have been told."),
    Action.REJECT: N_("The proposal was not approved and has ended."),
    Action.REVOKE_APPROVAL: N_("The approval was revoked."),
    Action.PUBLISH: N_("Published. Everyone involved is being told."),
    Action.WITHDRAW: N_("Withdrawn."),
    Action.SCHEDULE: N_("The time is set. The system publishes then, and tells you if it cannot."),
    Action.UNSCHEDULE: N_("The schedule was taken away. The proposal stays approved."),
    Action.OPEN_CONSULTATION: N_("The consultation is open. No step is taken before it is closed."),
    Action.CLOSE_CONSULTATION: N_("The consultation is closed. The review goes on."),
}


@blueprint.get("/proposals")
@access(business)
def index() -> ResponseReturnValue:
    """List the proposals that the reader may see."""
    wanted = request.args.get("state", "")
    state = State(wanted) if wanted in set(State) else None
    at = page_number(request.args.get("page", ""))
    found = proposals(db.session(), seats(), state=state, offset=(at - 1) * PAGE, limit=PAGE)
    return render_template(
        "proposals/index.html",
        proposals=found[:PAGE],
        state=state,
        states=list(State),
        previous=url_for(".index", state=wanted or None, page=at - 1) if at > 1 else "",
        following=url_for(".index", state=wanted or None, page=at + 1) if len(found) > PAGE else "",
    )


@blueprint.get("/proposals/<number>")
@access(business)
def show(number: str) -> ResponseReturnValue:
    """Show a proposal with its flow, redline, sign-offs, comments and what the reader may do."""
    file = _file(number)
    seen = seen_before(file)
    view = request.args.get("view", "side")
    return render_template("proposals/show.html", **shown(file, view=view, last_seen=seen))


@blueprint.get("/proposals/<number>/sheet")
@access(business)
def sheet(number: str) -> ResponseReturnValue:
    """Show a submitted proposal on one page, as the approval sheet (呈批单) has it; a draft has none."""
    file = _file(number)
    if file.case.revision is None:
        return redirect(url_for(".show", number=number))
    return render_template("proposals/sheet.html", **sheet_values(file))


@blueprint.post("/proposals/<number>/actions/<action>")
@access(business)
def act(number: str, action: str) -> ResponseReturnValue:
    """Do what a button says; a refusal shows the page again with its reason and what was typed."""
    if action not in {one.value for one in COMMANDS}:
        raise NotFoundError
    version = whole_number(request.form.get("version", ""))
    try:
        COMMANDS[Action(action)](number, actor(), request.form, version)
    except WorkflowError as error:
        return again(number, error, version)
    flash(gettext(DONE[Action(action)]), "ok")
    return redirect(url_for(".show", number=number))


@blueprint.post("/proposals/<number>/comments")
@access(business)
def comment(number: str) -> ResponseReturnValue:
    """Add a comment, on a field or in general."""
    entry, _, field = request.form.get("anchor", "").partition(":")
    try:
        discussion.add_comment(
            number,
            actor=actor(),
            text=request.form.get("text", ""),
            entry=entry[:32] or None,
            field=field[:40],
            key=g.idempotency_key,
        )
    except WorkflowError as error:
        return again(number, error, None)
    return redirect(url_for(".show", number=number, _anchor="discussion"))


@blueprint.post("/proposals/<number>/comments/<int:comment_id>/resolve")
@access(business)
def resolve(number: str, comment_id: int) -> ResponseReturnValue:
    """Mark a comment as dealt with."""
    discussion.resolve_comment(number, comment_id, actor=actor())
    return redirect(url_for(".show", number=number, _anchor="discussion"))


@blueprint.post("/proposals/<number>/suggestions/<int:suggestion_id>")
@access(business)
def answer(number: str, suggestion_id: int) -> ResponseReturnValue:
    """Answer a suggestion that is not adopted."""
    try:
        suggestions.answer_suggestion(
            number, suggestion_id, actor=actor(), answer=request.form.get("answer", "")
        )
    except WorkflowError as error:
        return again(number, error, None)
    return redirect(url_for(".show", number=number))


@blueprint.get("/proposals/<number>/revisions")
@access(business)
def revisions(number: str) -> ResponseReturnValue:
    """Show every revision, each against what was published, with its hash."""
    file = _file(number)
    contents = queries.revision_contents(db.session(), file.case.proposal.id)
    states = [
        state for _, said in contents for change in said.changes for state in (change.before, change.after)
    ]
    bodies = queries.names_of_bodies(db.session(), queries.bodies_named_in(states))
    names = {key: row.state.content.name for key, row in file.current.items()}
    files = file_names(states)
    shown = [
        (row, said, [(one, compare(one.before, one.after, bodies, names, files)) for one in said.changes])
        for row, said in contents
    ]
    return render_template(
        "proposals/revisions.html",
        file=file,
        proposal=file.case.proposal,
        revisions=shown,
        outcomes=outcomes_of(db.session(), file.case.proposal.id),
        counted=counted,
    )


@blueprint.get("/proposals/<number>/revisions/compare")
@access(business)
def compare_revisions(number: str) -> ResponseReturnValue:
    """Show what one revision says otherwise than another; by default the newest than the one before."""
    file = _file(number)
    newest = file.case.revision.no if file.case.revision else 0
    newer = whole_number(request.args.get("newer", "")) or newest
    older = whole_number(request.args.get("older", "")) or newer - 1
    return render_template("proposals/between.html", **between(file, older, newer))


def _file(number: str) -> queries.ProposalFile:
    try:
        return queries.proposal_file(db.session(), number, actor(), today=today())
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise


def again(number: str, error: WorkflowError, version: int | None) -> ResponseReturnValue:
    """Show the page with why not, what happened meanwhile, and what was typed."""
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    try:
        file = queries.proposal_file(db.session(), number, actor(), today=today())
    except WorkflowError:
        return page(status_of(error), error.message)
    values: dict[str, Any] = shown(file, view="side", error=error, seen=version, typed=request.form)
    return page_again("proposals/show.html", values, request.form), status_of(error)
