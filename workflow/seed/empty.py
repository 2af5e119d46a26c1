"""An installation without a demonstration: the national standards, one jurisdiction, a first body, and nobody who signs in."""

from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa

from models import Person
from values.codes import JurisdictionCode
from values.messages import N_, Message
from values.vocabulary import BodyKind, Field, Level
from workflow.commands import register
from workflow.errors import NotAllowedError, invalid
from workflow.seed.bases import bring_in_bases
from workflow.seed.demonstration import fill_standard
from workflow.seed.installing import install
from workflow.seed.people import BODIES, JURISDICTIONS, PEOPLE, PlannedBody
from workflow.seed.registering import NATIONAL, PlannedPlace, register_planned, set_up_routes
from workflow.seed.routes import planned_routes
from workflow.unit import transaction

NATION = "000000"
FIRST = "first"
"""The key of the body in which the first administrators hold their offices."""


def seed_empty(
    data: Path,
    *,
    places: Sequence[tuple[str, str]],
    body: str,
    progress: Callable[[str], None] = lambda _: None,
    hash_algorithm: str = "sha256",
) -> None:
    """Set up an empty installation; safe to run again, also after it was interrupted.

    The standards pass through the nation's own accounts, which have neither a password nor an address.

    Args:
        data: the folder of the standards.
        places: code and name of each jurisdiction from the province down; the last is the one that works here.
        body: the name of a first body there.
        progress: is told each stage as it begins.
        hash_algorithm: of the trail's tree.

    Raises: InvalidError for jurisdictions that do not stand under one another; NotAllowedError where the demonstration
    was loaded, whose accounts share a printed password.
    """
    planned = planned_places(places)
    _require_no_demonstration()
    install(data, hash_algorithm)
    bring_in_bases(data)
    progress("people")
    own = PlannedBody(FIRST, body, BodyKind.ADMINISTRATIVE_ORGAN, planned[-1][0])
    national = [one for one in BODIES if one.jurisdiction == NATION]
    people = [one for one in PEOPLE if one.body in {body.key for body in national}]
    world = register_planned(
        [JURISDICTIONS[0], *planned], [*national, own], people, password_hash="", domain=""
    )
    routes = set_up_routes(world, planned_routes(world.bodies, ["national"]))
    for field in Field:
        progress(field.value)
        fill_standard(world, field, data, routes["national"])
    register.bring_table_into_force()


def planned_places(places: Sequence[tuple[str, str]]) -> list[PlannedPlace]:
    """Return the jurisdictions with their levels, each under the one before it.

    Raises: InvalidError for codes that are none, or do not stand under one another.
    """
    found: list[PlannedPlace] = []
    above = JurisdictionCode(NATION)
    for digits, name in places:
        try:
            code = JurisdictionCode(digits)
        except ValueError as error:
            raise invalid("place", N_("“%(code)s” is no code of a jurisdiction."), code=digits) from error
        if not name.strip() or code.level is Level.NATION or not _stands_under(code, above):
            said = N_(
                "Name the jurisdictions from the province down, each under the one before it: 430000=NAME."
            )
            raise invalid("place", said)
        found.append((digits, name.strip(), code.level, str(above)))
        above = code
    if not found:
        raise invalid("place", N_("Name the jurisdiction that works here, with those above it."))
    return found


def _stands_under(code: JurisdictionCode, above: JurisdictionCode) -> bool:
    """Whether it is somewhere below by its digits: a county that a province administers has no city."""
    upper = code.parent
    while upper is not None and upper != above:
        upper = upper.parent
    return upper == above


def _require_no_demonstration() -> None:
    with transaction() as session:
        asked = sa.select(Person.id).where(Person.login == NATIONAL, Person.password_hash != "")
        if session.scalar(asked.limit(1)) is not None:
            said = N_("The demonstration is loaded here; an empty installation needs a database of its own.")
            raise NotAllowedError(Message(said))
