"""The daily digest: one mail a person at nine, with what gathered since the last; once, however often it is asked."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Delivery, Digest
from values.clock import SHANGHAI
from values.telling import DIGEST_TIME, OfficeHours
from values.vocabulary import DeliveryState
from workflow.actor import SYSTEM
from workflow.commands.notify import LEASE, record_failure, record_sent, still_owed
from workflow.dues import working_days
from workflow.unit import Unit, unit

Send = Callable[[int], None]
"""Sends one digest by its id; raises where it could not."""


def make_digests() -> int:
    """Make today's digest of everyone for whom something has gathered, and return how many were made.

    On working days from nine on, and once a person and day: what gathers later waits for the next. What a digest
    holds is settled here, in one transaction, so that it says the same however often it is sent.
    """
    with unit(SYSTEM) as work:
        here = work.now.astimezone(SHANGHAI)
        if here.time() < DIGEST_TIME or not working_days(work.session).is_working_day(work.today):
            return 0
        work.take_turn("digests")
        todays = sa.select(Digest.person_id).where(Digest.day == work.today)
        people = work.session.scalars(
            sa.select(Delivery.recipient_id)
            .where(*_gathered(work), Delivery.recipient_id.not_in(todays))
            .distinct()
            .order_by(Delivery.recipient_id)
        ).all()
        if not people:
            return 0
        rows = [{"person_id": person, "day": work.today, "created_at": work.now} for person in people]
        work.session.execute(sa.insert(Digest), rows)
        made = sa.and_(Digest.day == work.today, Digest.created_at == work.now)
        own = sa.select(Digest.id).where(made, Digest.person_id == Delivery.recipient_id)
        work.session.execute(
            sa.update(Delivery)
            .where(*_gathered(work), Delivery.recipient_id.in_(sa.select(Digest.person_id).where(made)))
            .values(digest_id=own.scalar_subquery(), next_attempt_at=work.now)
            .execution_options(synchronize_session=False)
        )
        return len(people)


def digests_to_send(session: Session, *, now: datetime, limit: int = 200) -> list[int]:
    """Return the digests that are made and due: not sent yet, or failed and to be tried again."""
    return [
        one
        for one in session.scalars(
            sa.select(Delivery.digest_id)
            .where(
                Delivery.state == DeliveryState.PENDING,
                Delivery.in_digest,
                Delivery.digest_id.is_not(None),
                Delivery.next_attempt_at <= now,
            )
            .distinct()
            .order_by(Delivery.digest_id)
            .limit(limit)
        )
        if one is not None
    ]


def send_digest(digest_id: int, send: Send, *, hours: OfficeHours | None = None) -> bool:
    """Send a digest that is due and record of each of its deliveries how it went; return whether it was sent.

    All its deliveries are leased together, so that two workers never send at once; a crash in between sends it again
    under the same Message-ID. One that failed is tried again within the hours.
    """
    taken = _take(digest_id)
    if not taken:
        return False
    failed: Exception | None = None
    try:
        send(digest_id)
    except Exception as error:  # noqa: BLE001 - whatever a transport raises is an outcome to be recorded
        failed = error
    with unit(SYSTEM) as work:
        if failed is None:
            record_sent(work, taken, digest=str(digest_id))
        else:
            for one in still_owed(work, taken):
                record_failure(work, one, failed, hours=hours)
    return failed is None


def _take(digest_id: int) -> list[int]:
    with unit(SYSTEM) as work:
        # Whoever comes second waits here, and then finds that nothing is due.
        work.session.execute(sa.select(Digest.id).where(Digest.id == digest_id).with_for_update())
        due = sa.and_(
            Delivery.digest_id == digest_id,
            Delivery.in_digest,
            Delivery.state == DeliveryState.PENDING,
            Delivery.next_attempt_at <= work.now,
        )
        taken = (
            sa.update(Delivery)
            .where(due)
            .values(attempts=Delivery.attempts + 1, next_attempt_at=work.now + LEASE)
            .returning(Delivery.id)
            .execution_options(synchronize_session=False)
        )
        return sorted(work.session.scalars(taken))


def _gathered(work: Unit) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Delivery.state == DeliveryState.PENDING,
        Delivery.in_digest.is_(True),
        Delivery.digest_id.is_(None),
        Delivery.next_attempt_at <= work.now,
    )
