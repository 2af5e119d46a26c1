"""Attached files: what a reader may see of a proposal's and of a published row's, and what they are called."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Attachment,
    AttachmentName,
    EntryVersion,
    FileScan,
    Proposal,
    Revision,
    ScanState,
    SignOff,
)
from values.file_name import NAMELESS
from values.messages import N_, Message
from values.proposal_content import hashes_in, revision_content
from values.vocabulary import Role
from workflow.case import Case
from workflow.errors import NotAllowedError
from workflow.queries.public import Reading

INFECTED = N_("The virus scanner found something in this file after it was taken in; it is not given out.")


@dataclass(frozen=True, kw_only=True)
class ListedFile:
    """A file in a list."""

    sha256: str
    name: str
    media_type: str
    size: int
    scan: FileScan | None = None
    """What the virus scanner said of it; None: it came while none was set."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to be downloaded."""

    name: str
    media_type: str
    data: bytes


def listed_files(
    session: Session, catalogue_id: int, proposal_id: int | None, hashes: Collection[str]
) -> dict[str, ListedFile]:
    """Return these files by hash, in two statements however many they are."""
    if not hashes:
        return {}
    names = names_of_files(session, catalogue_id, proposal_id, hashes)
    rows = session.execute(
        sa.select(Attachment.sha256, Attachment.media_type, Attachment.size, FileScan)
        .outerjoin(FileScan, FileScan.sha256 == Attachment.sha256)
        .where(Attachment.sha256.in_(hashes))
    )
    return {
        sha256: ListedFile(
            sha256=sha256, name=names.get(sha256, NAMELESS), media_type=media_type, size=size, scan=scan
        )
        for sha256, media_type, size, scan in rows
    }


def names_of_files(
    session: Session, catalogue_id: int, proposal_id: int | None, hashes: Collection[str]
) -> dict[str, str]:
    """Return what files are called: as in this proposal, else as attached last in a proposal to the catalogue."""
    rows = session.execute(
        sa.select(AttachmentName.sha256, AttachmentName.name)
        .join(Proposal, Proposal.id == AttachmentName.proposal_id)
        .where(Proposal.catalogue_id == catalogue_id, AttachmentName.sha256.in_(hashes))
        .order_by(AttachmentName.proposal_id == (proposal_id or 0), AttachmentName.id)
    )
    return {row[0]: row[1] for row in rows}


def sizes_of_files(session: Session, hashes: Collection[str]) -> dict[str, int]:
    """Return the sizes of files by hash; 0 for one that is not there."""
    rows = session.execute(sa.select(Attachment.sha256, Attachment.size).where(Attachment.sha256.in_(hashes)))
    return dict.fromkeys(hashes, 0) | {row[0]: row[1] for row in rows}


def file_of_proposal(session: Session, case: Case, sha256: str) -> File | None:
    """Return a file of a proposal that the reader of the case sees; None where it has none for them.

    Their own body and auditors see what is attached to the working draft; everybody else what was submitted,
    and the scans of sign-offs (decision 9).
    """
    if sha256 not in _seen_hashes(session, case):
        return None
    return _file(session, case.catalogue.id, case.proposal.id, sha256)


def published_file(reading: Reading, entry: str, sha256: str) -> File | None:
    """Return a file of a published row, of any of its versions, unless it is hidden; None where there is none.

    The one place that decides it for the public.
    """
    versions = reading.versions(entry)
    if not any(sha256 in row.state.content.attachments for row in versions):
        return None
    return _file(reading.session, reading.catalogue.id, None, sha256)


def _seen_hashes(session: Session, case: Case) -> set[str]:
    proposal = case.proposal
    contents = session.scalars(sa.select(Revision.data).where(Revision.proposal_id == proposal.id))
    found = _submitted(contents) | {
        one
        for one in session.scalars(sa.select(SignOff.scan_sha256).where(SignOff.proposal_id == proposal.id))
        if one
    }
    if any(
        seat.body == proposal.drafting_body_id or seat.role is Role.AUDITOR for seat in case.standing.seats
    ):
        found |= set(
            session.scalars(sa.select(AttachmentName.sha256).where(AttachmentName.proposal_id == proposal.id))
        )
        found |= _of_rows_in_draft(session, case)
    return found


def _submitted(contents: Iterable[bytes]) -> set[str]:
    return {one for data in contents for one in hashes_in(revision_content(json.loads(data)))}


def _of_rows_in_draft(session: Session, case: Case) -> set[str]:
    """Return the files that the catalogue's published rows brought into the draft."""
    versions = session.scalars(
        sa.select(EntryVersion.attachments).where(EntryVersion.catalogue_id == case.catalogue.id)
    )
    return {one for attachments in versions for one in attachments}


def _file(session: Session, catalogue_id: int, proposal_id: int | None, sha256: str) -> File | None:
    row = session.execute(
        sa.select(Attachment.media_type, Attachment.data, FileScan.state)
        .outerjoin(FileScan, FileScan.sha256 == Attachment.sha256)
        .where(Attachment.sha256 == sha256)
    ).one_or_none()
    if row is not None and row.state is ScanState.INFECTED:
        raise NotAllowedError(Message(INFECTED))
    if row is None or not row.data:
        # What was destroyed under a list (销毁清册) keeps its row for its hash and name.
        return None
    name = names_of_files(session, catalogue_id, proposal_id, {sha256}).get(sha256, NAMELESS)
    return File(name=name, media_type=row.media_type, data=row.data)
