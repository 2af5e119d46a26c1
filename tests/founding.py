"""A county that has just taken the product on: bodies, people and a route, but no catalogue yet."""

from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa

from models import Catalogue, Person
from tests.world import World
from values.claim import Substitution
from values.entry import DisclosingBody, Place, Telephones
from values.route_plan import PlannedStep, RoutePlan
from values.vocabulary import BodyKind, Field, Level, Operation, Post, Role, StepKind
from workflow.commands import register, routes
from workflow.commands.founding import found_catalogue
from workflow.unit import transaction

PLACE = "990103"
NEW = "990103-employment"
PREFIX = "new-"
SIGNERS = ("new-reviewer", "new-secrecy", "new-office")

ROLES = (
    ("drafter", "沙一", "bureau", Role.DRAFTER, Post.STAFF),
    ("drafter2", "沙二", "office", Role.DRAFTER, Post.STAFF),
    ("reviewer", "沙三", "bureau", Role.REVIEWER, Post.SECTION_CHIEF),
    ("secrecy", "沙四", "office", Role.REVIEWER, Post.OPENNESS_OFFICER),
    ("office", "沙五", "office", Role.REVIEWER, Post.DEPUTY_LEADER),
    ("supervisor", "沙六", "bureau", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
    ("publisher", "沙七", "bureau", Role.PUBLISHER, Post.STAFF),
    ("admin", "沙八", "office", Role.BUSINESS_ADMINISTRATOR, Post.STAFF),
)


def new_county(world: World) -> World:
    """Register a county with everything but a route and a catalogue, and return the world with it."""
    place = register.register_jurisdiction(code=PLACE, name="沙河县", level=Level.COUNTY, parent="990100")
    bodies = {
        f"{PREFIX}{key}": register.register_body(
            name=name, kind=BodyKind.ADMINISTRATIVE_ORGAN, jurisdiction_id=place
        )
        for key, name in (("bureau", "沙河县人力资源和社会保障局"), ("office", "沙河县人民政府办公室"))
    }
    people = appointed(world, {key.removeprefix(PREFIX): body for key, body in bodies.items()})
    return replace(
        world,
        people={**world.people, **people},
        bodies={**world.bodies, **bodies},
        jurisdictions={**world.jurisdictions, PLACE: place},
    )


def appointed(world: World, bodies: Mapping[str, int]) -> dict[str, int]:
    """Register the county's people with the world's password, and return them by login."""
    with transaction() as session:
        password_hash = session.get_one(Person, world.people["drafter"]).password_hash
    people = {}
    for login, name, body, role, post in ROLES:
        person = register.register_person(
            login=f"{PREFIX}{login}",
            name=name,
            email=f"{PREFIX}{login}@shahe.example",
            password_hash=password_hash,
        )
        register.assign(person_id=person, body_id=bodies[body], role=role, post=post)
        people[f"{PREFIX}{login}"] = person
    return people


def plan(world: World, *, name: str = "沙河县办理流程", days: int = 3) -> RoutePlan:
    """Return a route of the county: the section, secrecy, and the government's office for all but amendments."""
    bureau, office = world.bodies["new-bureau"], world.bodies["new-office"]
    return RoutePlan(
        name=name,
        steps=(
            PlannedStep(
                position=1,
                kind=StepKind.SECTION_REVIEW,
                body_id=bureau,
                post=Post.SECTION_CHIEF,
                working_days=days,
            ),
            PlannedStep(
                position=2,
                kind=StepKind.SECRECY_REVIEW,
                body_id=office,
                post=Post.OPENNESS_OFFICER,
                working_days=days,
            ),
            PlannedStep(
                position=3,
                kind=StepKind.GOVERNMENT_OFFICE_REVIEW,
                body_id=office,
                post=Post.DEPUTY_LEADER,
                working_days=days,
                operations=tuple(one for one in Operation if one is not Operation.AMEND),
            ),
        ),
    )


def with_route(world: World, reason: str = "", **said: object) -> int:
    """Have the county's business administrator set up its route, and return the number."""
    actor = world.actor("new-admin")
    made = plan(world, **said)  # type: ignore[arg-type]
    return routes.set_up(world.jurisdictions[PLACE], made, actor=actor, reason=reason)


def founded(world: World) -> World:
    """Register the county, and have its business administrator set up a route and the catalogue."""
    world = new_county(world)
    with_route(world)
    code = found_catalogue(Field.EMPLOYMENT, world.bodies["new-bureau"], actor=world.actor("new-admin"))
    return replace(world, catalogues={**world.catalogues, code: found(code).id})


def found(code: str = NEW) -> Catalogue:
    """Return a catalogue by its code."""
    with transaction() as session:
        return session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()


def said(world: World) -> Substitution:
    """Return what the county's drafter says of every row."""
    return Substitution(
        bodies=(DisclosingBody(body=str(world.bodies["new-bureau"])),),
        places=(Place(level=Level.COUNTY, text="沙河县人民政府网站"),),
        telephones=Telephones(questions="0999-5560100"),
    )
