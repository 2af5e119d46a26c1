"""Catalogues as files: the table of a day or a release for everyone, a proposal's for those who see it."""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_login import current_user

from formats.writing import FileKind
from models import db
from values.canonical import sha256_hex
from web.access import access, anyone, business
from web.catalogue.asking import asked_day
from web.catalogue.file import LANGUAGE, CatalogueFile, catalogue_file
from web.catalogue.hiding import as_the_public, public_reading
from web.downloads import file_headers
from web.printing import printed
from web.proposal.page import today
from web.session import actor
from workflow.commands.exporting import Exported, note_export
from workflow.errors import ForbiddenError, NotFoundError
from workflow.queries.catalogues import published_catalogue
from workflow.queries.documents import of_day, of_proposal, of_release
from workflow.queries.proposal import proposal_file
from workflow.refusals import record_refused_reading

blueprint = Blueprint("exports", __name__)

KINDS = "<any(xlsx, docx, csv, html, json, pdf):kind>"


@blueprint.get(f"/catalogues/<code>.{KINDS}")
@access(anyone)
def catalogue(code: str, kind: str) -> ResponseReturnValue:
    """Give the table of a day as a file; never what is hidden, whoever asks, since files travel."""
    asked = asked_day()
    with force_locale(LANGUAGE):
        reading = as_the_public(published_catalogue(db.session(), code))
    written = of_day(reading, asked.day, known=asked.known, is_shown=asked.is_shown)
    return _given(
        catalogue_file(written, FileKind(kind)),
        code,
        as_of=asked.day,
        release=written.release.no if written.release else None,
    )


@blueprint.get(f"/catalogues/<code>/releases/<int:number>.{KINDS}")
@access(anyone)
def release(code: str, number: int, kind: str) -> ResponseReturnValue:
    """Give the table of a release as a file."""
    with force_locale(LANGUAGE):
        reading = as_the_public(published_catalogue(db.session(), code))
    return _given(catalogue_file(of_release(reading, number), FileKind(kind)), code, release=number)


@blueprint.get(f"/proposals/<number>/table.{KINDS}")
@access(business)
def proposal(number: str, kind: str) -> ResponseReturnValue:
    """Give the table as it would be with a proposal, to those who see it."""
    try:
        file = proposal_file(db.session(), number, actor(), today=today())
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise
    with force_locale(LANGUAGE):
        reading = public_reading(file.case.catalogue)
    written = of_proposal(reading, file, day=today())
    return _given(catalogue_file(written, FileKind(kind)), file.case.catalogue.code, proposal=number)


def _given(file: CatalogueFile, code: str, **about: Any) -> ResponseReturnValue:
    """Answer with a file, or say that it has not changed; what someone signed in takes is in the trail."""

    def note(sha256: str) -> None:
        exported = Exported(catalogue=code, format=file.kind.value, sha256=sha256, **about)
        note_export(exported, actor=actor())

    if file.kind is FileKind.PDF:
        return printed(file.sheet(), file.name, note)
    answer = Response(headers=file_headers(file.name), content_type=file.media_type)
    answer.set_etag(file.tag)
    answer.headers["Cache-Control"] = "private, no-cache" if current_user.is_authenticated else "no-cache"
    if request.if_none_match.contains(file.tag):
        return answer.make_conditional(request)
    data = file.data()
    if current_user.is_authenticated:
        note(sha256_hex(data))
    answer.set_data(data)
    return answer.make_conditional(request)
