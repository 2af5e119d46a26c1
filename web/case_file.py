"""The case file (案卷) of a proposal, put together; it speaks Chinese whoever asks, so that its bytes are the same."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale, gettext

from formats.case_package import case_package
from models import db
from values.canonical import sha256_hex
from values.case_file import CaseCover, CasePaper, path_of
from values.clock import shanghai_day
from values.messages import N_, Message
from values.papers import HEADINGS, PaperKind
from web.case_record import record_of
from web.catalogue_file import LANGUAGE
from web.paper_file import paper_of
from web.wording import event_label, label
from workflow.commands.retention import TakenPackage, require_kept
from workflow.errors import ForbiddenError
from workflow.queries.archive import may_take_case_file
from workflow.queries.case_file import (
    case_attachments,
    case_events,
    case_revisions,
    draft_bytes,
    sealed_logs,
)
from workflow.queries.proposal import ProposalFile, names_of_bodies, names_of_people
from workflow.retention import Keeping, keeping_of

MEDIA_TYPE = "application/zip"
CONTENT, PAPERS, SAID, FILES, TRAIL = "1 定稿", "2 公文", "3 审签", "4 附件", "5 审计轨迹"

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
        data = case_package(_cover(file, keeping), list(_papers(file, _bodies(file, keeping))))
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


def _cover(file: ProposalFile, keeping: Keeping) -> CaseCover:
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
        left_out=LEFT_OUT,
    )


def _papers(file: ProposalFile, bodies: Mapping[int, str]) -> Iterator[CasePaper]:
    yield from _contents(file, bodies)
    yield from _official(file, bodies)
    yield from _said(file)
    yield from _files(file)
    yield from _trail(file)


def _contents(file: ProposalFile, bodies: Mapping[int, str]) -> Iterator[CasePaper]:
    """Yield what was submitted, to the byte that was hashed; of what never was, the draft."""
    proposal = file.case.proposal
    body = bodies[proposal.drafting_body_id]
    revisions = case_revisions(db.session(), proposal.id)
    for one in revisions:
        yield CasePaper(
            path=path_of(CONTENT, one.no, f"第{one.no}稿.json"),
            title=f"第{one.no}稿（所签内容，逐字节）",
            responsible=body,
            day=shanghai_day(one.submitted_at),
            data=one.data,
        )
    if not revisions:
        yield CasePaper(
            path=path_of(CONTENT, 1, "草稿.json"),
            title="草稿（未提交）",
            responsible=body,
            day=None,
            data=draft_bytes(db.session(), proposal.id),
        )


def _official(file: ProposalFile, bodies: Mapping[int, str]) -> Iterator[CasePaper]:
    if file.case.revision is None:
        return
    kinds = [one for one in PaperKind if one is not PaperKind.NOTICE or file.release]
    for place, kind in enumerate(kinds, 1):
        paper = paper_of(file, kind)
        is_notice = kind is PaperKind.NOTICE
        body = file.case.catalogue.body_id if is_notice else file.case.proposal.drafting_body_id
        moment = file.release.published_at if is_notice and file.release else file.case.revision.submitted_at
        yield CasePaper(
            path=path_of(PAPERS, place, f"{HEADINGS[kind]}.docx"),
            title=HEADINGS[kind],
            responsible=bodies[body],
            day=shanghai_day(moment),
            data=paper.data,
        )


def _said(file: ProposalFile) -> Iterator[CasePaper]:
    for place, (name, said, day) in enumerate(record_of(file), 1):
        yield CasePaper(
            path=path_of(SAID, place, f"{name}.json"), title=name, responsible="", day=day, data=_json(said)
        )


def _files(file: ProposalFile) -> Iterator[CasePaper]:
    found = case_attachments(db.session(), file.case.proposal.id)
    people = names_of_people(db.session(), [one.row.person_id for one in found if one.row])
    for place, one in enumerate(found, 1):
        yield CasePaper(
            path=path_of(FILES, place, one.name),
            title=one.name,
            responsible=people[one.row.person_id] if one.row else "",
            day=shanghai_day(one.row.attached_at) if one.row else None,
            data=one.data,
        )


def _trail(file: ProposalFile) -> Iterator[CasePaper]:
    """Yield the events to the byte that is a leaf, and the proofs of those that are sealed."""
    events = case_events(db.session(), file.case)
    for place, one in enumerate(events, 1):
        said = event_label(one.action)
        path = path_of(f"{TRAIL}/事件", place, f"{said}.json")
        yield _of_trail(path, f"{said}（{one.action}）", one.data, shanghai_day(one.at))
    for sealed in sealed_logs(db.session(), events):
        folder = f"{TRAIL}/证明 {sealed.log.no}"
        day = shanghai_day(sealed.head.signed_at)
        yield _of_trail(f"{folder}/checkpoint", "检查点（C2SP）", sealed.head.note, day)
        keys = "".join(f"{key}\n" for key in sealed.keys).encode()
        yield _of_trail(f"{folder}/vkey", "公钥（请另经其他途径取得比对）", keys, day)
        for place, proof in sealed.proofs.items():
            yield _of_trail(f"{folder}/{place}.tlog-proof", f"第 {place} 叶的包含证明", proof, day)


def _of_trail(path: str, title: str, data: bytes, day: date) -> CasePaper:
    return CasePaper(path=path, title=title, responsible="", day=day, data=data)


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
