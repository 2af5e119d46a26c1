"""Files that change a catalogue: download one for editing, upload any, look at it, and take what is ticked into a draft."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from formats.office_files import XLSX
from models import db
from values.canonical import sha256_hex
from web.access import access, business
from web.carrying import brought
from web.desk import writable_desk
from web.downloads import file_headers
from web.editing_file import FORMAT, EditingDownload, catalogue_for_editing, draft_for_editing
from web.errors import status_of
from web.importing_page import importable, page_values, taken, upload_values
from web.intake import takes_files
from web.session import actor
from web.uploads import uploads
from workflow.commands.exporting import Exported, note_export
from workflow.commands.importing import read_file
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
    """Show what a file makes of the catalogue; nothing is stored."""
    catalogue = importable(code)
    try:
        return render_template(PAGE, **page_values(catalogue, read_file(*next(uploads("file")))))
    except InvalidError as error:
        return render_template(PAGE, **upload_values(catalogue, error)), status_of(error)


@blueprint.post("/catalogues/<code>/import/draft")
@access(business)
def draft(code: str) -> ResponseReturnValue:
    """Open a proposal with what was ticked; where that cannot be, show the page again as it was filled in."""
    catalogue, form = importable(code), request.form
    try:
        file = read_file(*brought(code, form.get("file", "")))
    except InvalidError as error:
        return render_template(PAGE, **upload_values(catalogue, error)), status_of(error)
    try:
        number = taken(code, file, form)
    except (InvalidError, StaleError) as error:
        page = page_values(importable(code), file, form=form, error=error)
        return render_template(PAGE, **page), status_of(error)
    flash(gettext("The rows are in this draft. Nothing is changed until the proposal is published."), "ok")
    return redirect(url_for("editor.edit", number=number))


def _given(file: EditingDownload) -> ResponseReturnValue:
    """Answer with a workbook, once the trail says who takes it."""
    base = file.file.base
    db.session.rollback()  # A command writes in a session of its own.
    note_export(
        Exported(
            catalogue=base.catalogue,
            format=FORMAT,
            sha256=sha256_hex(file.data),
            release=base.release,
            proposal=base.proposal or None,
        ),
        actor=actor(),
    )
    answer = Response(file.data, headers=file_headers(file.name), content_type=XLSX)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
