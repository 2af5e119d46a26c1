"""Files by hash: taken in, named for a proposal, and looked for where a draft names them."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from formats.media_type import fitting_name, told_type
from formats.unfit import UnfitFileError
from models import Attachment, AttachmentName, Proposal
from values.canonical import sha256_hex
from values.file_name import clean_name
from values.messages import N_, Message
from values.proposal_content import DraftContent
from workflow.errors import InvalidError, Issue, NotAllowedError, invalid
from workflow.queries.catalogue import PublishedRow
from workflow.unit import Unit

MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much may be attached, in bytes."""

    per_file: int = 20 * MEGABYTE
    per_proposal: int = 100 * MEGABYTE
    """All files that were ever attached to it, also those that were taken out again."""


@dataclass(frozen=True, kw_only=True)
class TakenFile:
    """A file as it was taken in."""

    sha256: str
    name: str
    media_type: str
    size: int


def take_in(work: Unit, proposal: Proposal, name: str, data: bytes, limits: Limits) -> TakenFile:
    """Store a file's bytes once and name them for the proposal.

    Raises: InvalidError for what is too large or no kind of paper; NotAllowedError for the system, which has none.
    """
    name = clean_name(name)
    if len(data) > limits.per_file:
        raise invalid(
            "attachments",
            N_("“%(name)s” is larger than %(most)s MB; make it smaller or split it."),
            name=name,
            most=limits.per_file // MEGABYTE,
        )
    try:
        media_type = told_type(data)
    except UnfitFileError as error:
        sentence = Message(N_("“%(name)s”: %(why)s"), {"name": name, "why": error.message})
        raise InvalidError([Issue("attachments", sentence)]) from error
    file = TakenFile(
        sha256=sha256_hex(data), name=fitting_name(name, media_type), media_type=media_type, size=len(data)
    )
    _require_room(work.session, proposal.id, file, limits)
    _store(work, file, data)
    _name(work, proposal.id, file)
    return file


def _require_room(session: Session, proposal_id: int, file: TakenFile, limits: Limits) -> None:
    attached = sa.select(AttachmentName.sha256).where(AttachmentName.proposal_id == proposal_id)
    sizes = dict(
        session.execute(
            sa.select(Attachment.sha256, Attachment.size).where(Attachment.sha256.in_(attached))
        ).all()
    )
    if sum((sizes | {file.sha256: file.size}).values()) > limits.per_proposal:
        raise invalid(
            "attachments",
            N_("All files of a proposal may have %(most)s MB together, those taken out again included."),
            most=limits.per_proposal // MEGABYTE,
        )


def _store(work: Unit, file: TakenFile, data: bytes) -> None:
    # Whoever destroys the file at this moment (销毁清册) is waited for; its bytes then come back.
    known = sa.select(sa.func.length(Attachment.data)).where(Attachment.sha256 == file.sha256)
    length = work.session.scalar(
        known if work.is_sqlite else known.with_for_update(read=True, key_share=True)
    )
    if length == 0:
        again = sa.update(Attachment).where(Attachment.sha256 == file.sha256)
        work.session.execute(again.values(data=data))
    if length is not None:
        return
    values = {
        "sha256": file.sha256,
        "media_type": file.media_type,
        "size": file.size,
        "data": data,
        "stored_at": work.now,
    }
    if work.is_sqlite:
        work.session.execute(sa.insert(Attachment).values(values))
        return
    # The same file may be arriving for another proposal at this moment; its row is as good.
    from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - of one dialect only

    work.session.execute(insert(Attachment).values(values).on_conflict_do_nothing())


def _name(work: Unit, proposal_id: int, file: TakenFile) -> None:
    if work.actor.person_id is None:
        raise NotAllowedError(Message(N_("Only people attach files.")))
    known = sa.select(AttachmentName.id).where(
        AttachmentName.proposal_id == proposal_id,
        AttachmentName.sha256 == file.sha256,
        AttachmentName.name == file.name,
    )
    if work.session.scalar(known) is None:
        work.session.add(
            AttachmentName(
                proposal_id=proposal_id,
                sha256=file.sha256,
                name=file.name,
                person_id=work.actor.person_id,
                attached_at=work.now,
            )
        )


def require_attached(
    session: Session, proposal_id: int, draft: DraftContent, current: dict[str, PublishedRow]
) -> None:
    """Raise InvalidError where a draft names files that nobody attached to it, and no published row has."""
    named = {one.sha256 for one in draft.attachments}
    of_rows = {change.entry: set(change.after.content.attachments) for change in draft.changes}
    asked = named.union(*of_rows.values())
    known = (
        set(
            session.scalars(
                sa.select(AttachmentName.sha256).where(
                    AttachmentName.proposal_id == proposal_id, AttachmentName.sha256.in_(asked)
                )
            )
        )
        if asked
        else set()
    )
    published = hashes_of_rows(current.values())
    sentence = N_("A file that the proposal names is not there; attach it again.")
    issues = [Issue("attachments", Message(sentence))] if named - known else []
    issues += [
        Issue("attachments", Message(sentence), entry)
        for entry, hashes in of_rows.items()
        if hashes - known - published
    ]
    if issues:
        raise InvalidError(issues)


def hashes_of_rows(rows: Iterable[PublishedRow]) -> set[str]:
    """Return the hashes of the files that published rows have."""
    return {one for row in rows for one in row.state.content.attachments}
