"""Appoint one of the three administrators (三员) at the server: the first of an installation, or a successor."""

import sqlalchemy as sa

from models import Person
from values.messages import N_
from values.password_quality import first_password
from values.vocabulary import Role
from workflow.accounts import FirstPassword, Particulars, record_of_account, require_open
from workflow.actor import SYSTEM
from workflow.commands.accounts import new_person
from workflow.errors import invalid
from workflow.passwords import Passwords
from workflow.roles import WantedRole, add_role
from workflow.unit import unit


def appoint(
    login: str, role: Role, body_id: int, *, passwords: Passwords, said: Particulars | None = None
) -> FirstPassword:
    """Give somebody one of the three offices, as whoever runs the machine, and return their first password.

    It is how an installation gets its first security administrator, and another one where the last has left or forgot
    their password: nobody grants to themselves, so that no page could. Every other role is granted there.

    Args:
        login: the user name, of an account that is there, or of a new one.
        role: one of the three offices.
        body_id: in which body.
        passwords: hashes with this installation's cost.
        said: name and e-mail of a new account; None for one that is there, which keeps its password.

    Raises: InvalidError where there is no such account, or it is there already; where the office does not fit.
    """
    if not role.is_administrator:
        raise invalid("role", N_("At the server only the three administrators are appointed."))
    made = first_password()
    stored = passwords.hash(made)
    wanted = WantedRole(body_id=body_id, role=role)
    with unit(SYSTEM) as work:
        if said is not None:
            person = new_person(work, login, said, stored)
            add_role(work, None, person, wanted)
            record_of_account(work, "person_registered", person, None)
            return FirstPassword(login=login, password=made)
        asked = sa.select(Person).where(Person.login == login[:60])
        found = work.session.scalar(asked if work.is_sqlite else asked.with_for_update(key_share=True))
        if found is None:
            raise invalid("login", N_("There is no account “%(login)s”."), login=login)
        require_open(found)
        add_role(work, None, found, wanted)
    return FirstPassword(login=login, password="")
