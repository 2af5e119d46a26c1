"""What a catalogue begins with: the standard above it, its code and title, its route, and the row that it is."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Jurisdiction, Route
from values.codes import catalogue_code
from values.messages import N_
from values.route_plan import STATUTORY_WORKING_DAYS, longest
from values.vocabulary import CatalogueKind, Field, Level
from workflow.audit import Happening, Subject, record
from workflow.errors import invalid
from workflow.permissions import Seat
from workflow.queries.routes import RouteFile, number_of, routes
from workflow.unit import Unit

KINDS = {Level.COUNTY: CatalogueKind.LOCAL, Level.TOWNSHIP: CatalogueKind.TOWNSHIP}
"""Which catalogue a jurisdiction of a level has of its own."""


def upstream_of_new(session: Session, field: Field, place: Jurisdiction) -> tuple[Catalogue, Jurisdiction]:
    """Return what a new catalogue is held to, and whose that is: a county's the nearest standard, a township's its county's.

    Raises: InvalidError where nothing of the field is published above.
    """
    if place.level is Level.TOWNSHIP:
        return _of_county(session, field, place)
    asked = (
        sa.select(Catalogue, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(
            Catalogue.kind == CatalogueKind.STANDARD,
            Catalogue.field == field,
            Catalogue.current_release_no.is_not(None),
            Jurisdiction.id != place.id,
            sa.literal(place.path).startswith(Jurisdiction.path),
        )
        .order_by(sa.func.length(Jurisdiction.path).desc())
        .limit(1)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        raise invalid(
            "field", N_("No standard of this field is published above %(place)s yet."), place=place.name
        )
    return found[0], found[1]


def _of_county(session: Session, field: Field, place: Jurisdiction) -> tuple[Catalogue, Jurisdiction]:
    found = session.execute(
        sa.select(Catalogue, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(
            Catalogue.kind == CatalogueKind.LOCAL,
            Catalogue.field == field,
            Catalogue.current_release_no.is_not(None),
            Jurisdiction.id == place.parent_id,
        )
    ).one_or_none()
    if found is None:
        raise invalid(
            "field",
            N_(
                "The county of %(place)s has published no catalogue of this field yet; a township claims from it."
            ),
            place=place.name,
        )
    return found[0], found[1]


def title_of_new(place: Jurisdiction, upstream: Catalogue, owner: Jurisdiction) -> str:
    """Return the title of a new catalogue: its place, and what the catalogue above is called without its own place."""
    said = upstream.title.removeprefix(owner.name)
    if place.level is Level.TOWNSHIP:
        said = said.replace("标准目录", "目录")
    return f"{place.name}{said}"


def offered_routes(session: Session, place: Jurisdiction, held: Collection[int]) -> list[RouteFile]:
    """Return the routes that a new catalogue can take: of its place first, then of the jurisdictions above that give it one.

    Args:
        session: reads.
        place: whose catalogue it is.
        held: the jurisdictions of which whoever founds it administers the routes.
    """
    found = routes(session, {place.id, *held} & {place.id, place.parent_id})
    return sorted(found, key=lambda one: (one.jurisdiction.id != place.id, one.number))


def chosen_route(
    session: Session, place: Jurisdiction, offered: Sequence[RouteFile], number: int | None
) -> Route:
    """Return the route of a new catalogue: the one of this number, else the first that suits it.

    One suits if it keeps within the statutory time and some step of it is taken in the place itself, so that a
    county does not take the short route of one of its townships, nor a township its county's.
    Raises: InvalidError where there is none.
    """
    if not offered:
        said = N_("There is no route for %(place)s yet. Set one up first, on the page of routes (/routes).")
        raise invalid("route", said, place=place.name)
    if number is not None:
        named = next((one for one in offered if one.number == number), None)
        if named is None:
            said = N_("%(place)s has no route of this number; the page of routes (/routes) lists them.")
            raise invalid("route", said, place=place.name)
        return named.route
    own = set(session.scalars(sa.select(Body.id).where(Body.jurisdiction_id == place.id)))
    suiting = (
        one.route
        for one in offered
        if longest(one.plan) <= STATUTORY_WORKING_DAYS and any(step.body_id in own for step in one.plan.steps)
    )
    route = next(suiting, None)
    if route is None:
        said = N_(
            "No route of %(place)s keeps within the statutory %(days)s working days; choose one yourself."
        )
        raise invalid("route", said, place=place.name, days=STATUTORY_WORKING_DAYS)
    return route


def code_of_new(session: Session, field: Field, place: Jurisdiction) -> str:
    """Return the code of a new catalogue.

    Raises: InvalidError where the jurisdiction has one of the field already.
    """
    known = session.scalar(
        sa.select(Catalogue.code).where(Catalogue.jurisdiction_id == place.id, Catalogue.field == field)
    )
    if known is not None:
        said = N_("%(place)s has a catalogue of this field already: %(code)s.")
        raise invalid("field", said, place=place.name, code=known)
    return catalogue_code(place.code, field.value)


def add_catalogue(work: Unit, seat: Seat | None, row: Catalogue, *, upstream: str, route: Route) -> int:
    """Add an empty catalogue, record it, and return its id."""
    work.session.add(row)
    work.session.flush()
    record(
        work,
        Happening(
            action="catalogue_set_up",
            subject=Subject(
                kind="catalogue", id=row.code, jurisdiction_id=row.jurisdiction_id, catalogue_id=row.id
            ),
            seat=seat,
            details={"kind": row.kind.value, "upstream": upstream, "route": str(number_of(route))},
            owed=False,
        ),
    )
    return row.id
