"""Tell people: fan an event out into deliveries, send them, try again, give up where it must be seen."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar, cast

import sqlalchemy as sa

from models import Delivery, Event, Outbox
from values.messages import N_, Message
from values.vocabulary import Channel, DeliveryState, Role
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import ForbiddenError, NotFoundError
from workflow.reach import seats_of
from workflow.recipients import recipients
from workflow.unit import Unit, unit

T = TypeVar("T")

Send = Callable[[int], None]
"""Sends one delivery by its id; raises where it could not."""

WAITS = (60, 300, 1800, 7200, 21600)
"""Seconds until the next attempt, after each failure; after the last the delivery is given up."""

LEASE = timedelta(minutes=2)
"""How long a delivery belongs to who took it; longer than any transport may take."""

LONGEST_ERROR = 300

_DELIVERY = cast("sa.Table", Delivery.__table__)


def fan_out(event_id: int) -> list[int]:
    """Write the deliveries that an event owes, once however often it is asked, and return those still to be sent.

    In-app messages are delivered with this: they stand in the same transaction.
    """
    with unit(SYSTEM) as work:
        outbox = _locked(work, sa.select(Outbox).where(Outbox.event_id == event_id))
        event = work.session.get(Event, event_id)
        if outbox is None or event is None or outbox.fanned_out_at is not None:
            return []
        people = recipients(work.session, event, today=work.today)
        deliveries = [
            Delivery(
                event_id=event_id,
                recipient_id=person,
                channel=channel,
                state=DeliveryState.SENT if channel is Channel.IN_APP else DeliveryState.PENDING,
                reason=audience.value,
                created_at=work.now,
                next_attempt_at=None if channel is Channel.IN_APP else work.now,
                sent_at=work.now if channel is Channel.IN_APP else None,
            )
            for person, audience in people.items()
            for channel in Channel
        ]
        work.session.add_all(deliveries)
        outbox.fanned_out_at = work.now
        if people:
            record(
                work,
                Happening(
                    action="notified",
                    subject=Subject(kind="event", id=str(event_id), jurisdiction_id=event.jurisdiction_id),
                    details={"in_app": len(people), "email": len(people)},
                    owed=False,
                ),
            )
        work.session.flush()
        return [one.id for one in deliveries if one.state is DeliveryState.PENDING]


def note_failed_fan_out(event_id: int) -> None:
    """Put off an event whose fan-out failed, so that it holds up no other."""
    with unit(SYSTEM) as work:
        outbox = _locked(work, sa.select(Outbox).where(Outbox.event_id == event_id))
        if outbox is not None and outbox.fanned_out_at is None:
            outbox.attempts += 1
            outbox.next_attempt_at = work.now + timedelta(seconds=_wait(outbox.attempts))


def deliver(delivery_id: int, send: Send) -> bool:
    """Send a delivery that is due and record how it went; return whether it was sent.

    It is taken first, in a transaction of its own, so that two workers never send at once; the transport runs
    outside any transaction. A crash between sending and recording sends it again, under the same Message-ID.
    """
    if not _take(delivery_id):
        return False
    try:
        send(delivery_id)
    except Exception as error:  # noqa: BLE001 - whatever a transport raises is an outcome to be recorded
        _record_failure(delivery_id, error)
        return False
    with unit(SYSTEM) as work:
        sent = {"state": DeliveryState.SENT, "sent_at": work.now, "next_attempt_at": None, "last_error": ""}
        done = sa.update(_DELIVERY).where(_DELIVERY.c.id == delivery_id).values(sent)
        event_id, channel = work.session.execute(
            done.returning(_DELIVERY.c.event_id, _DELIVERY.c.channel)
        ).one()
        _note(work, "delivered", delivery_id, event_id, channel)
    return True


def deliver_all(delivery_ids: Sequence[int], send: Send) -> list[int]:
    """Send deliveries one after the other, each taken and recorded for itself, until one fails.

    Returns: those that were not tried, since what holds up one holds up the next: each is for a task of its own.
    """
    for place, delivery_id in enumerate(delivery_ids):
        if not deliver(delivery_id, send):
            return list(delivery_ids[place + 1 :])
    return []


def try_again(delivery_id: int, *, actor: Actor) -> None:
    """Put a delivery that was given up back in line; the system administrator's work."""
    with unit(actor) as work:
        work.about.action, work.about.object = "retry_delivery", f"delivery:{delivery_id}"
        seats = seats_of(work.session, actor.person_id or 0, work.today)
        seat = next((one for one in seats if one.role is Role.SYSTEM_ADMINISTRATOR), None)
        if seat is None:
            raise ForbiddenError(Message(N_("Your roles do not include this.")))
        delivery = _locked(work, sa.select(Delivery).where(Delivery.id == delivery_id))
        if delivery is None:
            raise NotFoundError
        if delivery.state is DeliveryState.DEAD:
            delivery.state, delivery.attempts = DeliveryState.PENDING, 0
            delivery.next_attempt_at = work.now
            _note(work, "delivery_retried", delivery.id, delivery.event_id, delivery.channel)


def mark_read(person_id: int, delivery_ids: list[int]) -> None:
    """Note that a person has seen their in-app messages; reading is no event."""
    with unit(Actor(person_id=person_id)) as work:
        work.session.execute(
            sa.update(Delivery)
            .where(
                Delivery.id.in_(delivery_ids),
                Delivery.recipient_id == person_id,
                Delivery.channel == Channel.IN_APP,
                Delivery.read_at.is_(None),
            )
            .values(read_at=work.now)
        )


def _take(delivery_id: int) -> bool:
    with unit(SYSTEM) as work:
        # One statement, so that of two workers the second finds that it is no longer due.
        due = sa.or_(_DELIVERY.c.next_attempt_at.is_(None), _DELIVERY.c.next_attempt_at <= work.now)
        taken = (
            sa.update(_DELIVERY)
            .where(_DELIVERY.c.id == delivery_id, _DELIVERY.c.state == DeliveryState.PENDING, due)
            .values(attempts=_DELIVERY.c.attempts + 1, next_attempt_at=work.now + LEASE)
            .returning(_DELIVERY.c.id)
        )
        return work.session.scalar(taken) is not None


def _record_failure(delivery_id: int, error: Exception) -> None:
    with unit(SYSTEM) as work:
        delivery = work.session.get_one(Delivery, delivery_id)
        delivery.last_error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
        if delivery.attempts > len(WAITS):
            delivery.state, delivery.next_attempt_at = DeliveryState.DEAD, None
            _note(
                work,
                "delivery_failed",
                delivery.id,
                delivery.event_id,
                delivery.channel,
                error=type(error).__name__,
            )
        else:
            delivery.next_attempt_at = work.now + timedelta(seconds=_wait(delivery.attempts))


def _wait(attempts: int) -> int:
    return WAITS[min(attempts, len(WAITS)) - 1]


def _note(
    work: Unit, action: str, delivery_id: int, event_id: int, channel: Channel, **details: object
) -> None:
    jurisdiction_id = work.session.scalar(sa.select(Event.jurisdiction_id).where(Event.id == event_id))
    record(
        work,
        Happening(
            action=action,
            subject=Subject(kind="delivery", id=str(delivery_id), jurisdiction_id=jurisdiction_id),
            details={"event": str(event_id), "channel": channel.value, **details},
            owed=False,
        ),
    )


def _locked(work: Unit, statement: sa.Select[T]) -> T | None:
    if not work.is_sqlite:
        statement = statement.with_for_update()
    return work.session.scalar(statement)
