"""Attached files as they are searched: by their names, and by what those say that could be read."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import AttachmentName, AttachmentText, Proposal, Revision, SignOff
from models.db import ask
from values.clock import shanghai_day
from values.proposal_content import hashes_in, revision_content
from values.search_text import SearchKind
from workflow.search.documents import Document, document

_FILES = (
    sa.select(
        AttachmentName.id,
        AttachmentName.name,
        AttachmentName.sha256,
        AttachmentName.attached_at,
        AttachmentName.proposal_id,
        Proposal.catalogue_id,
        AttachmentText.text,
    )
    .join(Proposal, Proposal.id == AttachmentName.proposal_id)
    .outerjoin(AttachmentText, AttachmentText.sha256 == AttachmentName.sha256)
    .order_by(AttachmentName.id)
)
_CHANGED_FILES = _FILES.where(
    sa.or_(
        AttachmentName.proposal_id.in_(sa.bindparam("proposals", expanding=True)),
        AttachmentName.sha256.in_(sa.bindparam("read", expanding=True)),
    )
)


def files(session: Session, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    """Yield a document for each name under which a file is attached to a proposal."""
    return _of_files(session, ask(session, _FILES.where(*where)).all())


def changed_files(session: Session, proposals: Collection[int], read: Collection[str]) -> Iterator[Document]:
    """Yield the documents of the files of proposals, and of those with one of these hashes."""
    asked = {"proposals": sorted(proposals), "read": sorted(read)}
    return _of_files(session, ask(session, _CHANGED_FILES, asked).all())


def _of_files(session: Session, rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> Iterator[Document]:
    seen = _submitted(session, {row.proposal_id for row in rows})
    for one in rows:
        yield document(
            SearchKind.ATTACHMENT,
            one.id,
            one.name,
            [one.text or ""],
            day=shanghai_day(one.attached_at),
            catalogue_id=one.catalogue_id,
            proposal_id=one.proposal_id,
            is_draft=one.sha256 not in seen[one.proposal_id],
        )


def _submitted(session: Session, proposals: set[int]) -> defaultdict[int, set[str]]:
    """Return the hashes of what was submitted with each proposal, and of the scans of its sign-offs."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    if not proposals:
        return found
    for proposal, data in session.execute(
        sa.select(Revision.proposal_id, Revision.data).where(Revision.proposal_id.in_(proposals))
    ):
        found[proposal] |= hashes_in(revision_content(json.loads(data)))
    for proposal, scan in session.execute(
        sa.select(SignOff.proposal_id, SignOff.scan_sha256).where(SignOff.proposal_id.in_(proposals))
    ):
        found[proposal].add(scan or "")
    return found
