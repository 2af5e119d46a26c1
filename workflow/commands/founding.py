"""Found a county's own catalogue, or a township's: the business administrator (业务管理员), before anything can be proposed."""

import sqlalchemy as sa

from models import Body, Catalogue, Jurisdiction
from values.messages import N_, Message
from values.vocabulary import BodyKind, Field, Level, Role
from workflow.actor import Actor
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, invalid
from workflow.founding import (
    KINDS,
    add_catalogue,
    chosen_route,
    code_of_new,
    offered_routes,
    title_of_new,
    upstream_of_new,
)
from workflow.once import once
from workflow.permissions import Seat
from workflow.unit import Unit, unit


def found_catalogue(
    field: Field, body_id: int, *, actor: Actor, route: int | None = None, key: str | None = None
) -> str:
    """Set up the empty catalogue of a field for a body's county or township, and return its code.

    A county's is held to the nearest published standard above it; a township's claims from its county's. Its first
    proposal fills it (docs/decisions/0052).

    Args:
        field: employment or social insurance.
        body_id: the body that holds it.
        actor: a business administrator of the county.
        route: the number of the route that its proposals take; None: the first that suits it.
        key: of the button, so that a click that comes twice founds once.

    Raises: ForbiddenError; InvalidError with what does not fit: the body, a second catalogue, nothing published
    above, no route.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "found_catalogue", f"body:{body_id}"
        held = _held(work)
        work.take_turn("founding")

        def founded() -> str:
            body, place, seat = _of_body(work, body_id, held)
            code = code_of_new(work.session, field, place)
            upstream, owner = upstream_of_new(work.session, field, place)
            offered = offered_routes(work.session, place, {one.jurisdiction for one in held})
            taken = chosen_route(work.session, place, offered, route)
            row = Catalogue(
                code=code,
                title=title_of_new(place, upstream, owner),
                kind=KINDS[place.level],
                field=field,
                jurisdiction_id=place.id,
                body_id=body.id,
                route_id=taken.id,
                upstream_catalogue_id=upstream.id,
            )
            add_catalogue(work, seat, row, upstream=upstream.code, route=taken)
            return code

        return once(work, key, founded)


def _held(work: Unit) -> list[Seat]:
    seats = seats_of_actor(work.session, work.actor, work.today)
    held = [seat for seat in seats if seat.role is Role.BUSINESS_ADMINISTRATOR]
    if not held:
        raise ForbiddenError(Message(N_("Only a business administrator sets up a catalogue.")))
    work.about.jurisdiction_id = held[0].jurisdiction
    return held


def _of_body(work: Unit, body_id: int, held: list[Seat]) -> tuple[Body, Jurisdiction, Seat]:
    """Return the body with where it works and the seat from which its catalogue is founded.

    Raises: InvalidError where it works elsewhere, has ended, is generic, or neither in a county nor in a township.
    """
    found = work.session.execute(
        sa.select(Body, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(Body.id == body_id)
    ).one_or_none()
    body, place = found or (None, None)
    places = {place.id, place.parent_id if place.level is Level.TOWNSHIP else None} if place else set()
    seat = next((one for one in held if one.jurisdiction in places), None)
    if body is None or place is None or seat is None:
        raise invalid("body", N_("Choose a body of your own jurisdiction, or of one of its townships."))
    if body.kind is BodyKind.GENERIC:
        raise invalid("body", N_("A generic body stands in standards only; choose the body that it is here."))
    if body.valid_until is not None and body.valid_until < work.today:
        raise invalid("body", N_("“%(name)s” has ended; choose the body that follows it."), name=body.name)
    if place.level not in KINDS:
        said = N_("Only a county or a township has a catalogue of its own; %(place)s is neither.")
        raise invalid("body", said, place=place.name)
    return body, place, seat
