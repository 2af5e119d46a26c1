"""The draft as a table to write in, and undoing what was written."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from values.draft_edits import Piece, is_row
from values.messages import N_
from values.vocabulary import CatalogueKind
from web.access import access, business
from web.draft import table as draft_table
from web.draft.cell import FIELDS, form_values, save_cell
from web.draft.desk import desk_again, is_typing, open_desk, writable_desk
from web.draft.edit_told import edit_told, row_names
from web.draft.history import DRAFT, TABLE, address_of
from web.errors import status_of
from web.language import say
from web.numbers import whole_number
from web.session import actor
from workflow.commands.draft_undoing import redo_edit, undo_edit
from workflow.errors import InvalidError, NotFoundError, StaleError

blueprint = Blueprint("draft_table", __name__)


@blueprint.get("/proposals/<number>/edit/table")
@access(business)
def show(number: str) -> ResponseReturnValue:
    """Show the table that the draft would make."""
    desk = writable_desk(number)
    if desk.case.catalogue.kind is CatalogueKind.TOWNSHIP:
        # A claim says only what it substitutes; there is no table of it.
        return redirect(url_for("editor.edit", number=number))
    return render_template("editor/table.html", **draft_table.page_values(desk))


@blueprint.get("/proposals/<number>/edit/table/<entry>/<field>")
@access(business)
def cell(number: str, entry: str, field: str) -> ResponseReturnValue:
    """Show the form of a cell, as a part of the table; by itself the form of its row."""
    if not is_typing():
        return redirect(url_for("editor.edit_entry", number=number, entry=entry))
    return render_template("editor/parts/cell.html", **form_values(writable_desk(number), entry, field))


@blueprint.post("/proposals/<number>/edit/table/<entry>/<field>")
@access(business)
def write(number: str, entry: str, field: str) -> ResponseReturnValue:
    """Save a cell and show its row again; a refusal shows its form with why not."""
    try:
        save_cell(number, entry, field)
    except (InvalidError, StaleError) as error:
        values = form_values(desk_again(number, error), entry, field, error=error)
        return render_template("editor/parts/cell.html", **values), status_of(error)
    db.session.rollback()
    saved = draft_table.saved_values(open_desk(number), entry)
    if saved["row"] is None or field not in FIELDS:
        raise NotFoundError
    return render_template("editor/parts/cell_saved.html", **saved)


@blueprint.post("/proposals/<number>/edit/undo")
@access(business)
def undo(number: str) -> ResponseReturnValue:
    """Undo the reader's last edit of the draft."""
    return _turned(number, undo_edit, N_("Undone: %(what)s."))


@blueprint.post("/proposals/<number>/edit/redo")
@access(business)
def redo(number: str) -> ResponseReturnValue:
    """Do again what the reader undid last."""
    return _turned(number, redo_edit, N_("Done again: %(what)s."))


def _turned(number: str, turn: Callable[..., tuple[Piece, ...]], said: str) -> ResponseReturnValue:
    back_to = request.form.get("then", TABLE)
    try:
        pieces = turn(number, actor=actor(), edit=whole_number(request.form.get("edit", "")))
    except (InvalidError, StaleError) as error:
        flash(say(error.message), "bad")
    else:
        flash(gettext(said, what=edit_told(pieces, row_names(number))), "ok")
        if back_to != TABLE and any(is_row(piece.path) for piece in pieces):
            back_to = DRAFT  # The row whose form it was may be gone.
    return redirect(address_of(number, back_to))
