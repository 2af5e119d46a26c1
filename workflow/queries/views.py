"""What a person has looked at: the newest revision of a proposal, and the proposals of a list."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Proposal, Revision, RevisionView


def last_seen(session: Session, proposal_id: int, person_id: int) -> int | None:
    """Return the number of the newest revision of a proposal that a person has opened."""
    return session.scalar(
        sa.select(sa.func.max(Revision.no))
        .join(RevisionView, RevisionView.revision_id == Revision.id)
        .where(Revision.proposal_id == proposal_id, RevisionView.person_id == person_id)
    )


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A proposal of a list: its version, and whether the person has opened its newest revision."""

    version: int
    is_seen: bool


def glances(session: Session, numbers: Collection[str], person_id: int) -> dict[str, Glance]:
    """Return, by number, what a person has opened of these proposals; one statement."""
    seen = sa.exists().where(RevisionView.revision_id == Revision.id, RevisionView.person_id == person_id)
    rows = session.execute(
        sa.select(Proposal.number, Proposal.version, seen)
        .join(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
        .where(Proposal.number.in_(numbers))
    )
    return {number: Glance(version=version, is_seen=bool(is_seen)) for number, version, is_seen in rows}
