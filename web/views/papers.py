"""The official papers: of a proposal for those who see it, the publication notice for everyone."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from models import db
from values.papers import PaperFormat, PaperKind
from web.access import access, anyone, business
from web.downloads import file_headers
from web.papers.files import PaperFile, notice_file, paper_of
from web.printing import printed
from web.proposal.page import today
from web.session import actor
from workflow.commands.exporting import PaperTaken, note_paper
from workflow.errors import ForbiddenError, NotFoundError
from workflow.queries.catalogues import published_catalogue
from workflow.queries.proposal import proposal_file
from workflow.refusals import record_refused_reading

blueprint = Blueprint("papers", __name__)

FORMAT = "<any(docx, pdf):form>"


@blueprint.get(f"/proposals/<number>/papers/<any(application, approval, notice, redline):kind>.{FORMAT}")
@access(business)
def proposal(number: str, kind: str, form: str) -> ResponseReturnValue:
    """Give a paper of a proposal to those who see it."""
    try:
        file = proposal_file(db.session(), number, actor(), today=today())
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise
    return _given(paper_of(file, PaperKind(kind), PaperFormat(form)), proposal=number)


@blueprint.get(f"/catalogues/<code>/releases/<int:number>/notice.{FORMAT}")
@access(anyone)
def notice(code: str, number: int, form: str) -> ResponseReturnValue:
    """Give the publication notice of a release; never what is hidden, whoever asks."""
    return _given(notice_file(published_catalogue(db.session(), code), number, PaperFormat(form)))


def _given(paper: PaperFile, *, proposal: str | None = None) -> ResponseReturnValue:
    """Answer with a paper, or say that it has not changed; what someone signed in takes is in the trail."""

    def note(sha256: str) -> None:
        taken = PaperTaken(
            catalogue=paper.catalogue,
            paper=paper.kind,
            format=paper.format.value,
            sha256=sha256,
            release=paper.release,
            proposal=proposal,
        )
        note_paper(taken, actor=actor())

    if paper.format is PaperFormat.PDF:
        return printed(paper.sheet, paper.name, note)
    answer = Response(headers=file_headers(paper.name), content_type=paper.media_type)
    answer.set_etag(paper.sha256)
    answer.headers["Cache-Control"] = "private, no-cache" if current_user.is_authenticated else "no-cache"
    if request.if_none_match.contains(paper.sha256):
        return answer.make_conditional(request)
    if current_user.is_authenticated:
        note(paper.sha256)
    answer.set_data(paper.data)
    return answer.make_conditional(request)
