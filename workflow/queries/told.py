"""Who was told of what, and how it went: for a person's own messages, and for those in charge of a proposal."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Delivery, Digest, Event, Person
from values.vocabulary import Channel, DeliveryState, Role
from workflow.case import Case
from workflow.reach import WORKING_ROLES


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A message to one person through one channel, and how it stands; nothing of what it says."""

    delivery_id: int
    channel: Channel
    reason: str
    state: DeliveryState
    attempts: int
    goes_at: datetime | None
    """When it is tried next."""
    sent_at: datetime | None
    read_at: datetime | None
    in_digest: bool
    digest_day: date | None
    """Of the digest that it went with, or is about to."""
    repeats: int
    person: str = ""
    login: str = ""


@dataclass(frozen=True, kw_only=True)
class ToldOf:
    """An event with everyone who was told of it."""

    event: Event
    tellings: Sequence[Telling]


_COLUMNS = (
    Delivery.event_id,
    Delivery.id,
    Delivery.channel,
    Delivery.reason,
    Delivery.state,
    Delivery.attempts,
    Delivery.next_attempt_at,
    Delivery.sent_at,
    Delivery.read_at,
    Delivery.in_digest,
    Digest.day,
    Delivery.repeats,
    Person.name,
    Person.login,
)
_TELLINGS = (
    sa.select(*_COLUMNS)
    .join(Person, Person.id == Delivery.recipient_id)
    .outerjoin(Digest, Digest.id == Delivery.digest_id)
    .order_by(Person.login, Delivery.id)
)


def may_see_who_was_told(case: Case) -> bool:
    """Whether someone who sees a proposal also sees whom the system told: who works on it, and auditors."""
    return any(seat.role in WORKING_ROLES or seat.role is Role.AUDITOR for seat in case.standing.seats)


def told_of_proposal(session: Session, proposal_id: int, *, offset: int, limit: int) -> list[ToldOf]:
    """Return the events of a proposal of which somebody was told, the newest first; one more tells of a next page."""
    told = sa.exists().where(Delivery.event_id == Event.id)
    events = session.scalars(
        sa.select(Event)
        .where(Event.proposal_id == proposal_id, told)
        .order_by(Event.id.desc())
        .offset(offset)
        .limit(limit + 1)
    ).all()
    tellings = _by_event(session, _TELLINGS.where(Delivery.event_id.in_([one.id for one in events])))
    return [ToldOf(event=one, tellings=tellings[one.id]) for one in events]


def sent_to(session: Session, person_id: int, event_ids: Collection[int]) -> dict[int, list[Telling]]:
    """Return how a person was told of some events, beside their page of messages."""
    asked = _TELLINGS.where(
        Delivery.recipient_id == person_id,
        Delivery.event_id.in_(event_ids),
        Delivery.channel != Channel.IN_APP,
    )
    return _by_event(session, asked)


def _by_event(session: Session, statement: sa.Select[*tuple[Any, ...]]) -> dict[int, list[Telling]]:
    found: dict[int, list[Telling]] = defaultdict(list)
    for event, *rest in session.execute(statement):
        number, channel, reason, state, attempts, goes, sent, read, in_digest, day, repeats, name, login = (
            rest
        )
        found[event].append(
            Telling(
                delivery_id=number,
                channel=channel,
                reason=reason,
                state=state,
                attempts=attempts,
                goes_at=goes,
                sent_at=sent,
                read_at=read,
                in_digest=in_digest,
                digest_day=day,
                repeats=repeats,
                person=name,
                login=login,
            )
        )
    return found
