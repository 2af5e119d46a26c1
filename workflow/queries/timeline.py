"""The trail as auditors read it: every event of their subtree, filtered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Event
from values.clock import end_of_day, start_of_day
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.reach import visible_events

EVERYTHING = "everything"

MESSAGES = ("notified", "delivered", "delivery_failed", "delivery_retried")
"""Events about messages: many, and seldom what an auditor looks for."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What of the trail is wanted; empty: all."""

    action: str = ""
    """A kind of event; empty: all but those about messages; `EVERYTHING`: these too."""
    subject: str = ""
    """The beginning of a proposal's number, a catalogue's code, an account's id …"""
    since: date | None = None
    until: date | None = None


def timeline(
    session: Session, seats: tuple[Seat, ...], wanted: Filter, *, offset: int, limit: int
) -> Sequence[Event]:
    """Return the events, the newest first; one more than the limit tells of a next page."""
    statement = (
        sa.select(Event)
        .where(visible_events(seats))
        .order_by(Event.id.desc())
        .offset(offset)
        .limit(limit + 1)
    )
    if not wanted.action:
        statement = statement.where(Event.action.not_in(MESSAGES))
    elif wanted.action != EVERYTHING:
        statement = statement.where(Event.action == wanted.action)
    if wanted.subject:
        statement = statement.where(Event.subject_id.startswith(wanted.subject, autoescape=True))
    if wanted.since:
        statement = statement.where(Event.at >= start_of_day(wanted.since))
    if wanted.until:
        statement = statement.where(Event.at <= end_of_day(wanted.until))
    return session.scalars(statement).all()


def event_in_scope(session: Session, seats: tuple[Seat, ...], event_id: int) -> Event:
    """Return one event of the subtree.

    Raises: NotFoundError.
    """
    event = session.scalar(sa.select(Event).where(Event.id == event_id, visible_events(seats)))
    if event is None:
        raise NotFoundError
    return event
