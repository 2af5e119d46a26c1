"""Who holds a role on a day."""

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
