"""Which rows of a catalogue open proposals would change."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Proposal, Revision, RevisionChange
from values.vocabulary import State
from workflow.permissions import Seat
from workflow.reach import visible_proposals

OPEN = tuple(state for state in State if not state.is_final)


def pending_entries(session: Session, catalogue_id: int, seats: tuple[Seat, ...]) -> set[str]:
    """Return the entries that submitted, still open proposals touch, of those the seats may see."""
    return set(
        session.scalars(
            sa.select(RevisionChange.entry_id)
            .join(Revision, Revision.id == RevisionChange.revision_id)
            .join(
                Proposal,
                sa.and_(Proposal.id == Revision.proposal_id, Proposal.revision_no == Revision.no),
            )
            .where(Proposal.catalogue_id == catalogue_id, Proposal.state.in_(OPEN), visible_proposals(seats))
        )
    )
