"""The papers of a case file: what was submitted, said and attached, the official papers, and the trail with proofs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import structlog

from formats.page_counting import page_counts
from formats.printing.press import PrintingError, print_sheet
from models import db
from values.case_file import CasePaper, path_of
from values.clock import shanghai_day
from values.papers import HEADINGS, NoticePaper, PaperFormat, PaperKind
from web.papers.case_record import record_of
from web.papers.files import PaperFile, paper_of
from web.wording.common import event_label
from workflow.queries.case_file import (
    case_attachments,
    case_events,
    case_revisions,
    draft_bytes,
    sealed_logs,
)
from workflow.queries.proposal import ProposalFile, names_of_people

log = structlog.get_logger()

CONTENT, PAPERS, SAID, FILES, TRAIL = "1 定稿", "2 公文", "3 审签", "4 附件", "5 审计轨迹"
SYSTEM = "系统"
"""Who answers for what nobody did: a scheduled publication."""


def case_papers(file: ProposalFile, bodies: Mapping[int, str]) -> list[CasePaper]:
    """Return what belongs into the case file, in its order, each with its pages.

    Args:
        file: the proposal, as whoever takes it out sees it.
        bodies: names of the bodies in charge by id, as they were called when the case was closed.
    """
    papers = list(_papers(file, bodies))
    counts = page_counts([one.data for one in papers])
    pages = {one.path: count for one, count in zip(papers, counts, strict=True)}
    return [replace(one, pages=pages.get(printed_path(one) or one.path)) for one in papers]


def printed_path(paper: CasePaper) -> str | None:
    """Return where the PDF of an official paper of ours lies; None for everything else."""
    is_ours = PurePosixPath(paper.path).parent.name == PAPERS
    return str(PurePosixPath(paper.path).with_suffix(".pdf")) if is_ours else None


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
            document_number=proposal.number,
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
    """Yield each paper as Word file, and as PDF where that can be made: what is kept for long, and has pages."""
    if file.case.revision is None:
        return
    kinds = [one for one in PaperKind if one is not PaperKind.NOTICE or file.release]
    papers = [paper_of(file, kind) for kind in kinds]
    for place, (paper, printed) in enumerate(zip(papers, _printed(papers), strict=True), 1):
        is_notice = paper.kind is PaperKind.NOTICE
        body = file.case.catalogue.body_id if is_notice else file.case.proposal.drafting_body_id
        moment = file.release.published_at if is_notice and file.release else file.case.revision.submitted_at
        number = (
            paper.paper.document_number if isinstance(paper.paper, NoticePaper) else file.case.proposal.number
        )
        for form, data in ((PaperFormat.DOCX, paper.data), (PaperFormat.PDF, printed)):
            if data is not None:
                yield CasePaper(
                    path=path_of(PAPERS, place, f"{HEADINGS[paper.kind]}.{form.value}"),
                    title=HEADINGS[paper.kind],
                    responsible=bodies[body],
                    day=shanghai_day(moment),
                    data=data,
                    document_number=number,
                )


def _printed(papers: Sequence[PaperFile]) -> list[bytes | None]:
    """Return papers as PDF; None where it cannot be made, for the case file must not want for it."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(_print, [one.sheet for one in papers]))


def _print(sheet: bytes) -> bytes | None:
    try:
        return print_sheet(sheet)
    except PrintingError as error:
        log.warning("paper of a case file not set", error=str(error))
        return None


def _said(file: ProposalFile) -> Iterator[CasePaper]:
    for place, one in enumerate(record_of(file), 1):
        yield CasePaper(
            path=path_of(SAID, place, f"{one.name}.json"),
            title=one.name,
            responsible=one.responsible,
            day=one.day,
            data=_json(one.said),
        )


def _files(file: ProposalFile) -> Iterator[CasePaper]:
    found = case_attachments(db.session(), file.case.proposal.id)
    people = names_of_people(db.session(), [one.row.person_id for one in found if one.row])
    scans = {one.scan_sha256: one for one in file.case.sign_offs if one.scan_sha256}
    for place, one in enumerate(found, 1):
        signed = scans.get(one.sha256)
        named = people[one.row.person_id] if one.row else ""
        attached = shanghai_day(one.row.attached_at) if one.row else None
        yield CasePaper(
            path=path_of(FILES, place, one.name),
            title=one.name,
            responsible=file.people[signed.on_behalf_of_id or signed.actor_id] if signed else named,
            day=(signed.signed_on or shanghai_day(signed.signed_at)) if signed else attached,
            data=one.data,
        )


def _trail(file: ProposalFile) -> Iterator[CasePaper]:
    """Yield the events to the byte that is a leaf, and the proofs of those that are sealed."""
    events = case_events(db.session(), file.case)
    people = names_of_people(db.session(), [one.actor_id for one in events])
    for place, one in enumerate(events, 1):
        said = event_label(one.action)
        yield CasePaper(
            path=path_of(f"{TRAIL}/事件", place, f"{said}.json"),
            title=f"{said}（{one.action}）",
            responsible=people[one.actor_id] if one.actor_id else SYSTEM,
            day=shanghai_day(one.at),
            data=one.data,
        )
    for sealed in sealed_logs(db.session(), events):
        folder, origin = f"{TRAIL}/证明 {sealed.log.no}", sealed.log.origin
        day = shanghai_day(sealed.head.signed_at)
        yield _proof(f"{folder}/checkpoint", "检查点（C2SP）", origin, sealed.head.note, day)
        keys = "".join(f"{key}\n" for key in sealed.keys).encode()
        yield _proof(f"{folder}/vkey", "公钥（请另经其他途径取得比对）", origin, keys, day)
        for place, proof in sealed.proofs.items():
            yield _proof(f"{folder}/{place}.tlog-proof", f"第 {place} 叶的包含证明", origin, proof, day)


def _proof(path: str, title: str, origin: str, data: bytes, day: date) -> CasePaper:
    """Return a part of a proof; who answers for it is the log that signs, by its name."""
    return CasePaper(path=path, title=title, responsible=origin, day=day, data=data)


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
