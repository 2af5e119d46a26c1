"""Attached files as they are searched: by their names, and by what those say that could be read."""

import json
from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import AttachmentName, AttachmentText, Proposal, Revision, SignOff
from values.clock import shanghai_day
from values.proposal_content import hashes_in, revision_content
from values.search_text import SearchKind
from workflow.search.documents import Document, document


def files(session: Session, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    """Yield a document for each name under which a file is attached to a proposal."""
    rows = session.execute(
        sa.select(AttachmentName, Proposal.catalogue_id, AttachmentText.text)
        .join(Proposal, Proposal.id == AttachmentName.proposal_id)
        .outerjoin(AttachmentText, AttachmentText.sha256 == AttachmentName.sha256)
        .where(*where)
        .order_by(AttachmentName.id)
    ).all()
    seen = _submitted(session, {row[0].proposal_id for row in rows})
    for one, catalogue, text in rows:
        yield document(
            SearchKind.ATTACHMENT,
            one.id,
            one.name,
            [text or ""],
            day=shanghai_day(one.attached_at),
            catalogue_id=catalogue,
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
