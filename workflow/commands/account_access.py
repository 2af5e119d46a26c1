"""Who can sign in: give another first password, unlock, close an account of somebody who left, open it again."""

from datetime import date, timedelta

import sqlalchemy as sa

from models import Assignment, Person, Subscription
from values.messages import N_, Message
from values.password_quality import first_password
from workflow.accounts import (
    FirstPassword,
    is_closed,
    is_erased,
    kept_account,
    record_of_account,
    require_open,
    still_counts,
)
from workflow.actor import Actor
from workflow.commands.absence import end_delegations_of
from workflow.errors import NotAllowedError
from workflow.once import once
from workflow.passwords import OVER, Passwords
from workflow.unit import Unit, unit


def reset_password(
    login: str, *, actor: Actor, passwords: Passwords, key: str | None = None
) -> FirstPassword:
    """Have the system make another first password, end every session of the account, and return it.

    Raises: ForbiddenError for one's own account; NotFoundError; NotAllowedError for a closed account.
    """
    made = first_password()
    stored = passwords.hash(made)
    shown = FirstPassword(login=login, password="")
    with unit(actor) as work:
        work.about.action, work.about.object = "reset_password", f"person:{login}"[:80]
        seat, person = kept_account(work, login)
        require_open(person)

        def reset() -> str:
            nonlocal shown
            _let_in(person, stored)
            record_of_account(work, "password_reset", person, seat)
            shown = FirstPassword(login=login, password=made)
            return login

        once(work, key, reset)
    return shown


def unlock_account(login: str, *, actor: Actor) -> None:
    """Let an account in again that was locked after too many attempts; one that is not locked stays as it is."""
    with unit(actor) as work:
        work.about.action, work.about.object = "unlock_account", f"person:{login}"[:80]
        seat, person = kept_account(work, login)
        require_open(person)
        if person.locked_until is None or person.locked_until <= work.now:
            return
        person.locked_until, person.failed_sign_ins = None, 0
        record_of_account(work, "account_unlocked", person, seat)


def close_account(login: str, *, actor: Actor) -> None:
    """Close the account of somebody who left: nobody signs in with it, and their sessions end.

    Today is the last day of their roles; whoever stands in for them, or for whom they stand in, no longer does; they
    watch no catalogue any more. What waits for their roles waits for the others who hold them, and what they had taken
    on for whoever takes it on next. The person stays in history. One that is closed stays as it is.
    Raises: ForbiddenError for one's own account; NotFoundError.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "close_account", f"person:{login}"[:80]
        seat, person = kept_account(work, login)
        if is_closed(person):
            return
        details = {
            "roles": _end_roles(work, person),
            "deputies": end_delegations_of(work, person.id, seat),
        }
        work.session.execute(sa.delete(Subscription).where(Subscription.person_id == person.id))
        person.password_hash, person.password_until = "", None
        person.session_epoch += 1
        person.locked_until, person.failed_sign_ins = None, 0
        record_of_account(work, "account_closed", person, seat, details)


def reopen_account(
    login: str, *, actor: Actor, passwords: Passwords, key: str | None = None
) -> FirstPassword:
    """Open a closed account again and return its new first password; roles have to be granted anew.

    Raises: ForbiddenError for one's own account; NotFoundError; NotAllowedError where it is open, or its data was
    erased by law.
    """
    made = first_password()
    stored = passwords.hash(made)
    shown = FirstPassword(login=login, password="")
    with unit(actor) as work:
        work.about.action, work.about.object = "reopen_account", f"person:{login}"[:80]
        seat, person = kept_account(work, login)

        def reopened() -> str:
            nonlocal shown
            if not is_closed(person):
                raise NotAllowedError(Message(N_("This account is open.")))
            if is_erased(person):
                said = N_("The data of this person was erased by law; register them anew.")
                raise NotAllowedError(Message(said))
            _let_in(person, stored)
            record_of_account(work, "account_reopened", person, seat)
            shown = FirstPassword(login=login, password=made)
            return login

        once(work, key, reopened)
    return shown


def _let_in(person: Person, password_hash: str) -> None:
    person.password_hash, person.password_until = password_hash, OVER
    person.session_epoch += 1
    person.locked_until, person.failed_sign_ins = None, 0


def _end_roles(work: Unit, person: Person) -> int:
    """Have today be the last day of every role; one that has not begun never counts."""
    rows = work.session.scalars(
        sa.select(Assignment)
        .where(Assignment.person_id == person.id, still_counts(work.today))
        .order_by(Assignment.id)
    ).all()
    for row in rows:
        row.valid_until = _last_day(row, work.today)
    return len(rows)


def _last_day(row: Assignment, today: date) -> date:
    if row.valid_from is not None and row.valid_from > today:
        return row.valid_from - timedelta(days=1)
    return today
