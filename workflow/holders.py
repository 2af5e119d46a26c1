"""Who holds a role on a day."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment
from models.db import ask
from values.vocabulary import Role


def holds_on(day: date | sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that an assignment counts on a day."""
    return sa.and_(
        sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= day),
        sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= day),
    )


def holders(session: Session, today: date, role: Role, *where: sa.ColumnElement[bool]) -> set[int]:
    """Return the people who hold a role today, by further conditions on the assignment."""
    return set(
        session.scalars(
            sa.select(Assignment.person_id).where(
                Assignment.role == role,
                holds_on(today),
                *where,
            )
        )
    )


_IN_BODIES = sa.select(Assignment.person_id, Assignment.body_id, Assignment.post).where(
    Assignment.role == sa.bindparam("role"),
    holds_on(sa.bindparam("day")),
    Assignment.body_id.in_(sa.bindparam("bodies", expanding=True)),
)


def holders_in(
    session: Session, today: date, role: Role, bodies: Collection[int | None]
) -> list[tuple[int, int, str]]:
    """Return who holds a role in some bodies today: person, body and post."""
    asked = {"role": role, "day": today, "bodies": [one for one in bodies if one is not None]}
    return [(person, body, post) for person, body, post in ask(session, _IN_BODIES, asked)]


def drafters_in_charge(session: Session, today: date, bodies: Collection[int]) -> dict[int, int]:
    """Return the drafter in charge of each body: the one who has been it for longest."""
    rows = session.execute(
        sa.select(Assignment.body_id, Assignment.person_id)
        .where(
            Assignment.body_id.in_(bodies),
            Assignment.role == Role.DRAFTER,
            holds_on(today),
        )
        .order_by(Assignment.id.desc())
    )
    return {body: person for body, person in rows}  # noqa: C416 - the earliest comes last and stays
