"""Register a person with a first role and a first password, and correct what the account says of them."""

import sqlalchemy as sa

from models import Person
from values.messages import N_
from values.password_quality import first_password
from workflow.accounts import (
    FirstPassword,
    Particulars,
    keeper_seats,
    kept_account,
    record_of_account,
    require_open,
    require_sound,
)
from workflow.actor import Actor
from workflow.errors import invalid
from workflow.once import once
from workflow.passwords import OVER, Passwords
from workflow.roles import WantedRole, add_role
from workflow.unit import Unit, unit


def register_account(
    login: str,
    said: Particulars,
    wanted: WantedRole,
    *,
    actor: Actor,
    passwords: Passwords,
    key: str | None = None,
) -> FirstPassword:
    """Add somebody who can sign in, with the role that they begin with, and return the password that the system made.

    Args:
        login: the name to sign in with; it stays.
        said: name, e-mail and language.
        wanted: the first role, in a body of the actor's area.
        actor: a security administrator.
        passwords: hashes with this installation's cost.
        key: of the button, so that a click that comes twice registers once; the second answer holds no password.

    Raises: ForbiddenError; InvalidError with what does not fit.
    """
    made = first_password()
    stored = passwords.hash(made)
    shown = FirstPassword(login=login, password="")
    with unit(actor) as work:
        work.about.action, work.about.object = "register_account", "person:"
        held = keeper_seats(work)

        def registered() -> str:
            nonlocal shown
            person = new_person(work, login, said, stored)
            add_role(work, held, person, wanted)
            record_of_account(work, "person_registered", person, held[0])
            shown = FirstPassword(login=login, password=made)
            return login

        once(work, key, registered)
    return shown


def new_person(work: Unit, login: str, said: Particulars, password_hash: str) -> Person:
    """Add a person whose password has to be changed at the first sign-in.

    Raises: InvalidError for particulars that no account can have, and for a name that is taken.
    """
    require_sound(said, login=login)
    work.take_turn("person")
    if work.session.scalar(sa.select(Person.id).where(Person.login == login)) is not None:
        raise invalid("login", N_("There is an account of this user name already; choose another name."))
    person = Person(
        login=login,
        name=said.name,
        email=said.email,
        language=said.language,
        password_hash=password_hash,
        password_until=OVER,
    )
    work.session.add(person)
    work.session.flush()
    return person


def correct_account(login: str, said: Particulars, *, actor: Actor) -> None:
    """Put right the name, e-mail or language of an account; what stays the same changes nothing.

    The trail says which of them changed, never what they were or are.
    Raises: ForbiddenError, NotFoundError; NotAllowedError for a closed account; InvalidError with every issue.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "correct_account", f"person:{login}"[:80]
        seat, person = kept_account(work, login)
        require_open(person)
        require_sound(said)
        new = {"name": said.name, "email": said.email, "language": said.language}
        changed = [member for member, text in new.items() if getattr(person, member) != text]
        if not changed:
            return
        person.name, person.email, person.language = said.name, said.email, said.language
        record_of_account(work, "account_corrected", person, seat, {"members": changed})
