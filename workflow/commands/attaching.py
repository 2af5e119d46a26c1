"""Attach files to a working draft or to a row in it, and take them out again; either is a save of the draft."""

from dataclasses import replace

from models import Draft
from values.canonical import sha256_hex
from values.messages import N_
from values.proposal_content import AttachedFile, DraftContent, draft_content
from workflow.actor import Actor
from workflow.attachments import Limits, TakenFile, take_in
from workflow.audit import Happening, record
from workflow.case import Case, open_case
from workflow.commands.drafting import keep, permit_writing
from workflow.errors import NotFoundError, StaleError, invalid
from workflow.move import subject_of
from workflow.permissions import Seat
from workflow.queries.attachments import names_of_files, sizes_of_files
from workflow.unit import Unit, unit

MOST_FILES = 50
"""Of a proposal, and of a row."""


def attach(
    number: str,
    *,
    actor: Actor,
    name: str,
    data: bytes,
    draft_version: int,
    entry: str | None = None,
    limits: Limits | None = None,
) -> int:
    """Attach a file to the draft, or to a row that is in it, and return the draft's new version.

    The bytes are stored once, by their hash; attaching what is attached already changes nothing.
    Raises: InvalidError for what is too large or no kind of paper; StaleError where someone saved since;
    ForbiddenError and NotAllowedError as `drafting.save_draft`.
    """
    with unit(actor) as work:
        case, seat, draft, content = _opened(work, number, "attach", draft_version, entry)
        if _has(content, sha256_hex(data), entry):
            return draft_version
        file = take_in(work, case.proposal, name, data, limits or Limits())
        changed = _with_file(content, file, entry)
        if _count(changed, entry) > MOST_FILES:
            raise invalid("attachments", N_("At most %(most)s files fit here."), most=MOST_FILES)
        version = keep(work, case, draft, changed, seat)
        _record(work, case, seat, "attached", file, entry)
        return version


def detach(number: str, sha256: str, *, actor: Actor, draft_version: int, entry: str | None = None) -> int:
    """Take a file out of the draft, or out of a row in it, and return the draft's version; its bytes stay.

    Taking out what is not there changes nothing.
    Raises: as `attach`.
    """
    with unit(actor) as work:
        case, seat, draft, content = _opened(work, number, "detach", draft_version, entry)
        changed = _without_file(content, sha256, entry)
        if changed == content:
            return draft_version
        file = TakenFile(
            sha256=sha256,
            name=names_of_files(work.session, case.catalogue.id, case.proposal.id, {sha256}).get(sha256, ""),
            media_type="",
            size=sizes_of_files(work.session, {sha256})[sha256],
        )
        version = keep(work, case, draft, changed, seat)
        _record(work, case, seat, "detached", file, entry)
        return version


def _opened(
    work: Unit, number: str, action: str, draft_version: int, entry: str | None
) -> tuple[Case, Seat, Draft, DraftContent]:
    case = open_case(work, number, action)
    seat = permit_writing(case)
    draft = work.session.get_one(Draft, case.proposal.id)
    content = draft_content(draft.content)
    if draft.draft_version != draft_version:
        raise StaleError(seen=draft_version, present=draft.draft_version)
    if entry is not None and content.change_of(entry) is None:
        raise NotFoundError
    return case, seat, draft, content


def _with_file(content: DraftContent, file: TakenFile, entry: str | None) -> DraftContent:
    if entry is not None:
        return _with_row_files(content, entry, (*_row_files(content, entry), file.sha256))
    attached = AttachedFile(sha256=file.sha256, name=file.name)
    return replace(content, attachments=(*content.attachments, attached))


def _without_file(content: DraftContent, sha256: str, entry: str | None) -> DraftContent:
    if entry is not None:
        kept = tuple(one for one in _row_files(content, entry) if one != sha256)
        return _with_row_files(content, entry, kept)
    return replace(content, attachments=tuple(one for one in content.attachments if one.sha256 != sha256))


def _row_files(content: DraftContent, entry: str) -> tuple[str, ...]:
    change = content.change_of(entry)
    return change.after.content.attachments if change else ()


def _with_row_files(content: DraftContent, entry: str, files: tuple[str, ...]) -> DraftContent:
    unique = tuple(dict.fromkeys(files))
    changes = tuple(
        replace(one, after=replace(one.after, content=replace(one.after.content, attachments=unique)))
        if one.entry == entry
        else one
        for one in content.changes
    )
    return replace(content, changes=changes)


def _has(content: DraftContent, sha256: str, entry: str | None) -> bool:
    if entry is None:
        return any(one.sha256 == sha256 for one in content.attachments)
    return sha256 in _row_files(content, entry)


def _count(content: DraftContent, entry: str | None) -> int:
    return len(content.attachments) if entry is None else len(_row_files(content, entry))


def _record(work: Unit, case: Case, seat: Seat, action: str, file: TakenFile, entry: str | None) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=subject_of(case),
            seat=seat,
            about_proposal=case.proposal,
            details={"sha256": file.sha256, "name": file.name, "size": file.size, "entry": entry},
            owed=False,
        ),
    )
