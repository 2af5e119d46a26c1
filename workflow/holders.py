"""Who holds a role on a day."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment
from values.vocabulary import Role


def holders(session: Session, today: date, role: Role, *where: sa.ColumnElement[bool]) -> set[int]:
    """Return the people who hold a role today, by further conditions on the assignment."""
    return set(
        session.scalars(
            sa.select(Assignment.person_id).where(
                Assignment.role == role,
                sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
                sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
                *where,
            )
        )
    )


def drafters_in_charge(session: Session, today: date, bodies: Collection[int]) -> dict[int, int]:
    """Return the drafter in charge of each body: the one who has been it for longest."""
    rows = session.execute(
        sa.select(Assignment.body_id, Assignment.person_id)
        .where(
            Assignment.body_id.in_(bodies),
            Assignment.role == Role.DRAFTER,
            sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
            sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
        )
        .order_by(Assignment.id.desc())
    )
    return {body: person for body, person in rows}  # noqa: C416 - the earliest comes last and stays
