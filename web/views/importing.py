"""Import of a file into a catalogue: upload it, look at what it would change, and take what is ticked into a draft."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business
from web.carrying import brought
from web.errors import status_of
from web.importing_page import choice_of, importable, page_values, seen_release, upload_values
from web.intake import takes_files
from web.session import actor
from web.uploads import limits, uploads
from workflow.commands.importing import import_rows, read_file
from workflow.errors import InvalidError, StaleError

blueprint = Blueprint("importing", __name__)

PAGE = "editor/import.html"


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
        number = import_rows(
            code,
            file,
            actor=actor(),
            choose=lambda diff: choice_of(diff, form),
            release=seen_release(),
            limits=limits(),
            key=g.idempotency_key,
        )
    except (InvalidError, StaleError) as error:
        page = page_values(importable(code), file, form=form, error=error)
        return render_template(PAGE, **page), status_of(error)
    flash(gettext("The rows are in this draft. Nothing is changed until the proposal is published."), "ok")
    return redirect(url_for("editor.edit", number=number))
