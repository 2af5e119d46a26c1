"""What people watch (关注): whether they watch a catalogue, and the open proposals of those that they watch."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Proposal, Subscription
from values.vocabulary import State
from workflow.permissions import Seat
from workflow.queries.proposal_list import ListedProposal, proposals

FINAL = [one for one in State if one.is_final]


def watches(session: Session, person_id: int | None, catalogue_id: int) -> bool:
    """Return whether a person watches a catalogue."""
    return person_id is not None and bool(
        session.scalar(
            sa.select(Subscription.id).where(
                Subscription.person_id == person_id, Subscription.catalogue_id == catalogue_id
            )
        )
    )


def watched_proposals(
    session: Session, seats: tuple[Seat, ...], person_id: int, *, without: sa.ColumnElement[bool], most: int
) -> list[ListedProposal]:
    """Return open proposals that the person may see, of catalogues that they watch; the newest first."""
    asked = sa.select(Subscription.catalogue_id).where(Subscription.person_id == person_id)
    # Asked first: who watches nothing would have every open proposal looked at for nothing.
    watched = session.scalars(asked).all()
    if not watched:
        return []
    return proposals(
        session,
        seats,
        state=None,
        offset=0,
        limit=most,
        where=(
            Proposal.catalogue_id.in_(watched),
            Proposal.state.not_in(FINAL),
            sa.not_(without),
        ),
    )
