"""Routes as administrators see them: the newest version of each, its steps, its catalogues, its history."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Assignment,
    Body,
    Catalogue,
    Event,
    Jurisdiction,
    Person,
    Route,
    RouteAcknowledgement,
    RouteStep,
)
from values.route_plan import PlannedStep, RoutePlan
from values.vocabulary import BodyKind, Level, Role
from workflow.permissions import Seat


@dataclass(frozen=True, kw_only=True)
class RouteFile:
    """The newest version of a route with what belongs to it."""

    route: Route
    plan: RoutePlan
    jurisdiction: Jurisdiction
    catalogues: tuple[Catalogue, ...]
    acknowledgement: RouteAcknowledgement | None
    """The newest of this version."""
    acknowledged_by: str

    @property
    def number(self) -> int:
        """By which people call it, whatever its version."""
        return number_of(self.route)


def number_of(route: Route) -> int:
    """Return the number by which people call a route: that of its first version."""
    return route.first_id or route.id


def administered(seats: Sequence[Seat]) -> set[int]:
    """Return the jurisdictions whose routes the seats administer."""
    return {seat.jurisdiction for seat in seats if seat.role is Role.BUSINESS_ADMINISTRATOR}


def is_newest() -> sa.ColumnElement[bool]:
    """Return the condition that limits a query of routes to their newest versions."""
    later = aliased(Route)
    return ~sa.exists().where(
        later.first_id == sa.func.coalesce(Route.first_id, Route.id), later.version > Route.version
    )


def routes(session: Session, jurisdictions: Collection[int] | None = None) -> list[RouteFile]:
    """Return the routes of some jurisdictions, or of all, in the order of their numbers; a fixed number of statements."""
    wanted = [is_newest()]
    if jurisdictions is not None:
        wanted.append(Route.jurisdiction_id.in_(jurisdictions))
    return _files(session, sa.and_(*wanted))


def route_file(
    session: Session, number: int, jurisdictions: Collection[int] | None = None
) -> RouteFile | None:
    """Return the newest version of a route by its number; None where these jurisdictions have none of it."""
    wanted = [is_newest(), sa.func.coalesce(Route.first_id, Route.id) == number]
    if jurisdictions is not None:
        wanted.append(Route.jurisdiction_id.in_(jurisdictions))
    return next(iter(_files(session, sa.and_(*wanted))), None)


def plan_of_route(route: Route, steps: Sequence[RouteStep]) -> RoutePlan:
    """Return a stored version as a plan."""
    return RoutePlan(
        name=route.name,
        allows_two_steps=route.allows_two_steps,
        apply_working_days=route.apply_working_days,
        approval_working_days=route.approval_working_days,
        publication_working_days=route.publication_working_days,
        publishing_body_id=route.publishing_body_id,
        steps=tuple(
            PlannedStep(
                position=step.position,
                kind=step.kind,
                body_id=step.body_id,
                post=step.post,
                working_days=step.working_days,
                operations=step.operations,
                normative_only=step.normative_only,
            )
            for step in steps
        ),
    )


def nameable_bodies(session: Session, jurisdiction: Jurisdiction) -> dict[int, str]:
    """Return the bodies that a route of a jurisdiction may name: its own, and those of its townships."""
    rows = session.execute(
        sa.select(Body.id, Body.name)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(_of(jurisdiction), Body.kind != BodyKind.GENERIC, Body.valid_until.is_(None))
        .order_by(Jurisdiction.path, Body.id)
    )
    return {row[0]: row[1] for row in rows}


def unheld_steps(session: Session, plan: RoutePlan, today: date) -> list[PlannedStep]:
    """Return the steps that nobody could take today, because no reviewer of the body holds the post."""
    held = session.execute(
        sa.select(Assignment.body_id, Assignment.post)
        .where(
            Assignment.role == Role.REVIEWER,
            Assignment.body_id.in_({step.body_id for step in plan.steps}),
            sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
            sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
        )
        .distinct()
    ).all()
    seats = {(body, post) for body, post in held} | {(body, None) for body, _ in held}
    return [step for step in plan.steps if (step.body_id, step.post) not in seats]


def assignable_catalogues(session: Session, jurisdiction: Jurisdiction) -> list[tuple[Catalogue, Route]]:
    """Return the catalogues of a jurisdiction and its townships with the version of the route that each takes."""
    rows = session.execute(
        sa.select(Catalogue, Route)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(Route, Route.id == Catalogue.route_id)
        .where(_of(jurisdiction))
        .order_by(Catalogue.code)
    )
    return [(row[0], row[1]) for row in rows]


def route_history(session: Session, number: int, *, after: int | None = None) -> Sequence[Event]:
    """Return what happened to a route, the newest first; with `after` only what made a later version."""
    events = session.scalars(
        sa.select(Event)
        .where(Event.subject_kind == "route", Event.subject_id == str(number))
        .order_by(Event.id.desc())
    ).all()
    if after is None:
        return events
    return [event for event in events if json.loads(event.data)["details"].get("version", 0) > after]


def jurisdictions(session: Session, ids: Collection[int]) -> Sequence[Jurisdiction]:
    """Return jurisdictions by their ids, in the order of their codes."""
    return session.scalars(
        sa.select(Jurisdiction).where(Jurisdiction.id.in_(ids)).order_by(Jurisdiction.code)
    ).all()


def _of(jurisdiction: Jurisdiction) -> sa.ColumnElement[bool]:
    return sa.or_(
        Jurisdiction.id == jurisdiction.id,
        sa.and_(Jurisdiction.parent_id == jurisdiction.id, Jurisdiction.level == Level.TOWNSHIP),
    )


def _files(session: Session, wanted: sa.ColumnElement[bool]) -> list[RouteFile]:
    rows = session.execute(
        sa.select(Route, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == Route.jurisdiction_id)
        .where(wanted)
        .order_by(sa.func.coalesce(Route.first_id, Route.id))
    ).all()
    ids = [route.id for route, _ in rows]
    steps = session.scalars(
        sa.select(RouteStep).where(RouteStep.route_id.in_(ids)).order_by(RouteStep.position, RouteStep.id)
    ).all()
    catalogues = session.scalars(
        sa.select(Catalogue).where(Catalogue.route_id.in_(ids)).order_by(Catalogue.code)
    ).all()
    known = {
        row.route_id: (row, name)
        for row, name in session.execute(
            sa.select(RouteAcknowledgement, Person.name)
            .join(Person, Person.id == RouteAcknowledgement.person_id)
            .where(RouteAcknowledgement.route_id.in_(ids))
            .order_by(RouteAcknowledgement.id)
        )
    }
    return [
        RouteFile(
            route=route,
            plan=plan_of_route(route, [step for step in steps if step.route_id == route.id]),
            jurisdiction=jurisdiction,
            catalogues=tuple(one for one in catalogues if one.route_id == route.id),
            acknowledgement=known[route.id][0] if route.id in known else None,
            acknowledged_by=known[route.id][1] if route.id in known else "",
        )
        for route, jurisdiction in rows
    ]
