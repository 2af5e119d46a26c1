"""Grant a person a role in a body, and end one; nobody does so for themselves, and no role is ever deleted."""

from datetime import date, timedelta

import sqlalchemy as sa

from models import Assignment, Body, Person
from values.messages import N_, Message
from workflow.accounts import keeper_seats, kept_account, require_open
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import NotAllowedError, NotFoundError, invalid
from workflow.once import once
from workflow.roles import WantedRole, add_role
from workflow.unit import unit


def grant_role(login: str, wanted: WantedRole, *, actor: Actor, key: str | None = None) -> int:
    """Give an account of the actor's area a role, and return the number of the assignment.

    Raises: ForbiddenError for one's own account; NotFoundError; NotAllowedError for a closed account; InvalidError for
    two of the three offices, an office beside another role, and days or bodies that do not fit.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "grant_role", f"person:{login}"[:80]
        _, person = kept_account(work, login)
        require_open(person)
        return int(once(work, key, lambda: str(add_role(work, keeper_seats(work), person, wanted))))


def end_role(number: int, *, actor: Actor, last_day: date | None = None) -> None:
    """Have a role end: it counts on its last day, and the row stays.

    Args:
        number: of the assignment.
        actor: a security administrator whose area the person works in.
        last_day: None: today; yesterday: at once. A role that has not begun never counts then.

    Raises: ForbiddenError for one's own roles; NotFoundError; NotAllowedError for one that is over; InvalidError for a
    day before yesterday, or after the role ends anyway.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "end_role", f"assignment:{number}"
        login = work.session.scalar(
            sa.select(Person.login)
            .join(Assignment, Assignment.person_id == Person.id)
            .where(Assignment.id == number)
        )
        keeper_seats(work)
        if login is None:
            raise NotFoundError(N_("There is no such role."))
        seat, person = kept_account(work, login)
        row = work.session.get_one(Assignment, number, populate_existing=True)
        last = last_day or work.today
        if row.valid_until is not None and row.valid_until < work.today:
            raise NotAllowedError(Message(N_("This role is over already.")))
        if last < work.today - timedelta(days=1):
            raise invalid(
                "last_day", N_("The last day is yesterday at the earliest: the role counted until then.")
            )
        if row.valid_until is not None and last > row.valid_until:
            raise invalid("last_day", N_("The role ends before that day; grant it anew to have it longer."))
        row.valid_until = last
        details = {
            "role": row.role.value,
            "body": str(row.body_id),
            "post": row.post.value,
            "until": last.isoformat(),
        }
        place = work.session.get_one(Body, row.body_id).jurisdiction_id
        subject = Subject(kind="person", id=str(person.id), jurisdiction_id=place)
        record(work, Happening(action="role_ended", subject=subject, seat=seat, details=details, owed=False))
