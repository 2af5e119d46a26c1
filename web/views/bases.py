"""The register of legal bases: for everyone inside to look up, for business administrators to keep."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, business_administrators, signed_in
from web.administering.bases_page import confirm_values, form_values, list_values, mark_values, show_values
from web.errors import status_of
from web.forms.basis_form import (
    BasisForm,
    MarkForm,
    form_of_facts,
    read_basis,
    read_mark,
    typed_basis,
    typed_mark,
)
from web.numbers import whole_number
from web.proposal.page import today
from web.session import actor, seats
from workflow.commands import bases as register
from workflow.commands import basis_marks
from workflow.errors import NotFoundError, WorkflowError
from workflow.queries.basis_drafts import consequences
from workflow.queries.basis_file import BasisFile, basis_file

blueprint = Blueprint("bases", __name__)


@blueprint.get("/bases")
@access(signed_in)
def index() -> ResponseReturnValue:
    """List the bases, a page at a time."""
    return render_template("bases/index.html", **list_values(request.args))


@blueprint.get("/bases/<int:basis_id>")
@access(signed_in)
def show(basis_id: int) -> ResponseReturnValue:
    """Show a basis with its history, and who cites it."""
    return render_template("bases/show.html", **show_values(_file(basis_id), request.args))


@blueprint.get("/bases/new")
@access(business_administrators)
def new() -> ResponseReturnValue:
    """Show an empty form for a basis."""
    return _form(BasisForm(), None)


@blueprint.post("/bases/new")
@access(business_administrators)
def add() -> ResponseReturnValue:
    """Register a basis."""
    form = typed_basis(request.form)
    try:
        basis_id = register.register_basis(read_basis(form), actor=actor(), key=g.idempotency_key)
    except WorkflowError as error:
        return _form(form, None, error)
    flash(gettext("The basis is registered. Rows that cite it are recognised from now on."), "ok")
    return redirect(url_for(".show", basis_id=basis_id))


@blueprint.get("/bases/<int:basis_id>/edit")
@access(business_administrators)
def edit(basis_id: int) -> ResponseReturnValue:
    """Show the form of a basis."""
    return _form(form_of_facts(register.facts_of(_file(basis_id).row)), basis_id)


@blueprint.post("/bases/<int:basis_id>/edit")
@access(business_administrators)
def correct(basis_id: int) -> ResponseReturnValue:
    """Correct what the register says of a basis."""
    form = typed_basis(request.form)
    _file(basis_id)
    try:
        register.correct_basis(basis_id, read_basis(form), actor=actor(), version=_seen())
    except WorkflowError as error:
        return _form(form, basis_id, error)
    flash(gettext("The register is corrected; its history stays."), "ok")
    return redirect(url_for(".show", basis_id=basis_id))


@blueprint.get("/bases/<int:basis_id>/mark")
@access(business_administrators)
def choose(basis_id: int) -> ResponseReturnValue:
    """Ask what happened to a basis."""
    return _mark_form(MarkForm(), basis_id)


@blueprint.post("/bases/<int:basis_id>/mark")
@access(business_administrators)
def mark(basis_id: int) -> ResponseReturnValue:
    """Show what would follow; or, once that is confirmed, mark the basis as amended or repealed."""
    form, then = typed_mark(request.form), request.form.get("then", "")
    file = _file(basis_id)
    if then == "change":
        return _mark_form(form, basis_id)
    try:
        said = read_mark(form)
        if then != "confirm":
            found = consequences(db.session(), basis_id, said, seats(), version=_seen())
            return render_template("bases/confirm.html", **confirm_values(form, said, file, found))
        change_id = basis_marks.mark(
            basis_id, said, actor=actor(), version=_seen(), opens=form.opens, key=g.idempotency_key
        )
    except WorkflowError as error:
        return _mark_form(form, basis_id, error)
    flash(gettext("Recorded. The system opens the drafts, a catalogue after the other."), "ok")
    return redirect(url_for(".drafts", basis_id=basis_id, change_id=change_id))


@blueprint.get("/bases/<int:basis_id>/marks/<int:change_id>")
@access(business_administrators)
def drafts(basis_id: int, change_id: int) -> ResponseReturnValue:
    """Show how far the drafts are that a mark opens, and offer to take the mark back."""
    file = _file(basis_id)
    return render_template("bases/mark.html", **mark_values(file, file.mark(change_id), request.args))


@blueprint.post("/bases/<int:basis_id>/marks/<int:change_id>/take-back")
@access(business_administrators)
def take_back(basis_id: int, change_id: int) -> ResponseReturnValue:
    """Say that a mark was a mistake."""
    _file(basis_id).mark(change_id)
    try:
        basis_marks.take_mark_back(change_id, actor=actor())
    except WorkflowError as error:
        db.session.rollback()
        file = _file(basis_id)
        values = mark_values(file, file.mark(change_id), request.args, error=error)
        return render_template("bases/mark.html", **values), status_of(error)
    flash(gettext("The mark is taken back. It stays in the history and counts no more."), "ok")
    return redirect(url_for(".show", basis_id=basis_id))


def _file(basis_id: int) -> BasisFile:
    return basis_file(db.session(), basis_id, today=today())


def _seen() -> int:
    """Return the version of the basis that the page showed."""
    return whole_number(request.form.get("version", "")) or 0


def _form(form: BasisForm, basis_id: int | None, error: WorkflowError | None = None) -> ResponseReturnValue:
    """Show the form of a basis with what was typed, and why not."""
    return _shown("bases/edit.html", form, basis_id, error)


def _mark_form(form: MarkForm, basis_id: int, error: WorkflowError | None = None) -> ResponseReturnValue:
    """Show the form of an amendment or repeal with what was typed, and why not."""
    return _shown("bases/choose.html", form, basis_id, error)


def _shown(
    template: str, form: BasisForm | MarkForm, basis_id: int | None, error: WorkflowError | None
) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    file = None if basis_id is None else _file(basis_id)
    shown = render_template(template, **form_values(form, file, error=error, seen=_seen() or None))
    return (shown, status_of(error)) if error else shown
