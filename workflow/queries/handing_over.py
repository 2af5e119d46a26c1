"""What the page shows on which a catalogue is handed over: who has something of it, who can take it, and what went before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, CatalogueHandOver, Jurisdiction, Person
from values.clock import shanghai_day
from workflow.errors import NotFoundError
from workflow.handing_over import Share, administering_seat, can_take_over, shares, successors_of
from workflow.permissions import Seat
from workflow.queries.bodies import body_names, name_on


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """A hand-over that took place."""

    at: datetime
    by: str
    before: str
    after: str
    with_catalogue: bool
    proposals: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class HandOverFile:
    """A catalogue with what can be handed over of it, and to whom."""

    catalogue: Catalogue
    place: str
    shares: tuple[Share, ...]
    names: dict[int, str]
    """Of the bodies that have a share."""
    takers: tuple[tuple[int, str, date | None], ...]
    """Bodies of its jurisdiction that can take over, each with its name and its last day where one is known."""
    successors: dict[int, int]
    """The body that came after each of them last, where it can take over."""
    past: tuple[HandOver, ...]
    """What was handed over, the latest first."""


def hand_over_file(session: Session, code: str, seats: Sequence[Seat], *, today: date) -> HandOverFile:
    """Return what the reader can hand over of a catalogue.

    Raises: NotFoundError for a catalogue that the seats do not administer.
    """
    found = session.execute(
        sa.select(Catalogue, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(Catalogue.code == code)
    ).one_or_none()
    if found is None or administering_seat(seats, found[1]) is None:
        raise NotFoundError
    catalogue, place = found
    own = tuple(shares(session, catalogue))
    takers = tuple(
        (number, name, until)
        for number, name, until in session.execute(
            sa.select(Body.id, name_on(today), Body.valid_until)
            .where(Body.jurisdiction_id == place.id, can_take_over(today))
            .order_by(Body.id)
        )
    )
    offered = {number for number, _, _ in takers}
    lineage = successors_of(session, [one.body.id for one in own])
    after = {
        one.body.id: next((body for body in lineage.get(one.body.id, ()) if body in offered), 0)
        for one in own
    }
    past = tuple(hand_overs(session, catalogue.id))
    names = body_names(session, [one.body.id for one in own]).on(today)
    return HandOverFile(
        catalogue=catalogue,
        place=place.name,
        shares=own,
        names=names,
        takers=takers,
        successors={body: one for body, one in after.items() if one},
        past=past,
    )


def hand_overs(session: Session, catalogue_id: int) -> list[HandOver]:
    """Return what was handed over of a catalogue, the latest first, by the names that the bodies then bore."""
    rows = session.execute(
        sa.select(CatalogueHandOver, Person.name)
        .join(Person, Person.id == CatalogueHandOver.person_id)
        .where(CatalogueHandOver.catalogue_id == catalogue_id)
        .order_by(CatalogueHandOver.id.desc())
    ).all()
    named = body_names(session, [body for row, _ in rows for body in (row.from_body_id, row.to_body_id)])
    return [_told(row, by, named.on(shanghai_day(row.handed_over_at))) for row, by in rows]


def _told(row: CatalogueHandOver, by: str, names: dict[int, str]) -> HandOver:
    return HandOver(
        at=row.handed_over_at,
        by=by,
        before=names[row.from_body_id],
        after=names[row.to_body_id],
        with_catalogue=row.with_catalogue,
        proposals=row.proposals,
        reason=row.reason,
    )
