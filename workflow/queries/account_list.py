"""The accounts of a security administrator's area, as a list that can be narrowed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Body, Event, Jurisdiction, Person
from values.vocabulary import BodyKind, Post, Role
from workflow.accounts import still_counts
from workflow.holders import holds_on
from workflow.permissions import Seat
from workflow.queries.bodies import current_day, name_on
from workflow.reach import below

ENTERED = "signed_in"


class AccountState(StrEnum):
    """Whether somebody can sign in with an account."""

    OPEN = "open"
    LOCKED = "locked"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role that a person holds, held or is to hold."""

    number: int
    role: Role
    body: str
    place: str
    """The jurisdiction's name."""
    path: str
    post: Post
    valid_from: date | None
    valid_until: date | None
    granted_by: str
    """Empty where whoever set the installation up granted it."""

    def is_over(self, today: date) -> bool:
        """Whether it counts no more, or never did."""
        never = self.valid_from and self.valid_until and self.valid_until < self.valid_from
        return bool(never) or (self.valid_until is not None and self.valid_until < today)

    def is_ahead(self, today: date) -> bool:
        """Whether it has yet to begin."""
        return self.valid_from is not None and self.valid_from > today and not self.is_over(today)


@dataclass(frozen=True, kw_only=True)
class ListedAccount:
    """An account in a list, with the roles that count or are to count."""

    id: int
    login: str
    name: str
    state: AccountState
    roles: list[HeldRole]
    entered_at: datetime | None
    """When somebody last signed in with it."""


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What a list of accounts is narrowed to; empty: everything."""

    words: str = ""
    """A part of the name or of the user name."""
    body: int | None = None
    role: Role | None = None
    state: AccountState | None = None


def keeper_paths(seats: Collection[Seat]) -> list[str]:
    """Return the paths of the areas whose accounts these seats keep."""
    return [seat.path for seat in seats if seat.role is Role.SECURITY_ADMINISTRATOR]


def accounts(
    session: Session,
    paths: Sequence[str],
    wanted: Narrowing,
    *,
    now: datetime,
    today: date,
    offset: int,
    limit: int,
) -> list[ListedAccount]:
    """Return who works or worked in some subtrees, by user name; one more than the limit tells of a next page."""
    of_area = _roles_where(below(list(paths)))
    statement = sa.select(Person).where(of_area, *_conditions(wanted, now, today))
    people = session.scalars(statement.order_by(Person.login).offset(offset).limit(limit + 1)).all()
    ids = [person.id for person in people]
    roles = held_roles(session, ids, still_counts(today))
    entered = last_entered(session, ids)
    return [
        ListedAccount(
            id=person.id,
            login=person.login,
            name=person.name,
            state=state_of(person, now),
            roles=roles[person.id],
            entered_at=entered.get(person.id),
        )
        for person in people
    ]


def state_of(person: Person, now: datetime) -> AccountState:
    """Return whether somebody can sign in with an account."""
    if not person.password_hash:
        return AccountState.CLOSED
    locked = person.locked_until is not None and person.locked_until > now
    return AccountState.LOCKED if locked else AccountState.OPEN


def held_roles(
    session: Session, people: Collection[int], *where: sa.ColumnElement[bool]
) -> dict[int, list[HeldRole]]:
    """Return the roles of people, the earliest first, by person."""
    granter = sa.orm.aliased(Person)
    rows = session.execute(
        sa.select(Assignment, name_on(current_day()), Jurisdiction.name, Jurisdiction.path, granter.name)
        .join(Body, Body.id == Assignment.body_id)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .outerjoin(granter, granter.id == Assignment.granted_by_id)
        .where(Assignment.person_id.in_(people), *where)
        .order_by(Assignment.id)
    )
    found: dict[int, list[HeldRole]] = defaultdict(list)
    for row, body, place, path, by in rows:
        found[row.person_id].append(
            HeldRole(
                number=row.id,
                role=row.role,
                body=body,
                place=place,
                path=path,
                post=row.post,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                granted_by=by or "",
            )
        )
    return found


def last_entered(session: Session, people: Collection[int]) -> dict[int, datetime]:
    """Return when people last signed in."""
    rows = session.execute(
        sa.select(Event.actor_id, sa.func.max(Event.at))
        .where(Event.actor_id.in_(people), Event.action == ENTERED)
        .group_by(Event.actor_id)
    )
    return {person: at for person, at in rows if person is not None}


def offered_bodies(
    session: Session, paths: Sequence[str], *, today: date, most: int
) -> list[tuple[int, str]]:
    """Return the bodies of some subtrees in which roles can be granted today, each with its name and jurisdiction."""
    rows = session.execute(
        sa.select(Body.id, name_on(today), Jurisdiction.name)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(
            below(list(paths)),
            Body.kind != BodyKind.GENERIC,
            sa.or_(Body.valid_until.is_(None), Body.valid_until >= today),
        )
        .order_by(Jurisdiction.path, Body.id)
        .limit(most)
    )
    return [(number, f"{name} · {place}") for number, name, place in rows]


def ended_bodies_with_roles(
    session: Session, paths: Sequence[str], *, today: date, most: int
) -> list[tuple[int, str, date]]:
    """Return the bodies of some subtrees that have ended while roles are held in them, with name and last day."""
    rows = session.execute(
        sa.select(Body.id, name_on(today), Jurisdiction.name, Body.valid_until)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(
            below(list(paths)),
            Body.valid_until < today,
            Body.id.in_(sa.select(Assignment.body_id).where(holds_on(today))),
        )
        .order_by(Jurisdiction.path, Body.id)
        .limit(most)
    )
    return [(number, f"{name} · {place}", until) for number, name, place, until in rows if until is not None]


def _conditions(wanted: Narrowing, now: datetime, today: date) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.words:
        holds = (one.contains(wanted.words, autoescape=True) for one in (Person.login, Person.name))
        found.append(sa.or_(*holds))
    if wanted.body is not None:
        found.append(_roles_where(Assignment.body_id == wanted.body, holds_on(today)))
    if wanted.role is not None:
        found.append(_roles_where(Assignment.role == wanted.role, holds_on(today)))
    if wanted.state is not None:
        is_closed, is_locked = Person.password_hash == "", Person.locked_until > now
        found += {
            AccountState.CLOSED: [is_closed],
            AccountState.LOCKED: [~is_closed, is_locked],
            AccountState.OPEN: [~is_closed, sa.or_(Person.locked_until.is_(None), ~is_locked)],
        }[wanted.state]
    return found


def _roles_where(*where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    asked = (
        sa.select(Assignment.person_id)
        .join(Body, Body.id == Assignment.body_id)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(*where)
    )
    return Person.id.in_(asked)
