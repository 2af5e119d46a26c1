"""Who stands in for whom: the deputies one may name, the times one has named, and for whom one may act today."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Assignment, Delegation, Person
from values.vocabulary import ADMINISTRATORS
from workflow.reach import seats_of, working_bodies


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A time for which somebody has a deputy."""

    id: int
    person_id: int
    person: str
    deputy: str
    valid_from: date
    valid_until: date


def possible_deputies(session: Session, person_id: int, *, today: date) -> list[tuple[int, str]]:
    """Return who may stand in for a person: those with a role in one of the bodies that they work in.

    Nobody stands in for, and nobody is stood in for by, a holder of an administrator's office: it would give
    one hand two of the three.
    """
    seats = seats_of(session, person_id, today)
    bodies = working_bodies(seats)
    if not bodies or any(seat.role in ADMINISTRATORS for seat in seats):
        return []
    administrators = sa.select(Assignment.person_id).where(
        Assignment.role.in_(ADMINISTRATORS), *_counting(today)
    )
    rows = session.execute(
        sa.select(Person.id, Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(
            Assignment.body_id.in_(bodies),
            Person.id != person_id,
            Person.id.not_in(administrators),
            *_counting(today),
        )
        .distinct()
        .order_by(Person.id)
    )
    return [(person, name) for person, name in rows]


def own_absences(session: Session, person_id: int, *, today: date) -> list[Absence]:
    """Return the times, from today on, for which a person has named a deputy."""
    return _absences(session, Delegation.person_id == person_id, Delegation.valid_until >= today)


def stood_in_for(session: Session, deputy_id: int, *, today: date) -> list[Absence]:
    """Return those for whom a deputy may act today."""
    return _absences(
        session,
        Delegation.deputy_id == deputy_id,
        Delegation.valid_from <= today,
        Delegation.valid_until >= today,
    )


def _absences(session: Session, *where: sa.ColumnElement[bool]) -> list[Absence]:
    deputy = aliased(Person)
    rows = session.execute(
        sa.select(Delegation, Person.name, deputy.name)
        .join(Person, Person.id == Delegation.person_id)
        .join(deputy, deputy.id == Delegation.deputy_id)
        .where(*where)
        .order_by(Delegation.valid_from, Delegation.id)
    )
    return [
        Absence(
            id=row.id,
            person_id=row.person_id,
            person=person,
            deputy=name,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row, person, name in rows
    ]


def _counting(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
        sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
    )
