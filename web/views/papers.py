"""The official papers: of a proposal for those who see it, the publication notice for everyone."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from models import db
from values.papers import PaperKind
from web.access import access, anyone, business
from web.downloads import file_headers
from web.paper_file import MEDIA_TYPE, PaperFile, notice_file, paper_of
from web.proposal_page import today
from web.session import actor
from workflow.commands.exporting import PaperTaken, note_paper
from workflow.errors import ForbiddenError, NotFoundError
from workflow.queries.catalogues import published_catalogue
from workflow.queries.proposal import proposal_file
from workflow.refusals import record_refused_reading

blueprint = Blueprint("papers", __name__)


@blueprint.get("/proposals/<number>/papers/<any(application, approval, notice, redline):kind>.docx")
@access(business)
def proposal(number: str, kind: str) -> ResponseReturnValue:
    """Give a paper of a proposal to those who see it."""
    try:
        file = proposal_file(db.session(), number, actor(), today=today())
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise
    return _given(paper_of(file, PaperKind(kind)), proposal=number)


@blueprint.get("/catalogues/<code>/releases/<int:number>/notice.docx")
@access(anyone)
def notice(code: str, number: int) -> ResponseReturnValue:
    """Give the publication notice of a release; never what is hidden, whoever asks."""
    return _given(notice_file(published_catalogue(db.session(), code), number))


def _given(paper: PaperFile, *, proposal: str | None = None) -> ResponseReturnValue:
    """Answer with a paper, or say that it has not changed; what someone signed in takes is in the trail."""
    answer = Response(headers=file_headers(paper.name), content_type=MEDIA_TYPE)
    answer.set_etag(paper.sha256)
    answer.headers["Cache-Control"] = "private, no-cache" if current_user.is_authenticated else "no-cache"
    if request.if_none_match.contains(paper.sha256):
        return answer.make_conditional(request)
    if current_user.is_authenticated:
        taken = PaperTaken(
            catalogue=paper.catalogue,
            paper=paper.kind,
            sha256=paper.sha256,
            release=paper.release,
            proposal=proposal,
        )
        note_paper(taken, actor=actor())
    answer.set_data(paper.data)
    return answer.make_conditional(request)
