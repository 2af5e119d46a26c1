"""Files that change a catalogue: download one for editing, upload any, look at it, and take what is ticked into a draft."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from formats.office_files import XLSX
from models import db
from values.canonical import sha256_hex
from web.access import access, business
from web.downloads import file_headers
from web.draft.desk import writable_desk
from web.errors import status_of
from web.importing.editing_file import FORMAT, EditingDownload, catalogue_for_editing, draft_for_editing
from web.importing.page import (
    decided_by,
    file_of,
    importable,
    own_waiting,
    page_values,
    require_readable,
    take_ticked,
    upload_values,
)
from web.intake import takes_files
from web.session import actor
from web.uploads import uploads
from workflow.commands.exporting import Exported, note_export
from workflow.commands.uploading import decide_reading, keep_upload, throw_away
from workflow.errors import InvalidError, StaleError

blueprint = Blueprint("importing", __name__)

PAGE = "editor/import.html"


@blueprint.get("/catalogues/<code>/for-editing.xlsx")
@access(business)
def catalogue_workbook(code: str) -> ResponseReturnValue:
    """Give the newest release as a workbook for editing, to those who may propose changes."""
    return _given(catalogue_for_editing(importable(code)))


@blueprint.get("/proposals/<number>/edit/for-editing.xlsx")
@access(business)
def draft_workbook(number: str) -> ResponseReturnValue:
    """Give the catalogue with a working draft laid over it, to those who write the draft."""
    desk = writable_desk(number)
    return _given(draft_for_editing(desk.case, desk.draft))


@blueprint.get("/catalogues/<code>/import")
@access(business)
def choose(code: str) -> ResponseReturnValue:
    """Ask for a file."""
    return render_template(PAGE, **upload_values(importable(code)))


@blueprint.post("/catalogues/<code>/import")
@access(business)
@takes_files
def look(code: str) -> ResponseReturnValue:
    """Keep a file for a week, have it read, and lead to its page; a small one is read by then."""
    catalogue = importable(code)
    try:
        name, data = next(uploads("file"))
        number = keep_upload(code, name, data, actor=actor(), address=_address(code))
        require_readable(catalogue, number)
    except InvalidError as error:
        return render_template(PAGE, **upload_values(catalogue, error)), status_of(error)
    return redirect(_address(code)(number), 303)


@blueprint.get("/catalogues/<code>/import/<int:number>")
@access(business)
def show(code: str, number: int) -> ResponseReturnValue:
    """Show what a file makes of the catalogue, or how far it is read; both survive a reload."""
    catalogue = importable(code)
    waiting = own_waiting(catalogue, number)
    if waiting.is_open:
        return render_template("editor/import_reading.html", catalogue=catalogue, waiting=waiting)
    if request.headers.get("HX-Request"):
        # Whoever watches the bar gets the whole page now.
        return "", {"HX-Refresh": "true"}
    try:
        return render_template(PAGE, **page_values(catalogue, file_of(waiting)))
    except InvalidError as error:
        return render_template(PAGE, **upload_values(catalogue, error)), status_of(error)


@blueprint.post("/catalogues/<code>/import/<int:number>/cells")
@access(business)
def decide(code: str, number: int) -> ResponseReturnValue:
    """Keep what is decided about columns and cells; the rows are then compared anew."""
    catalogue = importable(code)
    waiting = own_waiting(catalogue, number)
    if not waiting.is_open:
        choices = decided_by(catalogue, file_of(waiting), request.form)
        decide_reading(number, choices, actor=actor(), address=_address(code))
    return redirect(_address(code)(number), 303)


@blueprint.post("/catalogues/<code>/import/<int:number>/away")
@access(business)
def away(code: str, number: int) -> ResponseReturnValue:
    """Throw a file away."""
    own_waiting(importable(code), number)
    throw_away(number, actor=actor())
    flash(gettext("The file was thrown away."), "ok")
    return redirect(url_for("importing.choose", code=code), 303)


@blueprint.post("/catalogues/<code>/import/<int:number>/draft")
@access(business)
def draft(code: str, number: int) -> ResponseReturnValue:
    """Open a proposal with what was ticked; where that cannot be, show the page again as it was filled in."""
    catalogue, form = importable(code), request.form
    waiting = own_waiting(catalogue, number, with_used=True)
    if waiting.is_open:
        return redirect(_address(code)(number), 303)
    file = file_of(waiting)
    try:
        proposal = take_ticked(code, file, form)
    except (InvalidError, StaleError) as error:
        page = page_values(importable(code), file, form=form, error=error)
        return render_template(PAGE, **page), status_of(error)
    flash(gettext("The rows are in this draft. Nothing is changed until the proposal is published."), "ok")
    return redirect(url_for("editor.edit", number=proposal))


def _address(code: str) -> Callable[[int], str]:
    return lambda number: url_for("importing.show", code=code, number=number)


def _given(file: EditingDownload) -> ResponseReturnValue:
    """Answer with a workbook, once the trail says who takes it."""
    base = file.file.base
    db.session.rollback()  # A command writes in a session of its own.
    note_export(
        Exported(
            catalogue=base.catalogue,
            format=FORMAT,
            sha256=sha256_hex(file.data),
            release=base.release or None,
            proposal=base.proposal or None,
        ),
        actor=actor(),
    )
    answer = Response(file.data, headers=file_headers(file.name), content_type=XLSX)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
