"""What tests do with accounts: register somebody, ask what they hold, sign in."""

from datetime import date

import sqlalchemy as sa

from models import Assignment, Person
from tests.world import World
from values.vocabulary import Post, Role
from workflow.accounts import FirstPassword, Particulars
from workflow.actor import Actor
from workflow.commands.accounts import register_account
from workflow.commands.own_password import change_own_password
from workflow.commands.sign_in import sign_in
from workflow.passwords import Passwords
from workflow.permissions import Seat
from workflow.reach import seats_of
from workflow.roles import WantedRole
from workflow.unit import transaction

KEEPER = "security-admin"
PASSWORDS = Passwords(time_cost=1, memory_kib=8)
SAID = Particulars(name="江岸", email="jiang@qinghe.example")
GOOD = "Shu-Ye-2026-Qiu"
"""A password that somebody might choose."""


def wanted(
    world: World,
    role: Role = Role.REVIEWER,
    body: str = "bureau",
    *,
    post: Post = Post.SECTION_CHIEF,
    since: date | None = None,
    until: date | None = None,
) -> WantedRole:
    """Return a role that is to be granted."""
    return WantedRole(body_id=world.bodies[body], role=role, post=post, valid_from=since, valid_until=until)


def registered(world: World, login: str = "jiang-an", role: WantedRole | None = None) -> FirstPassword:
    """Register somebody, by default as a reviewer of the bureau."""
    return register_account(
        login, SAID, role or wanted(world), actor=world.actor(KEEPER), passwords=PASSWORDS
    )


def person_of(login: str) -> Person:
    """Return the row of an account."""
    with transaction() as session:
        return session.scalars(sa.select(Person).where(Person.login == login)).one()


def assignments_of(login: str) -> list[Assignment]:
    """Return the assignments of an account, the earliest first."""
    with transaction() as session:
        asked = sa.select(Assignment).join(Person, Person.id == Assignment.person_id)
        return list(session.scalars(asked.where(Person.login == login).order_by(Assignment.id)))


def enter(login: str, password: str) -> int:
    """Sign in and return who it is."""
    return sign_in(login, password, passwords=PASSWORDS, request_id="r", lockout_after=3, lockout_minutes=15)


def seats(person: int, day: date) -> tuple[Seat, ...]:
    """Return what a person is on a day."""
    with transaction() as session:
        return seats_of(session, person, day)


def change(actor: Actor, old: str, new: str = GOOD, again: str | None = None, *, lasts_days: int = 0) -> None:
    """Change one's own password."""
    change_own_password(
        old,
        new,
        new if again is None else again,
        actor=actor,
        passwords=PASSWORDS,
        lockout_after=3,
        lockout_minutes=15,
        lasts_days=lasts_days,
    )
