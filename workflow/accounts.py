"""Whose accounts a security administrator (安全保密管理员) keeps, and what may be said of one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Body, Jurisdiction, Person
from values.messages import N_, Message
from values.vocabulary import Role
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, InvalidError, Issue, NotAllowedError, NotFoundError
from workflow.permissions import Seat
from workflow.unit import Unit

LANGUAGES = ("zh_Hans", "en")
LONGEST_NAME = 60
LONGEST_EMAIL = 254
RESERVED = frozenset({"new"})
"""Not the name of an account, since it is the address of a page."""
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What an account says of a person."""

    name: str
    email: str
    language: str = LANGUAGES[0]


@dataclass(frozen=True, kw_only=True)
class FirstPassword:
    """A password that the system made; it is shown once and kept nowhere."""

    login: str
    password: str
    """Empty where the same click came twice, and the first answer showed it."""


def keeper_seats(work: Unit) -> list[Seat]:
    """Return the seats with which the actor keeps accounts.

    Raises: ForbiddenError for everybody but security administrators.
    """
    held = [
        seat
        for seat in seats_of_actor(work.session, work.actor, work.today)
        if seat.role is Role.SECURITY_ADMINISTRATOR
    ]
    if not held:
        raise ForbiddenError(Message(N_("Only a security administrator does this.")))
    return held


def kept_account(work: Unit, login: str) -> tuple[Seat, Person]:
    """Return an account that the actor keeps, held so that other units which change it wait, and the seat for it.

    Raises: NotFoundError where nobody of this name works in their area; ForbiddenError for their own account, and for
    people who also work outside their area, whose account a security administrator above keeps.
    """
    held = keeper_seats(work)
    asked = sa.select(Person).where(Person.login == login[:60])
    person = work.session.scalar(asked if work.is_sqlite else asked.with_for_update(key_share=True))
    paths = paths_of(work.session, person.id, work.today) if person else set()
    if person is None or not any(path.startswith(one.path) for path in paths for one in held):
        raise NotFoundError(N_("There is no such account in your area."))
    work.about.jurisdiction_id = held[0].jurisdiction
    if person.id in work.actor.person_ids:
        raise ForbiddenError(
            Message(N_("Nobody changes their own account or roles; another security administrator does."))
        )
    seat = next((one for one in held if all(path.startswith(one.path) for path in paths)), None)
    if seat is None:
        said = N_(
            "This person also works outside your area; the security administrator above keeps the account."
        )
        raise ForbiddenError(Message(said))
    return seat, person


def paths_of(session: Session, person_id: int, today: date) -> set[str]:
    """Return the paths of the jurisdictions where a person works or will; where they worked, once they have left."""
    rows = session.execute(
        sa.select(Jurisdiction.path, still_counts(today))
        .join(Body, Body.jurisdiction_id == Jurisdiction.id)
        .join(Assignment, Assignment.body_id == Body.id)
        .where(Assignment.person_id == person_id)
    ).all()
    return {path for path, counts in rows if counts} or {path for path, _ in rows}


def still_counts(today: date) -> sa.ColumnElement[bool]:
    """Return the condition that an assignment counts today or on a later day."""
    return sa.or_(
        Assignment.valid_until.is_(None),
        sa.and_(
            Assignment.valid_until >= today,
            sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= Assignment.valid_until),
        ),
    )


def require_open(person: Person) -> None:
    """Refuse what a closed account cannot have.

    Raises: NotAllowedError.
    """
    if is_closed(person):
        raise NotAllowedError(Message(N_("This account is closed; open it again first.")))


def is_closed(person: Person) -> bool:
    """Whether nobody can sign in with an account any more."""
    return not person.password_hash


def is_erased(person: Person) -> bool:
    """Whether the contact data of an account was erased by law; it is never opened again."""
    return not person.email and person.login.startswith(f"erased-{person.id}-")


def require_sound(said: Particulars, *, login: str | None = None) -> None:
    """Refuse particulars that no account can have.

    Args:
        said: name, e-mail and language.
        login: the name to sign in with, where it is new.

    Raises: InvalidError with every issue.
    """
    issues = [*(_of_login(login) if login is not None else ()), *_of_particulars(said)]
    if issues:
        raise InvalidError(issues)


def _of_login(login: str) -> Sequence[Issue]:
    if _LOGIN.fullmatch(login) and login not in RESERVED and not login.startswith("erased-"):
        return ()
    said = N_(
        "The user name has 2 to 40 small letters, digits, points, hyphens and underscores, begins and ends with a"
        " letter or digit, and is none that the system keeps for itself."
    )
    return (Issue("login", Message(said)),)


def _of_particulars(said: Particulars) -> Iterator[Issue]:
    if not said.name or len(said.name) > LONGEST_NAME or not said.name.isprintable():
        yield Issue(
            "person", Message(N_("Write the name, at most %(most)s characters."), {"most": LONGEST_NAME})
        )
    if len(said.email) > LONGEST_EMAIL or not said.email.isascii() or not _EMAIL.fullmatch(said.email):
        yield Issue("email", Message(N_("Write an e-mail address like name@example.gov.cn.")))
    if said.language not in LANGUAGES:
        yield Issue("language", Message(N_("Choose one of the languages.")))


def home_of(session: Session, person_id: int) -> int | None:
    """Return the jurisdiction in whose trail the events of an account stand: where the person worked first."""
    return session.scalar(
        sa.select(Body.jurisdiction_id)
        .join(Assignment, Assignment.body_id == Body.id)
        .where(Assignment.person_id == person_id)
        .order_by(Assignment.id)
        .limit(1)
    )


def record_of_account(
    work: Unit, action: str, person: Person, seat: Seat | None, details: Mapping[str, object] | None = None
) -> None:
    """Record what was done to an account; never its name, its address or anything of a password."""
    place = home_of(work.session, person.id)
    subject = Subject(kind="person", id=str(person.id), jurisdiction_id=place)
    record(work, Happening(action=action, subject=subject, seat=seat, details=details or {}, owed=False))
