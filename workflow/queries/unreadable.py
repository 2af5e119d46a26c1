"""What came out of the queue and could not be read."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import UnreadableMessage
from workflow.unit import current_clock

RECENT = timedelta(days=1)


def unreadable_messages(session: Session) -> Sequence[UnreadableMessage]:
    """Return what was put aside, the newest first."""
    return session.scalars(
        sa.select(UnreadableMessage).order_by(UnreadableMessage.last_at.desc(), UnreadableMessage.sha256)
    ).all()


def recently_unreadable(session: Session) -> int:
    """Return how many different messages of the last day could not be read."""
    since = current_clock.get().now() - RECENT
    query = sa.select(sa.func.count()).select_from(UnreadableMessage)
    return session.scalar(query.where(UnreadableMessage.last_at >= since)) or 0
