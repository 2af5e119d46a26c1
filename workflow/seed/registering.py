"""Jurisdictions, bodies, people and routes as planned; what is there already is found by its key and left as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from models import Assignment, Body, Jurisdiction, Person, Route
from values.vocabulary import Level
from workflow.actor import Actor
from workflow.commands import register
from workflow.seed.people import PlannedBody, PlannedPerson
from workflow.unit import transaction

K = TypeVar("K")

PlannedPlace = tuple[str, str, Level, str | None]
"""Code, name, level, and the code of what is above."""


@dataclass
class Demonstration:
    """The identities that were given, by the keys of the plan."""

    jurisdictions: dict[str, int]
    bodies: dict[str, int]
    people: dict[str, int]

    def actor(self, login: str) -> Actor:
        """Return an account as the actor of a command."""
        return Actor(person_id=self.people[login])


def register_planned(
    places: Iterable[PlannedPlace],
    bodies: Iterable[PlannedBody],
    people: Iterable[PlannedPerson],
    *,
    password_hash: str,
    domain: str,
) -> Demonstration:
    """Register what is planned, and return the identities.

    Args:
        places: the upper ones first.
        bodies: by key.
        people: each with one role.
        password_hash: of every account; empty: nobody signs in with them.
        domain: of their mail addresses; empty: they have none.
    """
    known = {
        "jurisdiction": _ids(Jurisdiction.code, Jurisdiction.id),
        "body": _ids(Body.name, Body.id),
        "person": _ids(Person.login, Person.id),
    }
    assigned = _ids(Assignment.person_id, Assignment.id)
    found = Demonstration(jurisdictions={}, bodies={}, people={})
    for code, name, level, parent in places:
        found.jurisdictions[code] = known["jurisdiction"].get(code) or register.register_jurisdiction(
            code=code, name=name, level=level, parent=parent
        )
    for body in bodies:
        place = found.jurisdictions[body.jurisdiction]
        found.bodies[body.key] = known["body"].get(body.name) or register.register_body(
            name=body.name, kind=body.kind, jurisdiction_id=place, business_line=body.line
        )
    for person in people:
        number = known["person"].get(person.login) or register.register_person(
            login=person.login,
            name=person.name,
            email=f"{person.login}@{domain}" if domain else "",
            password_hash=password_hash,
        )
        found.people[person.login] = number
        if number not in assigned:
            place = found.bodies[person.body]
            register.assign(person_id=number, body_id=place, role=person.role, post=person.post)
    return found


def set_up_routes(
    world: Demonstration, planned: Mapping[str, tuple[str, str, Sequence[register.PlannedStep]]]
) -> dict[str, int]:
    """Set up routes, and return them by their keys."""
    known = _ids(Route.name, Route.id)
    return {
        key: known.get(name)
        or register.set_up_route(name=name, jurisdiction_id=world.jurisdictions[place], steps=steps)
        for key, (name, place, steps) in planned.items()
    }


def is_without_demonstration() -> bool:
    """Whether the installation was set up empty: then nobody signs in with the accounts of the seed."""
    with transaction() as session:
        asked = sa.select(Person.id).where(Person.login == NATIONAL, Person.password_hash == "")
        return session.scalar(asked.limit(1)) is not None


NATIONAL = "national-drafter"
"""Who drafts the standards, in either kind of installation."""


def _ids(key: InstrumentedAttribute[K], number: InstrumentedAttribute[int]) -> dict[K, int]:
    with transaction() as session:
        return {row[0]: row[1] for row in session.execute(sa.select(key, number))}
