"""What the queue held and no worker can read: counted, so that somebody looks who sends it."""

from datetime import timedelta

import sqlalchemy as sa

from models import UnreadableMessage
from workflow.actor import SYSTEM
from workflow.unit import unit

TOLD_APART = 200
"""Different ones that are kept; further ones are counted together, so that a flood fills no table."""

KEPT = timedelta(days=180)
"""How long one is remembered after it came last: as long as technical logs."""


def note_unreadable(sha256: str, *, size: int, excerpt: str, reason: str) -> None:
    """Count a message that could not be read; it changes no state and is no event."""
    with unit(SYSTEM) as work:
        known = work.session.get(UnreadableMessage, sha256, with_for_update=True)
        if known is None:
            count = sa.select(sa.func.count()).select_from(UnreadableMessage)
            if (work.session.scalar(count) or 0) >= TOLD_APART:
                sha256 = ""
                known = work.session.get(UnreadableMessage, sha256, with_for_update=True)
        if known is not None:
            known.times += 1
            known.last_at = work.now
            return
        work.session.add(
            UnreadableMessage(
                sha256=sha256,
                size=size,
                excerpt=excerpt[:200],
                reason=reason[:100],
                times=1,
                first_at=work.now,
                last_at=work.now,
            )
        )


def forget_unreadable() -> None:
    """Forget what has not come for long."""
    with unit(SYSTEM) as work:
        work.session.execute(sa.delete(UnreadableMessage).where(UnreadableMessage.last_at < work.now - KEPT))
