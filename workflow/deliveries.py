"""What is owed and what was told: reads of outbox and deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Delivery, Event, Outbox, Person, Proposal
from values.vocabulary import Channel, DeliveryState
from workflow.queries.titles import shown_title
from workflow.unit import current_clock


def unfanned_events(
    session: Session, *, now: datetime, older_than: timedelta, limit: int = 200
) -> Sequence[int]:
    """Return the events whose fan-out is owed and due: never handed over, or failed and to be tried again."""
    return session.scalars(
        sa.select(Outbox.event_id)
        .where(
            Outbox.fanned_out_at.is_(None),
            Outbox.created_at <= now - older_than,
            sa.or_(Outbox.next_attempt_at.is_(None), Outbox.next_attempt_at <= now),
        )
        .order_by(Outbox.event_id)
        .limit(limit)
    ).all()


def due_deliveries(session: Session, *, now: datetime, limit: int = 200) -> Sequence[int]:
    """Return the deliveries whose next attempt is due."""
    return session.scalars(
        sa.select(Delivery.id)
        .where(
            Delivery.state == DeliveryState.PENDING,
            sa.not_(Delivery.in_digest),
            Delivery.next_attempt_at <= now,
        )
        .order_by(Delivery.next_attempt_at)
        .limit(limit)
    ).all()


def oldest_undelivered_age(session: Session) -> int:
    """Return the age in seconds of the oldest event not fanned out or message not sent; 0 where nothing is owed.

    A message that waits for its hour is not owed before; one that failed is since it was written.
    """
    now = current_clock.get().now()
    due = sa.case((Delivery.attempts > 0, Delivery.created_at), else_=Delivery.next_attempt_at)
    waits = sa.and_(Delivery.attempts == 0, Delivery.next_attempt_at > now)
    oldest = [
        moment
        for moment in (
            session.scalar(sa.select(sa.func.min(Outbox.created_at)).where(Outbox.fanned_out_at.is_(None))),
            session.scalar(
                sa.select(sa.func.min(due, type_=Delivery.created_at.type)).where(
                    Delivery.state == DeliveryState.PENDING, sa.not_(waits)
                )
            ),
        )
        if moment is not None
    ]
    return max(int((now - min(oldest)).total_seconds()), 0) if oldest else 0


@dataclass(frozen=True, kw_only=True)
class InAppMessage:
    """A message as the person's list shows it."""

    delivery_id: int
    event: Event
    title: str
    """Of the proposal, or of the catalogue where the event is about none."""
    number: str
    """Of the proposal; empty where the event is about none."""
    catalogue: str
    """Code of the catalogue."""
    reason: str
    is_read: bool


def in_app_messages(session: Session, person_id: int, *, offset: int, limit: int) -> list[InAppMessage]:
    """Return a person's messages, the newest first; one more than the limit tells of a next page."""
    rows = session.execute(
        sa.select(Delivery, Event, shown_title(), Proposal.number, Catalogue.title, Catalogue.code)
        .join(Event, Event.id == Delivery.event_id)
        .outerjoin(Catalogue, Catalogue.id == Event.catalogue_id)
        .outerjoin(Proposal, Proposal.id == Event.proposal_id)
        .where(Delivery.recipient_id == person_id, Delivery.channel == Channel.IN_APP)
        .order_by(Delivery.id.desc())
        .offset(offset)
        .limit(limit + 1)
    ).all()
    return [
        InAppMessage(
            delivery_id=delivery.id,
            event=event,
            title=title if number else of_catalogue,
            number=number or "",
            catalogue=code or "",
            reason=delivery.reason,
            is_read=delivery.read_at is not None,
        )
        for delivery, event, title, number, of_catalogue, code in rows
    ]


def unread_count(session: Session, person_id: int) -> int:
    """Return how many in-app messages a person has not seen."""
    found = session.scalar(
        sa.select(sa.func.count())
        .select_from(Delivery)
        .where(
            Delivery.recipient_id == person_id,
            Delivery.channel == Channel.IN_APP,
            Delivery.read_at.is_(None),
        )
    )
    return found or 0


def dead_letters(session: Session) -> Sequence[tuple[Delivery, str, str]]:
    """Return deliveries that were given up, with the recipient's account and the event's action."""
    rows = session.execute(
        sa.select(Delivery, Person.login, Event.action)
        .join(Person, Person.id == Delivery.recipient_id)
        .join(Event, Event.id == Delivery.event_id)
        .where(Delivery.state == DeliveryState.DEAD)
        .order_by(Delivery.id.desc())
        .limit(200)
    )
    return [(row[0], row[1], row[2]) for row in rows]


@dataclass(frozen=True, kw_only=True)
class Failing:
    """Messages that failed for one reason and are tried again: a mail server that is away shows as one of these."""

    channel: Channel
    error: str
    messages: int
    attempts: int
    """The most of one of them."""
    next_attempt_at: datetime | None


def failing(session: Session, *, limit: int = 20) -> list[Failing]:
    """Return what failed at least once and was not given up, by channel and reason, the most first."""
    messages = sa.func.count()
    rows = session.execute(
        sa.select(
            Delivery.channel,
            Delivery.last_error,
            messages,
            sa.func.max(Delivery.attempts),
            sa.func.min(Delivery.next_attempt_at, type_=Delivery.created_at.type),
        )
        .where(Delivery.state == DeliveryState.PENDING, Delivery.attempts > 0, Delivery.last_error != "")
        .group_by(Delivery.channel, Delivery.last_error)
        .order_by(messages.desc(), Delivery.channel, Delivery.last_error)
        .limit(limit)
    )
    return [
        Failing(channel=channel, error=error, messages=count, attempts=attempts, next_attempt_at=at)
        for channel, error, count, attempts, at in rows
    ]
