"""Sign in and out, with lockout after repeated failures; both are in the trail."""

from datetime import timedelta

import sqlalchemy as sa

from models import Person
from values.canonical import sha256_hex
from values.messages import N_, Message
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import WorkflowError
from workflow.passwords import Passwords
from workflow.unit import Unit, unit

LANGUAGES = ("zh_Hans", "en")


class SignInError(WorkflowError):
    """The name or the password is wrong, or the account is locked; which one is not said."""

    def __init__(self) -> None:
        """Say the same of an unknown name, a wrong password and a locked account."""
        super().__init__(
            Message(
                N_(
                    "The user name or the password is not right, or the account is locked for a while"
                    " after too many attempts."
                )
            )
        )


def sign_in(
    login: str,
    password: str,
    *,
    passwords: Passwords,
    request_id: str,
    lockout_after: int,
    lockout_minutes: int,
) -> int:
    """Return the id of the person whose name and password these are.

    After `lockout_after` failures in a row the account refuses everything for `lockout_minutes`.
    Raises: SignInError.
    """
    with unit(Actor(person_id=None, request_id=request_id)) as work:
        person = _person(work, login)
        is_locked = bool(person and person.locked_until and person.locked_until > work.now)
        stored = person.password_hash if person and not is_locked else ""
    # The costly comparison runs outside the transaction, so that nobody waits for it.
    is_right = passwords.matches(password, stored)
    with unit(Actor(person_id=person.id if person and is_right else None, request_id=request_id)) as work:
        person = _person(work, login)
        # A password that was reset meanwhile lets nobody in any more.
        is_right = is_right and person is not None and person.password_hash == stored
        if person is not None and is_right:
            person.failed_sign_ins, person.locked_until = 0, None
            _note(work, "signed_in", str(person.id))
        else:
            if person is not None and not is_locked:
                count_failure(work, person, lockout_after=lockout_after, lockout_minutes=lockout_minutes)
            _note(
                work,
                "sign_in_failed",
                str(person.id) if person else f"sha256:{sha256_hex(login.encode())[:16]}",
            )
    if person is None or not is_right:
        raise SignInError
    return person.id


def count_failure(work: Unit, person: Person, *, lockout_after: int, lockout_minutes: int) -> None:
    """Count a wrong password; the account is locked after so many in a row."""
    person.failed_sign_ins += 1
    if person.failed_sign_ins >= lockout_after:
        person.locked_until = work.now + timedelta(minutes=lockout_minutes)
        person.failed_sign_ins = 0


def sign_out(*, actor: Actor) -> None:
    """Record the end of a session."""
    with unit(actor) as work:
        _note(work, "signed_out", str(actor.person_id))


def choose_language(language: str, *, actor: Actor) -> None:
    """Keep the language that a person reads in."""
    if language not in LANGUAGES:
        return
    with unit(actor) as work:
        person = work.session.get_one(Person, actor.person_id)
        if person.language != language:
            person.language = language
            _note(work, "language_chosen", str(person.id), {"language": language})


def _person(work: Unit, login: str) -> Person | None:
    return work.session.scalar(sa.select(Person).where(Person.login == login))


def _note(work: Unit, action: str, person: str, details: dict[str, object] | None = None) -> None:
    record(
        work,
        Happening(
            action=action, subject=Subject(kind="person", id=person), details=details or {}, owed=False
        ),
    )
