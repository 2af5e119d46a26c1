"""Accounts by the name they sign in with."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person
from values.messages import N_
from workflow.errors import invalid


def account(session: Session, login: str) -> int:
    """Return the id of an account.

    Raises: InvalidError where there is none.
    """
    asked = sa.select(Person.id).where(Person.login == login)
    found = session.scalar(asked) if login.isprintable() else None
    if found is None:
        raise invalid("login", N_("There is no account “%(login)s”."), login=login)
    return found
