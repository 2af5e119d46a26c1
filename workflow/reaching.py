"""Through which message services a person is reached: those of their jurisdiction, where they have an address."""

import operator
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Assignment, Body, Jurisdiction, MessageService, Person, PersonAddress
from models.db import ask
from values.vocabulary import SERVICE_CHANNELS, Channel
from workflow.holders import holds_on

_HOME, _ABOVE = aliased(Jurisdiction), aliased(Jurisdiction)

_WORKS = sa.and_(Assignment.person_id == Person.id, holds_on(sa.bindparam("day")))

_SERVICES = (
    sa.select(
        Person.id,
        MessageService.channel,
        _HOME.id,
        sa.func.length(_ABOVE.path),
        MessageService.is_on,
        MessageService.id,
    )
    .join(Assignment, _WORKS)
    .join(Body, Body.id == Assignment.body_id)
    .join(_HOME, _HOME.id == Body.jurisdiction_id)
    .join(_ABOVE, _HOME.path.startswith(_ABOVE.path))
    .join(MessageService, MessageService.jurisdiction_id == _ABOVE.id)
    .where(Person.id.in_(sa.bindparam("people", expanding=True)))
)
"""Every service on the way from where people work up to the nation."""

_WITH_ADDRESS = _SERVICES.add_columns(PersonAddress.address).join(
    PersonAddress,
    sa.and_(PersonAddress.person_id == Person.id, PersonAddress.channel == MessageService.channel),
)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Where a person is reached through which service."""

    service: int
    address: str


def reaches(session: Session, people: Collection[int], *, today: date) -> Mapping[tuple[int, Channel], Reach]:
    """Return how people are reached through message services, by person and channel; one statement.

    Of the services on the way from where a person works up to the nation the nearest decides: one that is switched
    off keeps the channel off. Who works in several places is reached as long as one of them has the channel on.
    """
    if not people:
        return {}
    rows = ask(session, _WITH_ADDRESS, {"people": sorted(people), "day": today})
    return {
        (person, channel): Reach(service=service, address=address)
        for (person, channel), (service, address) in _nearest(rows).items()
    }


def open_channels(session: Session, person_id: int, *, today: date) -> tuple[Channel, ...]:
    """Return the message services that are on where a person works, whether they have an address there or not."""
    found = _nearest(session.execute(_SERVICES, {"people": [person_id], "day": today}))
    return tuple(one for one in SERVICE_CHANNELS if (person_id, one) in found)


def _nearest(rows: Iterable[Sequence[Any]]) -> dict[tuple[int, Channel], Sequence[Any]]:
    """Return what stands behind the nearest service of each person and channel, where that is on."""
    nearest: dict[tuple[int, Channel, int], tuple[bool, Sequence[Any]]] = {}
    # The longer the path, the nearer: what comes later takes the place of what came before.
    for person, channel, home, _, is_on, *rest in sorted(rows, key=operator.itemgetter(3)):
        nearest[person, channel, home] = is_on, rest
    chosen: dict[tuple[int, Channel], Sequence[Any]] = {}
    for (person, channel, _), (is_on, told) in sorted(nearest.items(), key=lambda one: one[0]):
        if is_on:
            chosen.setdefault((person, channel), told)
    return chosen


def further_channels(
    session: Session, people: Collection[int], *, today: date
) -> Mapping[int, tuple[Channel, ...]]:
    """Return the message services that reach each of these people, in the order of the closed set."""
    found = reaches(session, people, today=today)
    return {
        person: tuple(one for one in SERVICE_CHANNELS if (person, one) in found)
        for person in {person for person, _ in found}
    }
