"""The case file (案卷) of a proposal, put together; it speaks Chinese whoever asks, so that its bytes are the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import force_locale, gettext

from formats.case_package import case_package
from models import db
from values.canonical import sha256_hex
from values.case_file import CaseCover, CasePaper
from values.clock import shanghai_day
from values.messages import N_, Message
from web.catalogue.file import LANGUAGE
from web.papers.case_papers import case_papers, printed_path
from web.wording.common import label
from workflow.commands.retention import TakenPackage, require_kept
from workflow.errors import ForbiddenError
from workflow.queries.archive import may_take_case_file
from workflow.queries.proposal import ProposalFile, names_of_bodies
from workflow.retention import Keeping, keeping_of

MEDIA_TYPE = "application/zip"

LEFT_OUT = (
    "讨论中的评论：旁表内容，可依法删除，不属公文；轨迹中只有其加盐哈希。",
    "发给个人的消息、查阅与下载的记录：留在审计轨迹，不随卷移出。",
)


@dataclass(frozen=True, kw_only=True)
class CasePackage:
    """An archive package, and what its file is called."""

    name: str
    data: bytes
    taken: TakenPackage


def case_file_of(file: ProposalFile) -> CasePackage:
    """Return the archive package of a proposal that the reader may take out.

    Raises: ForbiddenError for whoever sees the proposal but not all of its papers; NotAllowedError once destroyed.
    """
    proposal = file.case.proposal
    if may_take_case_file(file.case) is None:
        raise ForbiddenError(
            Message(N_("Only the drafting body, the body in charge and auditors take the case file out."))
        )
    keeping = keeping_of(db.session(), proposal)
    require_kept(keeping)
    with force_locale(LANGUAGE):
        papers = case_papers(file, _bodies(file, keeping))
        data = case_package(_cover(file, keeping, papers), papers)
    return CasePackage(
        name=f"{keeping.file_number}.zip",
        data=data,
        taken=TakenPackage(
            proposal=proposal.number,
            version=proposal.version,
            file_number=keeping.file_number,
            sha256=sha256_hex(data),
            size=len(data),
        ),
    )


def _bodies(file: ProposalFile, keeping: Keeping) -> dict[int, str]:
    """Return what the bodies in charge were called when the case was closed."""
    both = [file.case.proposal.drafting_body_id, file.case.catalogue.body_id]
    return names_of_bodies(db.session(), both, day=keeping.closed_on)


def _cover(file: ProposalFile, keeping: Keeping, papers: Sequence[CasePaper]) -> CaseCover:
    case, proposal = file.case, file.case.proposal
    return CaseCover(
        file_number=keeping.file_number,
        fonds=keeping.fonds,
        proposal=proposal.number,
        title=file.said.title or gettext("Untitled proposal"),
        catalogue=f"{case.catalogue.code} {case.catalogue.title}",
        responsible=_bodies(file, keeping)[proposal.drafting_body_id],
        state=label(proposal.state),
        opened_on=shanghai_day(proposal.created_at),
        closed_on=keeping.closed_on,
        term=keeping.term.chinese,
        term_reason=keeping.choice.reason if keeping.choice else "",
        kept_until=keeping.kept_until,
        left_out=(*LEFT_OUT, *_not_set(papers)),
    )


def _not_set(papers: Sequence[CasePaper]) -> Iterator[str]:
    """Yield the papers that are there as Word files only, since this machine could not set them."""
    paths = {None, *(one.path for one in papers)}
    for one in papers:
        if printed_path(one) not in paths:
            yield f"{one.title}的 PDF：移出时本机未能排版，其页数因此未计。"
