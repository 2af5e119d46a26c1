"""Accounts by the name they sign in with."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Person
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


def body_named(session: Session, text: str) -> int:
    """Return the id of a body by its number or its whole name.

    Raises: InvalidError where there is none, or several bear the name.
    """
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        asked = sa.select(Body.id).where(Body.id == int(text))
    else:
        asked = sa.select(Body.id).where(Body.name == text)
    found = session.scalars(asked.limit(2)).all() if text.isprintable() else []
    if len(found) != 1:
        said = N_("There is no body “%(name)s”, or several are called so; `flask body list` numbers them.")
        raise invalid("body", said, name=text)
    return found[0]


LONGEST_NUMBER = 9
"""Digits of a number that is read."""
