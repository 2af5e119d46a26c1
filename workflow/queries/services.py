"""Message services as their administrator sees them, and a person's own addresses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Delivery, Event, Jurisdiction, MessageService, PersonAddress
from values.vocabulary import SERVICE_CHANNELS, Channel, DeliveryState, Role
from workflow.commands.services import TRIED
from workflow.permissions import Seat
from workflow.queries.routes import jurisdictions
from workflow.services import bound_to
from workflow.vault import Vault, VaultError


@dataclass(frozen=True, kw_only=True)
class ServiceFile:
    """A service, the last message that tried it, and what has not arrived."""

    service: MessageService
    place: Jurisdiction
    tried: Delivery | None
    waiting: int
    """Messages of the jurisdiction through this channel that are still on their way."""
    given_up: int


def kept_places(session: Session, seats: Collection[Seat]) -> Sequence[Jurisdiction]:
    """Return the jurisdictions that these seats keep running, in the order of their codes."""
    return jurisdictions(
        session, {seat.jurisdiction for seat in seats if seat.role is Role.SYSTEM_ADMINISTRATOR}
    )


def service_files(session: Session, places: Collection[int]) -> list[ServiceFile]:
    """Return the services of some jurisdictions in the order of codes and channels; a fixed number of statements."""
    rows = session.execute(
        sa.select(MessageService, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == MessageService.jurisdiction_id)
        .where(MessageService.jurisdiction_id.in_(places))
    ).all()
    owed = _owed(session, places)
    tried = _tried(session, [row.id for row, _ in rows])
    files = [
        ServiceFile(
            service=row,
            place=place,
            tried=tried.get(row.id),
            waiting=owed.get((place.id, row.channel, DeliveryState.PENDING), 0),
            given_up=owed.get((place.id, row.channel, DeliveryState.DEAD), 0),
        )
        for row, place in rows
    ]
    return sorted(files, key=lambda one: (one.place.code, SERVICE_CHANNELS.index(one.service.channel)))


def own_addresses(session: Session, person_id: int) -> dict[Channel, str]:
    """Return where a person is reached through message services, by channel."""
    rows = session.execute(
        sa.select(PersonAddress.channel, PersonAddress.address).where(PersonAddress.person_id == person_id)
    )
    return {channel: address for channel, address in rows}  # noqa: C416 - a result is no sequence of pairs to dict


def unopened_services(session: Session, vault: Vault) -> tuple[int, int]:
    """Return how many services there are, and how many of them do not open with the key that is here."""
    shut = 0
    found = session.scalars(sa.select(MessageService)).all()
    for service in found:
        try:
            vault.open(service.locked, bound_to(service))
        except VaultError:
            shut += 1
    return len(found), shut


def _owed(session: Session, places: Collection[int]) -> dict[tuple[int | None, Channel, DeliveryState], int]:
    rows = session.execute(
        sa.select(Event.jurisdiction_id, Delivery.channel, Delivery.state, sa.func.count())
        .join(Event, Event.id == Delivery.event_id)
        .where(
            Delivery.state.in_((DeliveryState.PENDING, DeliveryState.DEAD)),
            Delivery.channel.in_(SERVICE_CHANNELS),
            Event.jurisdiction_id.in_(places),
        )
        .group_by(Event.jurisdiction_id, Delivery.channel, Delivery.state)
    )
    return {(place, channel, state): count for place, channel, state, count in rows}


def _tried(session: Session, services: Collection[int]) -> dict[int, Delivery]:
    """Return the newest test message of each service."""
    newest = (
        sa.select(sa.func.max(Event.id))
        .where(
            Event.subject_kind == "message_service",
            Event.subject_id.in_([str(one) for one in services]),
            Event.action == TRIED,
        )
        .group_by(Event.subject_id)
    )
    rows = session.execute(
        sa.select(Event.subject_id, Delivery)
        .join(Delivery, Delivery.event_id == Event.id)
        .where(Event.id.in_(newest))
    )
    return {int(service): delivery for service, delivery in rows}
