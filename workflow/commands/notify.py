"""Tell people: fan an event out into deliveries, send them, try again, give up where it must be seen."""

import operator
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from models import Delivery, Event, Outbox
from models.db import ask
from values.messages import N_, Message
from values.telling import OfficeHours
from values.vocabulary import Audience, Channel, DeliveryState, Role
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, know_log, record_all
from workflow.delivering import FANNED_OUT, GIVE_BACK, OPEN, OWED, SENT, TAKE, WRITE
from workflow.errors import ForbiddenError, NotFoundError
from workflow.hours import wait_for_opening, within_hours
from workflow.reach import seats_of
from workflow.reaching import further_channels
from workflow.recipients import recipients
from workflow.telling import Owed, owed
from workflow.unit import Unit, unit

T = TypeVar("T")

Send = Callable[[int], None]
"""Sends one delivery by its id; raises where it could not."""

WAITS = (60, 300, 1800, 7200, 21600)
"""Seconds until the next attempt, after each failure; after the last the delivery is given up."""

LONGEST_WAIT = 3600
"""Seconds that a service may ask to be left alone."""

LEASE = timedelta(minutes=2)
"""How long a delivery belongs to who took it; longer than any transport may take."""

PATIENCE = 30.0
"""Seconds after which no further message of those taken together is begun, so that the lease outlasts them."""
LONGEST_ERROR = 300


def fan_out(event_id: int, *, hours: OfficeHours | None = None) -> list[int]:
    """Write the deliveries that an event owes, once however often it is asked, and return those to be sent now.

    In-app messages are delivered with this: they stand in the same transaction. What `workflow.telling` puts off
    waits for its moment.
    """
    with unit(SYSTEM) as work:
        found = work.session.execute(OWED, {"event": event_id}).one_or_none()
        if found is None:
            return []
        # The proposal is held, so that nothing below reads it again.
        event, log, _proposal, *around = found
        know_log(work, log)
        people = recipients(work.session, event, today=work.today, around=tuple(around))
        messages = list(_messages(work, event, people, hours)) if people else []
        pending = _write_deliveries(work, event_id, messages)
        ask(work.session, FANNED_OUT, {"event": event_id, "now": work.now})
        if people:
            count = Counter(one.channel.value for one in messages)
            told = Happening(
                action="notified",
                subject=Subject(kind="event", id=str(event_id), jurisdiction_id=event.jurisdiction_id),
                details={channel.value: count[channel.value] for channel in Channel},
                owed=False,
            )
            record_all(work, [told])
        return pending


def _messages(
    work: Unit, event: Event, people: Mapping[int, Audience], hours: OfficeHours | None
) -> Iterator[Owed]:
    further = further_channels(work.session, people, today=work.today)
    return owed(work.session, event.action, people, now=work.now, hours=hours, further=further)


def _write_deliveries(work: Unit, event_id: int, messages: Sequence[Owed]) -> list[int]:
    """Write a delivery a person and channel, all in one statement; return those to be sent now."""
    if not messages:
        return []
    rows = [
        {
            "event_id": event_id,
            "recipient_id": one.person,
            "channel": one.channel,
            "state": DeliveryState.SENT if one.at is None else DeliveryState.PENDING,
            "reason": one.audience.value,
            "created_at": work.now,
            "attempts": 0,
            "next_attempt_at": one.at,
            "sent_at": work.now if one.at is None else None,
            "last_error": "",
            "in_digest": one.in_digest,
        }
        for one in messages
    ]
    written = ask(work.session, WRITE, rows)
    return sorted(
        number for number, at, in_digest in written if at is not None and at <= work.now and not in_digest
    )


def note_failed_fan_out(event_id: int) -> None:
    """Put off an event whose fan-out failed, so that it holds up no other."""
    with unit(SYSTEM) as work:
        outbox = _locked(work, sa.select(Outbox).where(Outbox.event_id == event_id))
        if outbox is not None and outbox.fanned_out_at is None:
            outbox.attempts += 1
            outbox.next_attempt_at = work.now + timedelta(seconds=_wait(outbox.attempts))


def deliver(delivery_id: int, send: Send, *, hours: OfficeHours | None = None) -> bool:
    """Send a delivery that is due and record how it went; return whether it was sent."""
    return bool(_send_in_turn([delivery_id], send, hours).sent)


def deliver_all(delivery_ids: Sequence[int], send: Send, *, hours: OfficeHours | None = None) -> list[int]:
    """Send those deliveries of an event that are due, one after the other, until one fails.

    They are taken together first, in a transaction of their own, so that two workers never send at once; the
    transport runs outside any transaction; how all went is recorded together. A crash in between sends again what
    had gone, under the same Message-ID. What is not urgent waits for the hours, also where a worker was away.
    Returns: those not tried, since what holds up one holds up the next: each is for a task of its own.
    """
    return _send_in_turn(delivery_ids, send, hours).untried


@dataclass
class _Round:
    """How it went with deliveries that were taken together."""

    sent: list[int] = field(default_factory=list)
    failed: tuple[int, Exception] | None = None
    untried: list[int] = field(default_factory=list)


def _send_in_turn(delivery_ids: Sequence[int], send: Send, hours: OfficeHours | None) -> _Round:
    went = _Round(untried=_take(delivery_ids, hours) if delivery_ids else [])
    until = time.monotonic() + PATIENCE
    while went.untried and went.failed is None and (not went.sent or time.monotonic() < until):
        one = went.untried.pop(0)
        try:
            send(one)
        except Exception as error:  # noqa: BLE001 - whatever a transport raises is an outcome to be recorded
            went.failed = one, error
        else:
            went.sent.append(one)
    if went.sent or went.failed or went.untried:
        with unit(SYSTEM) as work:
            record_sent(work, went.sent)
            left = [*((went.failed[0],) if went.failed else ()), *went.untried]
            still = set(still_owed(work, left))
            _give_back(work, [one for one in went.untried if one in still])
            if went.failed and went.failed[0] in still:
                record_failure(work, *went.failed, hours=hours)
    return went


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
            delivery.next_attempt_at, delivery.in_digest = work.now, False
            record_all(work, happenings(work, "delivery_retried", [delivery.id]))


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


def _take(delivery_ids: Sequence[int], hours: OfficeHours | None) -> list[int]:
    """Lease those that are due to whoever asks first, and return them in their order."""
    with unit(SYSTEM) as work:
        if hours is not None:
            wait_for_opening(work, delivery_ids, hours)
        asked = {"deliveries": list(delivery_ids), "now": work.now, "until": work.now + LEASE}
        return sorted(ask(work.session, TAKE, asked).scalars())


def still_owed(work: Unit, delivery_ids: Sequence[int]) -> list[int]:
    """Return those that nobody else has finished: whoever is slow may find that their lease has ended meanwhile."""
    return list(ask(work.session, OPEN, {"deliveries": list(delivery_ids)}).scalars()) if delivery_ids else []


def record_sent(work: Unit, delivery_ids: Sequence[int], **details: object) -> None:
    """Note that deliveries have gone, but for those that somebody else finished; the events say so one by one."""
    if delivery_ids:
        asked = {"deliveries": list(delivery_ids), "now": work.now}
        gone = sorted(ask(work.session, SENT, asked), key=operator.itemgetter(0))
        for *_, log in gone[:1]:
            know_log(work, log)
        record_all(work, [_happening("delivered", row[:-1], details) for row in gone])


def _give_back(work: Unit, delivery_ids: Sequence[int]) -> None:
    """Make deliveries due again that were taken and not tried; that was no attempt."""
    if delivery_ids:
        ask(work.session, GIVE_BACK, {"deliveries": list(delivery_ids), "now": work.now})


def record_failure(
    work: Unit, delivery_id: int, error: Exception, *, hours: OfficeHours | None = None
) -> None:
    """Note that a delivery could not be sent: it is tried again later, within the hours unless urgent, or given up."""
    delivery = work.session.get_one(Delivery, delivery_id)
    delivery.last_error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    if delivery.attempts > len(WAITS):
        delivery.state, delivery.next_attempt_at = DeliveryState.DEAD, None
        record_all(work, happenings(work, "delivery_failed", [delivery_id], error=type(error).__name__))
    else:
        # A service that is asked too often says how long it wants to be left alone.
        wait = max(_wait(delivery.attempts), min(getattr(error, "wait", 0), LONGEST_WAIT))
        delivery.next_attempt_at = within_hours(work, delivery, work.now + timedelta(seconds=wait), hours)


def _wait(attempts: int) -> int:
    return WAITS[min(attempts, len(WAITS)) - 1]


def happenings(work: Unit, action: str, delivery_ids: Sequence[int], **details: object) -> list[Happening]:
    """Return what is recorded of deliveries, in their order."""
    asked = (
        sa.select(Delivery.id, Delivery.event_id, Delivery.channel, Event.jurisdiction_id)
        .join(Event, Event.id == Delivery.event_id)
        .where(Delivery.id.in_(delivery_ids))
        .order_by(Delivery.id)
    )
    return [_happening(action, row, details) for row in work.session.execute(asked)]


def _happening(action: str, row: Sequence[Any], details: Mapping[str, object]) -> Happening:
    number, event_id, channel, jurisdiction_id = row
    return Happening(
        action=action,
        subject=Subject(kind="delivery", id=str(number), jurisdiction_id=jurisdiction_id),
        details={"event": str(event_id), "channel": channel.value, **details},
        owed=False,
    )


def _locked(work: Unit, statement: sa.Select[T]) -> T | None:
    if not work.is_sqlite:
        statement = statement.with_for_update()
    return work.session.scalar(statement)
