"""The editor of a proposal's draft: pick rows, change them with the redline beside, add and remove rows."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from values.proposal_content import DraftContent
from web.access import access, business
from web.draft import beside, entry_page, operating, picking
from web.draft import page as draft_page
from web.draft.desk import Desk, desk_again, is_typing, save, writable_desk
from web.draft.emptied import without_heading
from web.draft.history import DRAFT, history_after
from web.draft.justifying import justified
from web.draft.together import answered_together, typed_header
from web.errors import status_of
from web.forms.draft_form import header_values, typed_values
from web.session import actor, seats
from workflow import operations
from workflow.commands import drafting
from workflow.errors import InvalidError, NotFoundError, StaleError, WorkflowError
from workflow.unit import current_clock

blueprint = Blueprint("editor", __name__)

ONWARD = {
    "rows": ".pick",
    "table": "draft_table.show",
    "claims": "claims.add",
    "standard": "beginning.add",
    "proposal": "proposals.show",
}
"""Where a button of the draft leads on to, once the draft is saved."""


@blueprint.route("/catalogues/<code>/propose", methods=["GET", "POST"])
@access(business)
def propose(code: str) -> ResponseReturnValue:
    """Show a catalogue's rows to pick from, or open a proposal with those that were picked."""
    catalogue, current = picking.proposable(code, seats())
    if request.method == "GET":
        return render_template("editor/rows.html", **picking.page_values(catalogue, current))
    content = DraftContent()
    try:
        if "entry" in request.form or "new" not in request.form:
            seed = g.idempotency_key or code
            content = picking.with_picked(catalogue, content, current, request.form, seed=seed)
        number = drafting.open_proposal(code, actor=actor(), content=content, key=g.idempotency_key)
    except InvalidError as error:
        page = picking.page_values(catalogue, current, error=error)
        return render_template("editor/rows.html", **page), status_of(error)
    return redirect(url_for(".edit", number=number))


@blueprint.get("/proposals/<number>/edit")
@access(business)
def edit(number: str) -> ResponseReturnValue:
    """Show the draft as a whole."""
    desk = writable_desk(number)
    return render_template("editor/draft.html", **draft_page.page_values(desk, header_values(desk.draft)))


@blueprint.post("/proposals/<number>/edit")
@access(business)
def save_header(number: str) -> ResponseReturnValue:
    """Save what the proposal says beside its rows, and lead on to where the button says."""
    try:
        saved = beside.save_part(number, lambda desk: typed_header(desk, request.form), beside.of_header)
    except WorkflowError as error:
        return _draft_refused(number, error)
    onward = ONWARD.get(request.form.get("then", ""), ".edit")
    return _saved(number, *saved, url_for(onward, number=number))


@blueprint.route("/proposals/<number>/edit/rows", methods=["GET", "POST"])
@access(business)
def pick(number: str) -> ResponseReturnValue:
    """Show the catalogue's rows to pick from, or take those that were picked into the draft."""
    if request.method == "GET":
        desk = writable_desk(number)
        page = picking.page_values(desk.case.catalogue, desk.current, desk=desk)
        return render_template("editor/rows.html", **page)

    def change(desk: Desk) -> DraftContent:
        return picking.with_picked(desk.case.catalogue, desk.draft, desk.current, request.form, seed=number)

    try:
        version = save(number, change)
    except WorkflowError as error:
        desk = desk_again(number, error)
        page = picking.page_values(desk.case.catalogue, desk.current, desk=desk, error=error)
        return render_template("editor/rows.html", **page), status_of(error)
    return _saved(number, version, "", url_for(".edit", number=number))


@blueprint.post("/proposals/<number>/edit/answers/<rule>")
@access(business)
def answer(number: str, rule: str) -> ResponseReturnValue:
    """Give one answer to all warnings of a rule that the page showed, and keep what was typed beside it."""
    try:
        save(number, lambda desk: answered_together(desk, request.form, rule))
    except WorkflowError as error:
        return _draft_refused(number, error)
    flash(gettext("The warnings are answered. Each can still be changed beside its row."), "ok")
    return redirect(url_for(".edit", number=number))


@blueprint.post("/proposals/<number>/edit/entries")
@access(business)
def add(number: str) -> ResponseReturnValue:
    """Add an empty row, keep what was typed beside it, and lead on to the row's form."""
    entry = draft_page.new_identity(number)

    def change(desk: Desk) -> DraftContent:
        content = typed_header(desk, request.form)
        return draft_page.with_new_row(desk, content, entry, request.form)

    try:
        version = save(number, change)
    except WorkflowError as error:
        return _draft_refused(number, error)
    return _saved(number, version, "", url_for(".edit_entry", number=number, entry=entry))


@blueprint.post("/proposals/<number>/edit/entries/<entry>/remove")
@access(business)
def remove(number: str, entry: str) -> ResponseReturnValue:
    """Take a row out of the draft, and keep what was typed beside it."""

    def change(desk: Desk) -> DraftContent:
        draft_page.require_drafted(desk, entry)
        return operations.without(typed_header(desk, request.form), entry)

    try:
        version = save(number, change)
    except WorkflowError as error:
        return _draft_refused(number, error)
    return _saved(number, version, "", url_for(".edit", number=number))


@blueprint.post("/proposals/<number>/edit/entries/<entry>/along")
@access(business)
def take_heading_along(number: str, entry: str) -> ResponseReturnValue:
    """Take away a heading that has lost its last row, and keep what was typed beside it."""
    try:
        version = save(number, lambda desk: without_heading(desk, typed_header(desk, request.form), entry))
    except WorkflowError as error:
        return _draft_refused(number, error)
    return _saved(number, version, "", url_for(".edit", number=number))


@blueprint.get("/proposals/<number>/edit/entries/<entry>/operation")
@access(business)
def choose(number: str, entry: str) -> ResponseReturnValue:
    """Show what can happen to a row."""
    return render_template("editor/operation.html", **operating.page_values(writable_desk(number), entry))


@blueprint.post("/proposals/<number>/edit/entries/<entry>/operation")
@access(business)
def operate(number: str, entry: str) -> ResponseReturnValue:
    """Have something else happen to a row."""

    def change(desk: Desk) -> DraftContent:
        draft_page.require_drafted(desk, entry)
        return operating.with_operation(desk, entry, request.form)

    try:
        version = save(number, change)
    except WorkflowError as error:
        desk = desk_again(number, error)
        page = operating.page_values(desk, entry, form=request.form, error=error)
        return render_template("editor/operation.html", **page), status_of(error)
    return _saved(number, version, "", url_for(".edit", number=number))


@blueprint.get("/proposals/<number>/edit/entries/<entry>")
@access(business)
def edit_entry(number: str, entry: str) -> ResponseReturnValue:
    """Show the form of a row with its redline beside it."""
    desk = writable_desk(number)
    change = desk.change_of(entry)
    if change is None:
        raise NotFoundError
    if not change.after.is_listed:
        return redirect(url_for(".choose", number=number, entry=entry))
    return render_template("editor/entry.html", is_preview=False, **entry_page.page_values(desk, change))


@blueprint.post("/proposals/<number>/edit/entries/<entry>")
@access(business)
def save_entry(number: str, entry: str) -> ResponseReturnValue:
    """Save a row, and lead on to where the button says."""

    def change(desk: Desk) -> DraftContent:
        typed = entry_page.read_change(desk, entry, request.form)
        return entry_page.with_change(justified(desk, request.form), typed)

    try:
        saved = beside.save_part(number, change, beside.of_row(entry))
    except WorkflowError as error:
        return _entry_refused(number, entry, error)
    onward = url_for(".edit_entry", number=number, entry=entry)
    if request.form.get("then") == "draft":
        onward = url_for(".edit", number=number)
    return _saved(number, *saved, onward, entry)


@blueprint.post("/proposals/<number>/edit/entries/<entry>/preview")
@access(business)
def preview(number: str, entry: str) -> ResponseReturnValue:
    """Show the redline of what is typed, without saving it."""
    try:
        desk = justified(writable_desk(number), request.form)
        change = entry_page.read_change(desk, entry, request.form)
        entry_page.with_change(desk, change)
    except WorkflowError as error:
        return _entry_refused(number, entry, error, place="redline")
    if is_typing():
        return render_template("editor/parts/preview.html", **entry_page.redline_values(desk, change))
    return render_template("editor/entry.html", is_preview=True, **entry_page.page_values(desk, change))


def _saved(
    number: str, version: int, own_part: str, onward: str, back_to: str = DRAFT
) -> ResponseReturnValue:
    if is_typing():
        now, history = current_clock.get().now(), history_after(number, back_to)
        return render_template(
            "editor/parts/saved.html",
            draft_version=version,
            own_part=own_part,
            saved_at=now,
            history=history,
        )
    flash(gettext("Saved."), "ok")
    return redirect(onward)


def _draft_refused(number: str, error: WorkflowError) -> ResponseReturnValue:
    desk = desk_again(number, error)
    if is_typing():
        return _refused_part(desk, error)
    typed = typed_values(request.form, desk.draft)
    page = draft_page.page_values(desk, typed, form=request.form, error=error)
    return render_template("editor/draft.html", **page), status_of(error)


def _entry_refused(
    number: str, entry: str, error: WorkflowError, *, place: str = "told"
) -> ResponseReturnValue:
    desk = desk_again(number, error)
    if is_typing():
        return _refused_part(desk, error, place)
    try:
        change = entry_page.read_change(desk, entry, request.form)
    except StaleError:
        return _gone(desk, error)
    page = entry_page.page_values(justified(desk, request.form), change, error=error)
    return render_template("editor/entry.html", is_preview=False, **page), status_of(error)


def _gone(desk: Desk, error: WorkflowError) -> ResponseReturnValue:
    """Show what was typed for a row that somebody took out meanwhile, so that it can be copied."""
    page = {
        "proposal": desk.case.proposal,
        "refusal": entry_page.refusal(desk.case.proposal, error),
        "fields": entry_page.typed_texts(request.form),
    }
    return render_template("editor/gone.html", **page), status_of(error)


def _refused_part(desk: Desk, error: WorkflowError, place: str = "told") -> ResponseReturnValue:
    part = render_template(
        "editor/parts/refused.html", place=place, refusal=entry_page.refusal(desk.case.proposal, error)
    )
    return part, status_of(error)
