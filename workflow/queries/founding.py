"""Catalogues at their beginning: where one can be founded, and those that have published nothing yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Jurisdiction, Proposal
from values.vocabulary import BodyKind, Field, Level, Role
from workflow.founding import KINDS, offered_routes
from workflow.permissions import Seat
from workflow.queries.bodies import current_day, name_on
from workflow.queries.routes import RouteFile, administered


@dataclass(frozen=True, kw_only=True)
class FoundingPlace:
    """A county or township whose catalogues somebody can found."""

    jurisdiction: Jurisdiction
    bodies: tuple[tuple[int, str], ...]
    missing: tuple[Field, ...]
    """The fields of which it has none yet."""
    routes: tuple[RouteFile, ...]


@dataclass(frozen=True, kw_only=True)
class EmptyCatalogue:
    """A catalogue that has published nothing yet."""

    catalogue: Catalogue
    jurisdiction: str
    body: str
    may_begin: bool
    """Whether the reader drafts there."""


def founding_places(session: Session, seats: Sequence[Seat], *, today: date) -> list[FoundingPlace]:
    """Return the counties that the seats administer, and their townships, each with what it can begin with."""
    held = administered(seats)
    rows = session.execute(
        sa.select(Jurisdiction)
        .where(
            Jurisdiction.level.in_(KINDS),
            sa.or_(
                Jurisdiction.id.in_(held),
                sa.and_(Jurisdiction.parent_id.in_(held), Jurisdiction.level == Level.TOWNSHIP),
            ),
        )
        .order_by(Jurisdiction.path)
    )
    places = [row[0] for row in rows]
    numbers = [one.id for one in places]
    bodies = session.execute(
        sa.select(Body.jurisdiction_id, Body.id, name_on(today))
        .where(
            Body.jurisdiction_id.in_(numbers),
            Body.kind != BodyKind.GENERIC,
            sa.or_(Body.valid_until.is_(None), Body.valid_until >= today),
        )
        .order_by(Body.id)
    ).all()
    known = session.execute(
        sa.select(Catalogue.jurisdiction_id, Catalogue.field).where(Catalogue.jurisdiction_id.in_(numbers))
    ).all()
    taken = {(place, field) for place, field in known}
    return [
        FoundingPlace(
            jurisdiction=one,
            bodies=tuple((number, name) for place, number, name in bodies if place == one.id),
            missing=tuple(field for field in Field if (one.id, field) not in taken),
            routes=tuple(offered_routes(session, one, held)),
        )
        for one in places
    ]


def empty_catalogues(session: Session, seats: Sequence[Seat]) -> list[EmptyCatalogue]:
    """Return the catalogues without a release that concern these seats: of their county, and of its townships."""
    places = {seat.jurisdiction for seat in seats if not seat.role.is_administrator}
    if not places:
        return []
    rows = session.execute(
        sa.select(Catalogue, Jurisdiction, name_on(current_day()))
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(Body, Body.id == Catalogue.body_id)
        .where(
            Catalogue.current_release_no.is_(None),
            sa.or_(
                Jurisdiction.id.in_(places),
                sa.and_(Jurisdiction.parent_id.in_(places), Jurisdiction.level == Level.TOWNSHIP),
            ),
        )
        .order_by(Catalogue.code)
    )
    return [
        EmptyCatalogue(
            catalogue=catalogue,
            jurisdiction=place.name,
            body=body,
            may_begin=any(seat.role is Role.DRAFTER and seat.path.startswith(place.path) for seat in seats),
        )
        for catalogue, place, body in rows
    ]


def empty_catalogue(session: Session, code: str, seats: Sequence[Seat]) -> Catalogue | None:
    """Return a catalogue without a release, for those who may begin it; None for everybody else."""
    found = (one for one in empty_catalogues(session, seats) if one.catalogue.code == code and one.may_begin)
    first = next(found, None)
    return first.catalogue if first else None


def first_proposals(session: Session, catalogue: Catalogue, seats: Sequence[Seat]) -> list[tuple[str, str]]:
    """Return number and title of the open proposals of these drafters' bodies to a catalogue, the newest first."""
    bodies = {seat.body for seat in seats if seat.role is Role.DRAFTER}
    rows = session.execute(
        sa.select(Proposal.number, Proposal.title, Proposal.state)
        .where(Proposal.catalogue_id == catalogue.id, Proposal.drafting_body_id.in_(bodies))
        .order_by(Proposal.id.desc())
    )
    return [(number, title) for number, title, state in rows if not state.is_final]
