"""Attachments: added to a draft or its rows, taken out again, and downloaded."""

from flask import Blueprint, Response, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, anyone, auditors, business
from web.catalogue.hiding import public_reading
from web.downloads import file_headers
from web.draft.attachment_page import editor_address, keep_typed, refused_page
from web.intake import takes_files
from web.proposal.page import today
from web.session import actor
from web.uploads import limits, uploads
from workflow.case import read_case
from workflow.commands import attaching
from workflow.commands.auditing import note_evidence
from workflow.errors import ForbiddenError, NotFoundError, WorkflowError
from workflow.queries.attachments import File, file_of_proposal, published_file
from workflow.queries.catalogues import published_catalogue
from workflow.refusals import record_refused_reading

blueprint = Blueprint("attachments", __name__)


@blueprint.post("/proposals/<number>/edit/attachments")
@blueprint.post("/proposals/<number>/edit/entries/<entry>/attachments", endpoint="add_to_entry")
@access(business)
@takes_files
def add(number: str, entry: str | None = None) -> ResponseReturnValue:
    """Keep what was typed and attach the chosen files one after the other; those before a refused one stay."""
    version = None
    try:
        version = keep_typed(number, entry)
        for name, data in uploads("file"):
            version = attaching.attach(
                number,
                actor=actor(),
                name=name,
                data=data,
                draft_version=version,
                entry=entry,
                limits=limits(),
            )
    except WorkflowError as error:
        return refused_page(number, entry, error, kept=version)
    flash(gettext("Attached."), "ok")
    return redirect(editor_address(number, entry))


@blueprint.post("/proposals/<number>/edit/attachments/<sha256>/remove")
@blueprint.post(
    "/proposals/<number>/edit/entries/<entry>/attachments/<sha256>/remove", endpoint="remove_from_entry"
)
@access(business)
def remove(number: str, sha256: str, entry: str | None = None) -> ResponseReturnValue:
    """Keep what was typed and take a file out of the draft or of a row in it."""
    version = None
    try:
        version = keep_typed(number, entry)
        attaching.detach(number, sha256, actor=actor(), draft_version=version, entry=entry)
    except WorkflowError as error:
        return refused_page(number, entry, error, kept=version)
    flash(gettext("Taken out."), "ok")
    return redirect(editor_address(number, entry))


@blueprint.get("/proposals/<number>/attachments/<sha256>")
@access(business)
def of_proposal(number: str, sha256: str) -> ResponseReturnValue:
    """Give a file of a proposal to those who see it."""
    try:
        case = read_case(db.session(), number, actor(), today=today())
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise
    found = file_of_proposal(db.session(), case, sha256)
    if found and auditors():
        note_evidence(number, sha256, actor=actor())
    return _download(found)


@blueprint.get("/catalogues/<code>/entries/<entry>/attachments/<sha256>")
@access(anyone)
def of_entry(code: str, entry: str, sha256: str) -> ResponseReturnValue:
    """Give a file of a published row to everyone."""
    reading = public_reading(published_catalogue(db.session(), code))
    return _download(published_file(reading, entry, sha256))


def _download(file: File | None) -> Response:
    if file is None:
        raise NotFoundError
    return Response(file.data, headers=file_headers(file.name), content_type=file.media_type)
