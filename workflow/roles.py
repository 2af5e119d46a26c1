"""What it takes that a person holds a role in a body: the days, the body, and the offices that stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Body, Delegation, Jurisdiction, Person
from values.messages import N_
from values.vocabulary import ADMINISTRATORS, BodyKind, Post, Role
from workflow.audit import Happening, Subject, record
from workflow.errors import invalid
from workflow.permissions import Seat
from workflow.unit import Unit


@dataclass(frozen=True, kw_only=True)
class WantedRole:
    """A role that somebody is to hold in a body."""

    body_id: int
    role: Role
    post: Post = Post.STAFF
    valid_from: date | None = None
    """None: from today on."""
    valid_until: date | None = None
    """The last day on which it counts; None: it does not end."""


def add_role(work: Unit, seats: Sequence[Seat] | None, person: Person, wanted: WantedRole) -> int:
    """Give a person a role, record it, and return the number of the assignment.

    Args:
        work: the unit of the command, which holds the person.
        seats: of the security administrator who grants it; None: whoever runs the installation does.
        person: who is to hold it.
        wanted: which role, where and when.

    Raises: InvalidError for days, bodies and roles that do not fit.
    """
    begins = wanted.valid_from or work.today
    require_days(work, begins, wanted.valid_until)
    place, seat = _place_of(work, seats, wanted, begins)
    session = work.session
    require_offices(session, person.id, wanted.role, begins, wanted.valid_until)
    _require_new(session, person.id, wanted, begins)
    if wanted.role.is_administrator:
        _require_no_deputy(session, person.id, begins, wanted.valid_until)
    row = Assignment(
        person_id=person.id,
        body_id=wanted.body_id,
        role=wanted.role,
        post=wanted.post,
        valid_from=begins,
        valid_until=wanted.valid_until,
        granted_by_id=work.actor.person_id,
    )
    session.add(row)
    session.flush()
    record_granted(work, row, place, seat)
    return row.id


def require_days(work: Unit, begins: date, ends: date | None) -> None:
    """Refuse days on which nothing can be granted.

    Raises: InvalidError.
    """
    if begins < work.today:
        raise invalid("valid_from", N_("The first day cannot lie before today."))
    if ends is not None and ends < begins:
        raise invalid("valid_until", N_("The last day cannot lie before the first, nor before today."))


def require_offices(
    session: Session, person_id: int, role: Role, begins: date | None, ends: date | None
) -> None:
    """Refuse two of the three administrators' offices in one hand, and an office beside any other role, on one day.

    The database refuses it as well (`models/people_guards.py`).
    Raises: InvalidError.
    """
    held = set(
        session.scalars(
            sa.select(Assignment.role).where(Assignment.person_id == person_id, counts_within(begins, ends))
        )
    ) - {role}
    if not held or not (role.is_administrator or held & ADMINISTRATORS):
        return
    if role.is_administrator and held & ADMINISTRATORS:
        raise invalid("role", N_("One person cannot hold two of the three administrators' offices."))
    said = N_(
        "The three administrators see no business content: nobody holds one of their offices and another role on the"
        " same day."
    )
    raise invalid("role", said)


def counts_within(begins: date | None, ends: date | None) -> sa.ColumnElement[bool]:
    """Return the condition that an assignment counts on a day between two, both included; None: without an end."""
    conditions = [
        sa.or_(
            Assignment.valid_from.is_(None),
            Assignment.valid_until.is_(None),
            Assignment.valid_from <= Assignment.valid_until,
        )
    ]
    if begins is not None:
        conditions.append(sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= begins))
    if ends is not None:
        conditions.append(sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= ends))
    return sa.and_(*conditions)


def record_granted(work: Unit, row: Assignment, place: int, seat: Seat | None) -> None:
    """Record that a person holds a role, in the trail of its body's jurisdiction."""
    details = {
        "role": row.role.value,
        "body": str(row.body_id),
        "post": row.post.value,
        "from": row.valid_from.isoformat() if row.valid_from else "",
        "until": row.valid_until.isoformat() if row.valid_until else "",
    }
    subject = Subject(kind="person", id=str(row.person_id), jurisdiction_id=place)
    record(work, Happening(action="role_granted", subject=subject, seat=seat, details=details, owed=False))


def _place_of(
    work: Unit, seats: Sequence[Seat] | None, wanted: WantedRole, begins: date
) -> tuple[int, Seat | None]:
    """Return the jurisdiction of a body that exists on the first day, and the seat in whose area it lies."""
    found = work.session.execute(
        sa.select(Body, Jurisdiction.path)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(Body.id == wanted.body_id)
    ).one_or_none()
    seat = next((one for one in seats or () if found and found[1].startswith(one.path)), None)
    if found is None or (seat is None and seats is not None) or found[0].kind is BodyKind.GENERIC:
        raise invalid("body", N_("Choose a body of your area."))
    body = found[0]
    if (body.valid_until and body.valid_until < begins) or (body.valid_from and body.valid_from > begins):
        raise invalid("body", N_("This body does not exist on the first of these days."))
    return body.jurisdiction_id, seat


def _require_new(session: Session, person_id: int, wanted: WantedRole, begins: date) -> None:
    same = sa.select(Assignment.id).where(
        Assignment.person_id == person_id,
        Assignment.body_id == wanted.body_id,
        Assignment.role == wanted.role,
        Assignment.post == wanted.post,
        counts_within(begins, wanted.valid_until),
    )
    if session.scalar(same.limit(1)) is not None:
        raise invalid("role", N_("The person holds this role there on some of these days already."))


def _require_no_deputy(session: Session, person_id: int, begins: date, ends: date | None) -> None:
    """Refuse an office while the person stands in for somebody, or somebody for them (decision 20)."""
    conditions = [Delegation.valid_until >= begins, Delegation.valid_from <= Delegation.valid_until]
    if ends is not None:
        conditions.append(Delegation.valid_from <= ends)
    of_person = sa.or_(Delegation.person_id == person_id, Delegation.deputy_id == person_id)
    if session.scalar(sa.select(Delegation.id).where(of_person, *conditions).limit(1)) is not None:
        said = N_(
            "This person has a deputy or stands in for somebody on these days; that time has to end first."
        )
        raise invalid("role", said)
