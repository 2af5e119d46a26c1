"""A township below the first county of the small world: its people, its short route, its catalogue, and claims in it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from models import Catalogue, Person
from tests.world import COUNTY, World, draft
from values.claim import Substitution
from values.clock import shanghai_day
from values.entry import DisclosingBody, Place, Telephones
from values.proposal_content import DraftContent
from values.vocabulary import BodyKind, CatalogueKind, Field, Level, Post, Role, State, StepKind
from workflow.claims import county_sheet, with_claims
from workflow.commands import register
from workflow.unit import current_clock, transaction

TOWNSHIP = "990101100-employment"
PREFIX = "town-"
SIGNERS = ("reviewer",)
SUBSTITUTION = Substitution(
    places=(Place(level=Level.TOWNSHIP, text="清溪镇便民服务中心公示栏", url="https://qingxi.example/gk"),),
    telephones=Telephones(questions="0999-5550200"),
)


def found_township(world: World) -> World:
    """Register the township with everything it needs, and return the world with it."""
    place = register.register_jurisdiction(
        code="990101100", name="清溪镇", level=Level.TOWNSHIP, parent="990101"
    )
    body = register.register_body(
        name="清溪镇人民政府", kind=BodyKind.ADMINISTRATIVE_ORGAN, jurisdiction_id=place
    )
    with transaction() as session:
        password_hash = session.get_one(Person, world.people["drafter"]).password_hash
    people = {
        PREFIX + login: _person(PREFIX + login, name, password_hash, body, role, post)
        for login, name, role, post in (
            ("drafter", "何溪", Role.DRAFTER, Post.STAFF),
            ("reviewer", "江岸", Role.REVIEWER, Post.SECTION_CHIEF),
            ("supervisor", "林泉", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
            ("publisher", "沈渡", Role.PUBLISHER, Post.STAFF),
        )
    }
    step = register.PlannedStep(
        position=1, kind=StepKind.SECTION_REVIEW, body_id=body, post=Post.SECTION_CHIEF, working_days=3
    )
    route = register.set_up_route(name="清溪镇认领流程", jurisdiction_id=place, steps=[step])
    catalogue = register.set_up_catalogue(
        code=TOWNSHIP,
        title="清溪镇就业领域政务公开目录",
        kind=CatalogueKind.TOWNSHIP,
        field=Field.EMPLOYMENT,
        jurisdiction_id=place,
        body_id=body,
        route_id=route,
        upstream_id=world.catalogues[COUNTY],
    )
    return replace(
        world,
        people={**world.people, **people},
        bodies={**world.bodies, "township": body},
        jurisdictions={**world.jurisdictions, "990101100": place},
        catalogues={**world.catalogues, TOWNSHIP: catalogue},
    )


def claiming(
    world: World, *names: str, said: Substitution = SUBSTITUTION, day: date | None = None
) -> DraftContent:
    """Return a draft that claims rows of the county by their names, with the township's own body."""
    own = replace(said, bodies=(DisclosingBody(body=str(world.bodies["township"])),))
    wanted = [world.row(name).state.entry for name in names]
    return claiming_rows(world, wanted, own, day=day)


def claiming_rows(
    world: World, wanted: Collection[str], said: Substitution, *, day: date | None = None
) -> DraftContent:
    """Return a draft that claims rows of the county by their identities."""
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == TOWNSHIP)).one()
        county = county_sheet(session, catalogue, day=day or shanghai_day(current_clock.get().now()))
    assert county is not None
    return with_claims(draft([], effective_from=day), world.rows(TOWNSHIP), county, wanted, said, seed="test")


def claimed(world: World, *names: str, said: Substitution = SUBSTITUTION) -> str:
    """Publish claims of rows of the county and return the proposal's number."""
    return settled(world, claiming(world, *names, said=said))


def settled(world: World, text: DraftContent) -> str:
    """Bring a township's proposal all the way."""
    return world.in_state(State.PUBLISHED, text, code=TOWNSHIP, prefix=PREFIX, signers=SIGNERS)


def _person(login: str, name: str, password_hash: str, body: int, role: Role, post: Post) -> int:
    person = register.register_person(
        login=login, name=name, email=f"{login}@qinghe.example", password_hash=password_hash
    )
    register.assign(person_id=person, body_id=body, role=role, post=post)
    return person
