"""What one body has of a catalogue, and to whom it can be handed over (移交目录; docs/decisions/0054)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, BodyLineage, Catalogue, Jurisdiction, Proposal
from values.messages import N_
from values.vocabulary import BodyKind, Level, Role, State
from workflow.errors import invalid
from workflow.permissions import Seat

OPEN = tuple(one for one in State if not one.is_final)
"""States in which a proposal still has its way before it."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """What a body has of a catalogue that can be handed over."""

    body: Body
    holds: bool
    """Whether it holds the catalogue."""
    proposals: int
    """How many open proposals would go along: none of a body that goes on, which can finish its own."""


def administering_seat(seats: Sequence[Seat], place: Jurisdiction) -> Seat | None:
    """Return the seat from which a jurisdiction's catalogues are handed over: its own, or its county's for a township."""
    places = {place.id, place.parent_id if place.level is Level.TOWNSHIP else None}
    held = (one for one in seats if one.role is Role.BUSINESS_ADMINISTRATOR)
    return next((one for one in held if one.jurisdiction in places), None)


def is_ending() -> sa.ColumnElement[bool]:
    """Return the condition that a body has ended, or is known to end."""
    return Body.valid_until.is_not(None)


def going_along(catalogue_id: int, body_id: int) -> sa.ColumnElement[bool]:
    """Return the condition that a proposal goes over with what an ending body has of a catalogue."""
    return sa.and_(
        Proposal.catalogue_id == catalogue_id,
        Proposal.drafting_body_id == body_id,
        Proposal.state.in_(OPEN),
    )


def shares(session: Session, catalogue: Catalogue) -> list[Share]:
    """Return who has something of a catalogue that can be handed over; whoever holds it comes first."""
    drafts = (
        sa.select(Proposal.drafting_body_id, sa.func.count().label("count"))
        .where(Proposal.catalogue_id == catalogue.id, Proposal.state.in_(OPEN))
        .group_by(Proposal.drafting_body_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Body, drafts.c.count)
        .outerjoin(drafts, drafts.c.drafting_body_id == Body.id)
        .where(
            sa.or_(Body.id == catalogue.body_id, sa.and_(is_ending(), drafts.c.count > 0)),
        )
        .order_by(sa.case((Body.id == catalogue.body_id, 0), else_=1), Body.id)
    )
    return [
        Share(
            body=body,
            holds=body.id == catalogue.body_id,
            proposals=count if count and body.valid_until is not None else 0,
        )
        for body, count in rows
    ]


def share_of(session: Session, catalogue: Catalogue, body_id: int) -> Share:
    """Return what a body has of a catalogue.

    Raises: InvalidError where there is nothing that could be handed over.
    """
    found = next((one for one in shares(session, catalogue) if one.body.id == body_id), None)
    if found is None:
        raise invalid(
            "share", N_("This body has nothing of the catalogue to hand over any more; look at it again.")
        )
    return found


def successors_of(session: Session, bodies: Collection[int]) -> dict[int, list[int]]:
    """Return the bodies that came after some others, by those, the latest first."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = session.execute(
        sa.select(BodyLineage.predecessor_id, BodyLineage.successor_id)
        .where(BodyLineage.predecessor_id.in_(bodies))
        .order_by(BodyLineage.since.desc(), BodyLineage.id.desc())
    )
    for before, after in rows:
        found[before].append(after)
    return found


def can_take_over(today: date) -> sa.ColumnElement[bool]:
    """Return the condition that a body can take a catalogue over today: no generic one, and none that has ended."""
    goes_on = sa.or_(Body.valid_until.is_(None), Body.valid_until >= today)
    return sa.and_(Body.kind != BodyKind.GENERIC, goes_on)


def require_successor(session: Session, catalogue: Catalogue, before: int, after: int, today: date) -> Body:
    """Return the body that takes over.

    Raises: InvalidError for another jurisdiction's, one that has ended, a generic one, or the same.
    """
    body = session.get(Body, after)
    if body is None or body.jurisdiction_id != catalogue.jurisdiction_id or body.kind is BodyKind.GENERIC:
        raise invalid("taker", N_("Choose a body of the catalogue's own jurisdiction."))
    if body.id == before:
        raise invalid("taker", N_("Choose another body than the one that hands over."))
    if body.valid_until is not None and body.valid_until < today:
        raise invalid("taker", N_("“%(name)s” has ended; choose the body that follows it."), name=body.name)
    return body
