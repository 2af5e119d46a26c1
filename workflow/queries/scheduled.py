"""Publications whose time has come."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Proposal
from values.vocabulary import State


def due_publications(session: Session, *, now: datetime) -> list[str]:
    """Return the numbers of approved proposals that were to be published by now, the earliest first."""
    return list(
        session.scalars(
            sa.select(Proposal.number)
            .where(Proposal.state == State.APPROVED, Proposal.scheduled_for <= now)
            .order_by(Proposal.scheduled_for, Proposal.id)
        )
    )
