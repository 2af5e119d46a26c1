"""What a person may see, in one place: every list and every look-up of proposals and events goes through here."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Assignment,
    Body,
    Catalogue,
    Event,
    Jurisdiction,
    OpinionRequest,
    Proposal,
    ProposalStep,
    Route,
)
from models.db import ask
from values.vocabulary import Role
from workflow.holders import holds_on
from workflow.permissions import Seat

WORKING_ROLES = frozenset({Role.DRAFTER, Role.REVIEWER, Role.SUPERVISOR, Role.PUBLISHER})
"""Roles that reach their body, and the proposals that its steps touch."""


_SEATS = (
    sa.select(Assignment.role, Assignment.body_id, Assignment.post, Body.jurisdiction_id, Jurisdiction.path)
    .join(Body, Body.id == Assignment.body_id)
    .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
    .where(Assignment.person_id == sa.bindparam("person"), holds_on(sa.bindparam("day")))
    .order_by(Assignment.id)
)


def seats_of(session: Session, person_id: int, today: date) -> tuple[Seat, ...]:
    """Return the assignments of a person that count on a day."""
    rows = ask(session, _SEATS, {"person": person_id, "day": today})
    return tuple(
        Seat(role=role, body=body, post=post, jurisdiction=jurisdiction, path=path)
        for role, body, post, jurisdiction, path in rows
    )


def working_bodies(seats: tuple[Seat, ...]) -> set[int]:
    """Return the bodies in which the person takes part in proposals."""
    return {seat.body for seat in seats if seat.role in WORKING_ROLES}


def visible_proposals(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that limits a query of proposals to what the seats may see (decision 9).

    A working draft is its own body's; from its first submission a proposal is also seen by bodies that hold
    the catalogue, a step or a request for their opinion, by overseers of the subtree; auditors see everything
    in theirs.
    """
    bodies = working_bodies(seats)
    submitted = Proposal.revision_no.is_not(None)
    conditions = []
    if bodies:
        conditions += [Proposal.drafting_body_id.in_(bodies), sa.and_(submitted, _takes_part(bodies))]
    for role, extra in ((Role.OVERSEER, submitted), (Role.AUDITOR, sa.true())):
        paths = [seat.path for seat in seats if seat.role is role]
        if paths:
            conditions.append(sa.and_(extra, _catalogue_below(paths)))
    return sa.or_(sa.false(), *conditions)


def _takes_part(bodies: set[int]) -> sa.ColumnElement[bool]:
    """Return the condition that one of these bodies holds the catalogue, a step or a request for an opinion."""
    holds_step = sa.exists().where(ProposalStep.proposal_id == Proposal.id, ProposalStep.body_id.in_(bodies))
    is_asked = sa.exists().where(
        OpinionRequest.proposal_id == Proposal.id, OpinionRequest.body_id.in_(bodies)
    )
    in_charge = sa.exists().where(
        Catalogue.id == Proposal.catalogue_id,
        Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id),
        sa.or_(Catalogue.body_id.in_(bodies), Route.publishing_body_id.in_(bodies)),
    )
    # No table of the query around them can get mixed up with theirs.
    return sa.or_(*(one.correlate(Proposal) for one in (holds_step, is_asked, in_charge)))


OF_EVERYBODY = ("installation", "transition_table", "calendar", "basis", "ledger")
"""What belongs to no jurisdiction and stands in the scope of every case: the log, its rules, days and bases."""


NOWHERE = 0
"""No jurisdiction has this id."""


def visible_events(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that limits a query of events to an auditor's scope: their subtree, and its people.

    Some events belong to no jurisdiction: a sign-in, a refusal of what is not there. They are in the scope of
    those whose subtree the person works in; failed sign-ins under a name that nobody bears are in everyone's.
    """
    return events_within(audited_paths(seats))


def events_within(paths: list[str]) -> sa.ColumnElement[bool]:
    """Return the condition that an event belongs to one of these subtrees, or to the people who work there."""
    if not paths:
        return sa.false()
    people = (
        sa.select(Assignment.person_id)
        .join(Body, Body.id == Assignment.body_id)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(below(paths))
    )
    accounts = people.with_only_columns(sa.cast(Assignment.person_id, sa.String))
    of_people = sa.and_(
        Event.subject_kind == "person",
        sa.or_(Event.subject_id.in_(accounts), Event.subject_id.startswith("sha256:")),
    )
    placeless = sa.and_(
        Event.jurisdiction_id.is_(None),
        sa.or_(Event.actor_id.in_(people), of_people, Event.subject_kind.in_(OF_EVERYBODY)),
    )
    # The function keeps databases from gathering all events of the scope by an index, to sort them for a page.
    place = sa.func.coalesce(Event.jurisdiction_id, NOWHERE)
    return sa.or_(place.in_(sa.select(Jurisdiction.id).where(below(paths))), placeless)


def audited_paths(seats: tuple[Seat, ...]) -> list[str]:
    """Return the paths of the subtrees that these seats audit."""
    return [seat.path for seat in seats if seat.role is Role.AUDITOR]


def _catalogue_below(paths: list[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the proposal's catalogue lies in one of these subtrees."""
    held = sa.select(Catalogue.id).join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
    return Proposal.catalogue_id.in_(held.where(below(paths)).correlate(None))


def below(paths: list[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a query's jurisdiction lies in one of these subtrees."""
    return sa.or_(sa.false(), *(Jurisdiction.path.startswith(path, autoescape=True) for path in paths))
