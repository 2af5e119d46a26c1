"""One account as its security administrator sees it: what it says, its roles, what may be done, its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Event, Person
from values.messages import N_
from workflow.accounts import is_erased, paths_of
from workflow.action_groups import ACTIONS, ActionGroup
from workflow.errors import NotFoundError
from workflow.queries.account_list import AccountState, HeldRole, held_roles, last_entered, state_of

ELSEWHERE = ("language_chosen", "telling_chosen", "catalogue_watched", "catalogue_unwatched")
"""What people choose for themselves; it says nothing of their account."""

TOLD = tuple(one for one in ACTIONS[ActionGroup.PEOPLE] if one not in ELSEWHERE)


@dataclass(frozen=True, kw_only=True)
class AccountFile:
    """An account with everything that its page shows."""

    person: Person
    state: AccountState
    roles: list[HeldRole]
    entered_at: datetime | None
    is_own: bool
    """Of the reader, who changes nothing of it."""
    is_outside: bool
    """Whether the person also works outside the reader's area, so that somebody above keeps the account."""
    is_erased: bool
    events: Sequence[Event]
    """The newest of its history first."""

    @property
    def may_be_changed(self) -> bool:
        """Whether the reader keeps this account."""
        return not (self.is_own or self.is_outside)


def account_file(
    session: Session,
    paths: Sequence[str],
    login: str,
    *,
    reader_id: int,
    now: datetime,
    today: date,
    most: int,
) -> AccountFile:
    """Return an account of some subtrees.

    Raises: NotFoundError where nobody of this name works or worked there.
    """
    person = session.scalar(sa.select(Person).where(Person.login == login)) if login.isprintable() else None
    found = held_roles(session, [person.id])[person.id] if person else []
    if person is None or not any(role.path.startswith(path) for role in found for path in paths):
        raise NotFoundError(N_("There is no such account in your area."))
    kept = paths_of(session, person.id, today)
    return AccountFile(
        person=person,
        state=state_of(person, now),
        roles=found,
        entered_at=last_entered(session, [person.id]).get(person.id),
        is_own=person.id == reader_id,
        is_outside=not any(all(one.startswith(path) for one in kept) for path in paths),
        is_erased=is_erased(person),
        events=_history(session, person.id, most),
    )


def _history(session: Session, person_id: int, most: int) -> Sequence[Event]:
    return session.scalars(
        sa.select(Event)
        .where(Event.subject_kind == "person", Event.subject_id == str(person_id), Event.action.in_(TOLD))
        .order_by(Event.id.desc())
        .limit(most)
    ).all()
