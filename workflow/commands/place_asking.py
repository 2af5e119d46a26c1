"""Switch the checker of published places on or off, and have the places of a catalogue checked now."""

from datetime import timedelta

import sqlalchemy as sa

from models import Catalogue, Jurisdiction, PlaceAddress, PlaceChecking, PublishedPlace
from values.messages import N_, Message
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.commands.place_reading import ROOM
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError
from workflow.permissions import Seat
from workflow.queries.compliance import visible_catalogues
from workflow.queries.places import is_checking
from workflow.unit import Unit, unit

SWITCHERS = (Role.SYSTEM_ADMINISTRATOR,)
"""Whether a machine goes out into a network is a matter of technology."""

ASKERS = (Role.DRAFTER, Role.PUBLISHER, Role.BUSINESS_ADMINISTRATOR, Role.OVERSEER)
"""Who has places checked at once."""

REST = timedelta(minutes=10)
"""What was asked for so lately is not asked for again, whoever wants it."""

OFF = Message(N_("Checking published places is switched off; the system administrator switches it on."))


def switch_checking(*, to_on: bool, actor: Actor) -> bool:
    """Switch the asking on or off; return whether that changed anything.

    Raises: ForbiddenError for others than system administrators.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "switch_place_checking", "places"
        work.take_turn(ROOM)
        seat = _seat(work)
        if is_checking(work.session) == to_on:
            return False
        work.session.merge(
            PlaceChecking(id=1, is_on=to_on, changed_at=work.now, changed_by_id=actor.person_id)
        )
        happening = Happening(
            action="place_checking_on" if to_on else "place_checking_off",
            subject=Subject(kind="places", id="checking"),
            seat=seat,
            owed=False,
        )
        record(work, happening)
        return True


def _seat(work: Unit) -> Seat:
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = next((one for one in seats if one.role in SWITCHERS), None)
    if seat is None:
        raise ForbiddenError(Message(N_("Only a system administrator switches this.")))
    return seat


def ask_check(code: str, *, actor: Actor) -> int:
    """Have the addresses of a catalogue asked for before anything else; return how many.

    Raises: NotFoundError for a catalogue that the actor does not see; ForbiddenError for those who may only read;
    NotAllowedError while the asking is switched off.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "ask_place_check", f"catalogue:{code}"
        work.take_turn(ROOM)
        seats = seats_of_actor(work.session, work.actor, work.today)
        catalogue, seat = _catalogue(work, code, seats)
        if not is_checking(work.session):
            raise NotAllowedError(OFF)
        named = sa.select(PublishedPlace.address_id).where(PublishedPlace.catalogue_id == catalogue.id)
        rested = sa.or_(PlaceAddress.checked_at.is_(None), PlaceAddress.checked_at < work.now - REST)
        addresses = work.session.scalars(
            sa.select(PlaceAddress).where(PlaceAddress.id.in_(named), rested)
        ).all()
        for one in addresses:
            one.next_at = work.now
        happening = Happening(
            action="place_check_asked",
            subject=Subject(
                kind="catalogue",
                id=str(catalogue.id),
                jurisdiction_id=catalogue.jurisdiction_id,
                catalogue_id=catalogue.id,
            ),
            seat=seat,
            details={"addresses": len(addresses), "catalogue": code},
            owed=False,
        )
        record(work, happening)
        return len(addresses)


def _catalogue(work: Unit, code: str, seats: tuple[Seat, ...]) -> tuple[Catalogue, Seat]:
    found = work.session.execute(
        sa.select(Catalogue, Jurisdiction.path)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(Catalogue.code == code, visible_catalogues(seats))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    catalogue, path = found
    seat = next((one for one in seats if one.role in ASKERS and path.startswith(one.path)), None)
    if seat is None:
        raise ForbiddenError(
            Message(
                N_("Only a drafter, a publisher, an overseer or an administrator of the business does this.")
            )
        )
    return catalogue, seat
