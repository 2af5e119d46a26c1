"""What the people, bodies, routes and catalogues are called that some events name, in four statements."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Event, Person, Route
from workflow.queries.bodies import BodyNames, body_names

PEOPLE = ("person", "deputy")
"""Members of details that name a person."""


@dataclass(frozen=True, kw_only=True)
class TrailNames:
    """Names by id."""

    people: dict[int, str]
    logins: dict[int, str]
    bodies: BodyNames
    catalogues: dict[int, str]
    """Codes."""
    routes: dict[int, str]

    def person(self, number: str) -> str:
        """Return what a person is called; the number itself for nobody who is known."""
        return self.people.get(int(number), number) if number.isdigit() else number

    def body(self, number: int | str | None, day: date) -> str:
        """Return what a body was called on a day; the number itself for none that is known."""
        if number is None or not str(number).isdigit():
            return str(number or "")
        return self.bodies.on(day).get(int(number), str(number))


def names_for(session: Session, events: Sequence[Event]) -> TrailNames:
    """Return the names that the sentences of these events need."""
    details = [json.loads(event.data)["details"] for event in events]
    people = {one for event in events for one in (event.actor_id, event.on_behalf_of_id) if one}
    people |= _numbers(event.subject_id for event in events if event.subject_kind == "person")
    people |= _numbers(said.get(member) for said in details for member in PEOPLE)
    bodies = {event.body_id for event in events if event.body_id}
    bodies |= _numbers(event.subject_id for event in events if event.subject_kind == "body")
    bodies |= _numbers(body for said in details for body in (said.get("body"), *_bodies_in(said)))
    catalogues = {event.catalogue_id for event in events if event.catalogue_id}
    routes = _numbers(
        number for event, said in zip(events, details, strict=True) for number in _routes_of(event, said)
    )
    known = session.execute(
        sa.select(Person.id, Person.name, Person.login).where(Person.id.in_(people))
    ).all()
    codes = session.execute(sa.select(Catalogue.id, Catalogue.code).where(Catalogue.id.in_(catalogues)))
    named = session.execute(sa.select(Route.id, Route.name).where(Route.id.in_(routes)))
    return TrailNames(
        people={key: name for key, name, _ in known},
        logins={key: login for key, _, login in known},
        bodies=body_names(session, bodies),
        catalogues={key: code for key, code in codes},  # noqa: C416 - rows are no pairs to mypy
        routes={key: name for key, name in named},  # noqa: C416 - rows are no pairs to mypy
    )


def _routes_of(event: Event, said: dict[str, object]) -> tuple[object, ...]:
    if event.action == "route_assigned":
        return said.get("before"), said.get("after")
    return (event.subject_id,) if event.subject_kind == "route" else ()


def _bodies_in(said: dict[str, object]) -> Iterable[object]:
    """Yield the bodies that handed over, that were asked, and that the steps of a route name."""
    yield from (said.get("body_before"), said.get("body_after"))
    asked = said.get("bodies")
    if isinstance(asked, list):
        yield from asked
    for side in (said.get("before"), said.get("after")):
        if isinstance(side, dict):
            yield side.get("publishing_body_id")
            yield side.get("above")
            steps = side.get("steps")
            yield from (step.get("body_id") for step in (steps if isinstance(steps, list) else ()))


def _numbers(found: Iterable[object]) -> set[int]:
    """Return the numbers among what was found; ids stand in events as text or as numbers."""
    return {int(text) for one in found if (text := str(one)).isascii() and text.isdigit()}
