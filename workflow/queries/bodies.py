"""Bodies by the names of a day: a renaming changes no row, so the name is asked for with the day (decision 12)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, BodyLineage, BodyName, Jurisdiction
from models.db import ask
from values.clock import shanghai_day
from values.messages import N_
from workflow.errors import NotFoundError
from workflow.unit import current_clock


def current_day() -> date:
    """Return today in Shanghai."""
    return shanghai_day(current_clock.get().now())


@dataclass(frozen=True, order=True)
class Renamed:
    """A body that has another name on another day; no row of it changes by that."""

    before: str
    after: str


@dataclass(frozen=True)
class BodyNames:
    """The names of some bodies over time."""

    names: dict[int, tuple[tuple[date, str], ...]]
    """By body, the earliest first."""

    def on(self, day: date) -> dict[int, str]:
        """Return the name of each body on a day; before its first, the first."""
        return {
            body: next((name for since, name in reversed(names) if since <= day), names[0][1])
            for body, names in self.names.items()
        }

    def renamed(self, one_day: date, other_day: date) -> tuple[Renamed, ...]:
        """Return the bodies that bear another name on the other day, by what they are called on the first."""
        before, after = self.on(one_day), self.on(other_day)
        return tuple(
            sorted(Renamed(before[body], after[body]) for body in before if before[body] != after[body])
        )


_NAMES = (
    sa.select(BodyName.body_id, BodyName.name, BodyName.valid_from)
    .where(BodyName.body_id.in_(sa.bindparam("bodies", expanding=True)))
    .order_by(BodyName.valid_from)
)
"""Made once, since nearly every page asks it."""


def body_names(session: Session, ids: Iterable[int | None]) -> BodyNames:
    """Return the names that bodies bear, bore and are to bear."""
    wanted = {one for one in ids if one is not None}
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for body, name, since in ask(session, _NAMES, {"bodies": sorted(wanted)}):
        found[body].append((since, name))
    return BodyNames({body: tuple(names) for body, names in found.items()})


def names_on(session: Session, ids: Iterable[int | None], *, day: date | None = None) -> dict[int, str]:
    """Return bodies' names on a day by id; without a day, their present names."""
    return body_names(session, ids).on(day or current_day())


def name_on(day: date | sa.BindParameter[Any]) -> sa.ScalarSelect[str]:
    """Return the name of the row of `body` that a query selects, as it was on a day."""
    return (
        sa.select(BodyName.name)
        .where(BodyName.body_id == Body.id)
        .order_by(
            sa.case((BodyName.valid_from <= day, 0), else_=1),
            sa.case((BodyName.valid_from <= day, BodyName.valid_from)).desc(),
            BodyName.valid_from,
        )
        .limit(1)
        .correlate(Body)
        .scalar_subquery()
    )


@dataclass(frozen=True, kw_only=True)
class ListedBody:
    """A body in a list, by its present name."""

    id: int
    name: str
    jurisdiction: str
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class NameSince:
    """A name and the day from which it holds."""

    name: str
    since: date


@dataclass(frozen=True, kw_only=True)
class BodyFile:
    """A body with its names over time and what became of it."""

    id: int
    names: tuple[NameSince, ...]
    successors: tuple[str, ...]
    valid_until: date | None


def bodies(session: Session) -> list[ListedBody]:
    """Return all bodies by place."""
    rows = session.execute(
        sa.select(Body.id, name_on(current_day()), Jurisdiction.name, Body.valid_until)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .order_by(Jurisdiction.path, Body.id)
    )
    return [
        ListedBody(id=key, name=name, jurisdiction=place, valid_until=until)
        for key, name, place, until in rows
    ]


def body_file(session: Session, body_id: int) -> BodyFile:
    """Return a body with its names; raise NotFoundError where there is none."""
    body = session.get(Body, body_id)
    if body is None:
        raise NotFoundError(N_("There is no body with this number; choose one from the list."))
    followers = session.scalars(
        sa.select(BodyLineage.successor_id).where(BodyLineage.predecessor_id == body_id)
    ).all()
    return BodyFile(
        id=body.id,
        names=tuple(
            NameSince(name=name, since=since)
            for since, name in body_names(session, [body_id]).names.get(body_id, ())
        ),
        successors=tuple(names_on(session, followers).values()),
        valid_until=body.valid_until,
    )
