"""Change one's own password: the old one is asked for, and every other session of the person ends."""

from datetime import timedelta

from models import Person
from values.messages import N_, Message
from values.password_quality import shortcomings
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.commands.sign_in import count_failure
from workflow.errors import InvalidError, Issue, invalid
from workflow.passwords import Passwords
from workflow.unit import Unit, unit

WRONG = N_("The present password is not right, or the account is locked for a while after too many attempts.")


def change_own_password(
    old: str,
    new: str,
    again: str,
    *,
    actor: Actor,
    passwords: Passwords,
    lockout_after: int,
    lockout_minutes: int,
    lasts_days: int = 0,
) -> None:
    """Put a password of one's own choice in the place of the present one.

    A wrong present password counts as a failed sign-in, so that a session left open does not help to guess it.

    Args:
        old: the present password.
        new: the one that is to hold.
        again: the same, typed again.
        actor: whose password it is.
        passwords: hashes with this installation's cost.
        lockout_after: failures in a row after which the account is locked.
        lockout_minutes: for how long.
        lasts_days: how long the new one holds (GB/T 22239: 定期更换); 0: for good.

    Raises: InvalidError with everything that is wrong.
    """
    with unit(actor) as work:
        person = _own(work)
        login = person.login
        is_locked = person.locked_until is not None and person.locked_until > work.now
        stored = "" if is_locked else person.password_hash
    _require_good(new, again, login=login, old=old)
    # The costly computations run outside the transactions, so that nobody waits for them.
    is_right = passwords.matches(old, stored)
    hashed = passwords.hash(new) if is_right else ""
    with unit(actor) as work:
        person = _own(work)
        if not is_right or person.password_hash != stored:
            if not is_locked:
                count_failure(work, person, lockout_after=lockout_after, lockout_minutes=lockout_minutes)
            _note(work, "sign_in_failed")
        else:
            person.password_hash = hashed
            person.password_until = work.today + timedelta(days=lasts_days) if lasts_days else None
            person.session_epoch += 1
            person.failed_sign_ins, person.locked_until = 0, None
            _note(work, "password_changed")
            return
    raise invalid("old_password", WRONG)


def _require_good(new: str, again: str, *, login: str, old: str) -> None:
    issues = [Issue("new_password", message) for message in shortcomings(new, login=login, old=old)]
    if new != again:
        issues.append(
            Issue("password_again", Message(N_("The two new passwords differ; type the new one twice.")))
        )
    if issues:
        raise InvalidError(issues)


def _own(work: Unit) -> Person:
    work.hold_person(work.actor.person_id or 0)
    return work.session.get_one(Person, work.actor.person_id, populate_existing=True)


def _note(work: Unit, action: str) -> None:
    subject = Subject(kind="person", id=str(work.actor.person_id))
    record(work, Happening(action=action, subject=subject, owed=False))
