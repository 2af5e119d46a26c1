"""What stays with a body that has ended, or is about to: what others have to settle, each where that is done."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Body, Catalogue, Jurisdiction, Proposal, Route, RouteStep
from values.vocabulary import Level, StepKind
from workflow.handing_over import OPEN, is_ending, successors_of
from workflow.queries.bodies import name_on, names_on
from workflow.queries.routes import is_newest


@dataclass(frozen=True, kw_only=True)
class CatalogueLeft:
    """What an ending body has of a catalogue."""

    code: str
    title: str
    holds: bool
    """Whether it holds the catalogue; else it only drafts for it."""
    proposals: int
    """How many open proposals it drafts; never which, since a draft is its own body's."""


@dataclass(frozen=True, kw_only=True)
class StepLeft:
    """A step of the newest version of a route that names an ending body."""

    route: int
    name: str
    kind: StepKind | None
    """None: the route names it as the body that publishes."""


@dataclass(frozen=True, kw_only=True)
class BodyLeft:
    """A body that stands below an ending one."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class LeftBehind:
    """What stays with an ending body."""

    id: int
    name: str
    place: str
    valid_until: date
    """Its last day."""
    has_ended: bool
    successors: tuple[str, ...]
    catalogues: tuple[CatalogueLeft, ...]
    steps: tuple[StepLeft, ...]
    roles: int
    """Roles that somebody holds in it, or is to hold."""
    below: tuple[BodyLeft, ...]

    @property
    def waits_for_business(self) -> bool:
        """Whether something is left that a business administrator settles."""
        return bool(self.catalogues or self.steps)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left."""
        return not (self.waits_for_business or self.roles or self.below)


def left_in_places(session: Session, places: Collection[int], *, today: date) -> list[LeftBehind]:
    """Return what ending bodies of some jurisdictions and their townships leave to business administrators."""
    if not places:
        return []
    within = sa.or_(
        Jurisdiction.id.in_(places),
        sa.and_(Jurisdiction.parent_id.in_(places), Jurisdiction.level == Level.TOWNSHIP),
    )
    return [one for one in _left(session, within, today) if one.waits_for_business]


def left_by(session: Session, body_id: int, *, today: date) -> LeftBehind | None:
    """Return what stays with a body; None where it goes on."""
    return next(iter(_left(session, Body.id == body_id, today)), None)


def _left(session: Session, which: sa.ColumnElement[bool], today: date) -> list[LeftBehind]:
    """Return what stays with ending bodies; a fixed number of statements, one where there is no such body."""
    found = session.execute(
        sa.select(Body.id, name_on(today), Jurisdiction.name, Body.valid_until)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(which, is_ending())
        .order_by(Body.valid_until, Body.id)
    ).all()
    if not found:
        return []
    bodies = [row[0] for row in found]
    catalogues, steps = _catalogues(session, bodies), _steps(session, bodies)
    roles, below = _roles(session, bodies, today), _below(session, bodies, today)
    successors = _successors(session, bodies, today)
    return [
        LeftBehind(
            id=number,
            name=name,
            place=place,
            valid_until=until or today,
            has_ended=until is not None and until < today,
            successors=tuple(successors[number]),
            catalogues=tuple(catalogues[number]),
            steps=tuple(steps[number]),
            roles=roles.get(number, 0),
            below=tuple(below[number]),
        )
        for number, name, place, until in found
    ]


def _catalogues(session: Session, bodies: Collection[int]) -> dict[int, list[CatalogueLeft]]:
    drafted = (
        sa.select(
            Proposal.catalogue_id.label("catalogue"),
            Proposal.drafting_body_id.label("body"),
            sa.func.count().label("count"),
        )
        .where(Proposal.drafting_body_id.in_(bodies), Proposal.state.in_(OPEN))
        .group_by(Proposal.catalogue_id, Proposal.drafting_body_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Body.id, Catalogue.code, Catalogue.title, Catalogue.body_id, drafted.c.count)
        .select_from(Body)
        .join(Catalogue, sa.true())
        .outerjoin(drafted, sa.and_(drafted.c.catalogue == Catalogue.id, drafted.c.body == Body.id))
        .where(
            Body.id.in_(bodies),
            sa.or_(
                Catalogue.body_id == Body.id,
                sa.tuple_(Catalogue.id, Body.id).in_(sa.select(drafted.c.catalogue, drafted.c.body)),
            ),
        )
        .order_by(Catalogue.code)
    )
    left: dict[int, list[CatalogueLeft]] = defaultdict(list)
    for body, code, title, holder, count in rows:
        left[body].append(CatalogueLeft(code=code, title=title, holds=holder == body, proposals=count or 0))
    return left


def _steps(session: Session, bodies: Collection[int]) -> dict[int, list[StepLeft]]:
    number = sa.func.coalesce(Route.first_id, Route.id)
    named = (
        sa.select(RouteStep.body_id, number, Route.name, RouteStep.kind)
        .join(Route, Route.id == RouteStep.route_id)
        .where(RouteStep.body_id.in_(bodies), is_newest())
        .order_by(number, RouteStep.position, RouteStep.id)
    )
    publishing = (
        sa.select(Route.publishing_body_id, number, Route.name)
        .where(Route.publishing_body_id.in_(bodies), is_newest())
        .order_by(number)
    )
    left: dict[int, list[StepLeft]] = defaultdict(list)
    rows: Iterator[tuple[Any, ...]] = (tuple(row) for row in session.execute(named))
    for body, route, name, kind in rows:
        left[body].append(StepLeft(route=route, name=name, kind=kind))
    for body, route, name in session.execute(publishing):
        left[body or 0].append(StepLeft(route=route, name=name, kind=None))
    return left


def _roles(session: Session, bodies: Collection[int], today: date) -> dict[int, int]:
    rows = session.execute(
        sa.select(Assignment.body_id, sa.func.count())
        .where(
            Assignment.body_id.in_(bodies),
            sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
        )
        .group_by(Assignment.body_id)
    )
    return {row[0]: row[1] for row in rows}


def _below(session: Session, bodies: Collection[int], today: date) -> dict[int, list[BodyLeft]]:
    rows = session.execute(
        sa.select(Body.parent_id, Body.id, name_on(today))
        .where(Body.parent_id.in_(bodies), sa.or_(Body.valid_until.is_(None), Body.valid_until >= today))
        .order_by(Body.id)
    )
    left: dict[int, list[BodyLeft]] = defaultdict(list)
    for above, number, name in rows:
        left[above or 0].append(BodyLeft(id=number, name=name))
    return left


def _successors(session: Session, bodies: Collection[int], today: date) -> dict[int, list[str]]:
    found = successors_of(session, bodies)
    names = names_on(session, [one for several in found.values() for one in several], day=today)
    return {body: [names[one] for one in found.get(body, ())] for body in bodies}
