"""Who is told that a list for destruction waits: the supervisors of its jurisdiction who may approve it."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Body, DestructionList, Event
from values.vocabulary import Audience, Role
from workflow.holders import holders


def told_of_destruction(
    session: Session, event: Event, audiences: Sequence[Audience], *, today: date
) -> dict[int, Audience]:
    """Return the supervisors of the list's jurisdiction; never who proposed it, nor in whose place they did."""
    if Audience.SUPERVISORS not in audiences:
        return {}
    listed = session.get_one(DestructionList, int(event.subject_id))
    bodies = sa.select(Body.id).where(Body.jurisdiction_id == listed.jurisdiction_id)
    supervisors = holders(session, today, Role.SUPERVISOR, Assignment.body_id.in_(bodies))
    return dict.fromkeys(supervisors - {listed.proposed_by_id, listed.on_behalf_of_id}, Audience.SUPERVISORS)
