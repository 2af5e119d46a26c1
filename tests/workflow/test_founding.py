"""A county's business administrator sets up its catalogue: held to the standard above, once a field, on a route of its own."""

import json
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from models import Body, Catalogue, Event
from tests.founding import NEW, PLACE, PREFIX, found, new_county, with_route
from tests.townships import found_township
from tests.world import COUNTY, STANDARD, World
from values.vocabulary import BodyKind, CatalogueKind, Field, Level, Post, Role, StepKind
from workflow.commands import register
from workflow.commands.founding import found_catalogue
from workflow.errors import ForbiddenError, InvalidError
from workflow.queries.founding import empty_catalogues, founding_places
from workflow.reach import seats_of
from workflow.sentences import sentence
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)


@pytest.fixture
def county(world: World) -> World:
    return new_county(world)


def set_up(world: World, body: str = "new-bureau", by: str = "new-admin", **more: object) -> str:
    return found_catalogue(
        Field.EMPLOYMENT,
        world.bodies[body],
        actor=world.actor(by),
        **more,  # type: ignore[arg-type]
    )


def test_a_catalogue_is_held_to_the_standard_and_takes_the_countys_route(county: World) -> None:
    number = with_route(county)
    assert set_up(county) == NEW
    row = found()
    standard = found(STANDARD)
    assert (row.title, row.kind, row.field) == (
        "沙河县就业领域基层政务公开标准目录",
        CatalogueKind.LOCAL,
        Field.EMPLOYMENT,
    )
    assert (row.upstream_catalogue_id, row.route_id) == (standard.id, number)
    assert (row.body_id, row.current_release_no) == (county.bodies["new-bureau"], None)
    assert not row.reconstructed
    with transaction() as session:
        event = session.scalars(
            sa.select(Event).where(Event.action == "catalogue_set_up", Event.subject_id == NEW)
        ).one()
    details = {"kind": "local", "upstream": STANDARD, "route": str(number)}
    assert json.loads(event.data)["details"] == details
    assert event.actor_id == county.people["new-admin"]
    assert sentence(event, "沙八").in_english() == f"沙八 set up the catalogue {NEW}."


def test_the_same_click_twice_sets_up_one(county: World) -> None:
    with_route(county)
    assert set_up(county, key="k") == set_up(county, key="k") == NEW
    with pytest.raises(InvalidError, match=f"has a catalogue of this field already: {NEW}"):
        set_up(county, key="another")


def test_the_database_itself_refuses_a_second_one_under_another_code(county: World) -> None:
    with_route(county)
    set_up(county)
    known = found()
    with pytest.raises(IntegrityError):
        register.set_up_catalogue(
            code="990103-jobs",
            title="又一个目录",
            kind=CatalogueKind.LOCAL,
            field=Field.EMPLOYMENT,
            jurisdiction_id=known.jurisdiction_id,
            body_id=known.body_id,
            route_id=known.route_id,
        )


def test_only_a_business_administrator_of_the_county_sets_it_up(county: World) -> None:
    with_route(county)
    for login in ("new-drafter", "new-supervisor", "system-admin", "national-drafter"):
        with pytest.raises(ForbiddenError, match="Only a business administrator"):
            set_up(county, by=login)
    with pytest.raises(InvalidError, match="body of your own jurisdiction"):
        set_up(county, by="business-admin")
    with pytest.raises(InvalidError, match="body of your own jurisdiction"):
        set_up(county, body="bureau")
    with pytest.raises(InvalidError, match="body of your own jurisdiction"):
        found_catalogue(Field.EMPLOYMENT, 0, actor=county.actor("new-admin"))
    with transaction() as session:
        refused = session.scalars(sa.select(Event).where(Event.action == "refused")).all()
        assert {json.loads(one.data)["details"]["action"] for one in refused} == {"found_catalogue"}
        assert session.scalar(sa.select(Catalogue.id).where(Catalogue.code == NEW)) is None


def test_a_body_that_ended_or_is_generic_holds_none(county: World) -> None:
    with_route(county)
    place = county.jurisdictions[PLACE]
    generic = register.register_body(name="人社部门", kind=BodyKind.GENERIC, jurisdiction_id=place)
    with pytest.raises(InvalidError, match="A generic body"):
        found_catalogue(Field.EMPLOYMENT, generic, actor=county.actor("new-admin"))
    with transaction() as session:
        session.get_one(Body, county.bodies["new-bureau"]).valid_until = date(2026, 1, 1)
    with pytest.raises(InvalidError, match="has ended"):
        set_up(county)


def test_a_city_has_no_catalogue_of_its_own(world: World) -> None:
    register.assign(
        person_id=world.people["business-admin"],
        body_id=world.bodies["city"],
        role=Role.BUSINESS_ADMINISTRATOR,
    )
    with pytest.raises(InvalidError, match="Only a county or a township"):
        set_up(world, body="city", by="business-admin")


def test_without_a_standard_of_the_field_there_is_none(county: World) -> None:
    with_route(county)
    with pytest.raises(InvalidError, match="No standard of this field is published above 沙河县"):
        found_catalogue(Field.SOCIAL_INSURANCE, county.bodies["new-bureau"], actor=county.actor("new-admin"))


def test_the_nearest_published_standard_is_the_floor(county: World) -> None:
    national = found(STANDARD)
    said = {
        "title": "青原市就业领域政务公开标准目录",
        "kind": CatalogueKind.STANDARD,
        "field": Field.EMPLOYMENT,
        "body_id": county.bodies["city"],
        "route_id": national.route_id,
    }
    register.set_up_catalogue(
        code="990100-employment",
        jurisdiction_id=county.jurisdictions["990100"],
        **said,  # type: ignore[arg-type]
    )
    with_route(county)
    set_up(county)
    # The city's has published nothing, so that the nation's is the floor still.
    assert found().upstream_catalogue_id == national.id


def test_a_route_is_asked_for_and_said_where_it_is_made(county: World) -> None:
    with pytest.raises(InvalidError, match=r"There is no route for 沙河县 yet.*/routes"):
        set_up(county)
    long = with_route(county, "县里已评估。", name="长流程", days=20)
    with pytest.raises(InvalidError, match="keeps within the statutory 20 working days"):
        set_up(county)
    with pytest.raises(InvalidError, match="no route of this number"):
        set_up(county, route=1)
    assert set_up(county, route=long) == NEW
    assert found().route_id == long


def test_the_first_route_that_fits_and_has_a_step_in_the_county_is_taken(county: World) -> None:
    with_route(county, "县里已评估。", name="长流程", days=20)
    short = with_route(county, name="短流程", days=2)
    with_route(county, name="又一个", days=2)
    set_up(county)
    assert found().route_id == short


def test_a_township_claims_from_its_countys_published_catalogue(world: World) -> None:
    place = register.register_jurisdiction(
        code="990101200", name="柳河乡", level=Level.TOWNSHIP, parent="990101"
    )
    body = register.register_body(
        name="柳河乡人民政府", kind=BodyKind.ADMINISTRATIVE_ORGAN, jurisdiction_id=place
    )
    admin = world.actor("business-admin")
    # The county's own route has no step in the township.
    with pytest.raises(InvalidError, match="No route of 柳河乡"):
        found_catalogue(Field.EMPLOYMENT, body, actor=admin)
    step = register.PlannedStep(
        position=1, kind=StepKind.SECTION_REVIEW, body_id=body, post=Post.SECTION_CHIEF, working_days=3
    )
    route = register.set_up_route(
        name="认领流程", jurisdiction_id=world.jurisdictions["990101"], steps=[step]
    )
    code = found_catalogue(Field.EMPLOYMENT, body, actor=admin)
    row = found(code)
    assert (code, row.title) == ("990101200-employment", "柳河乡990101-employment就业领域政务公开目录")
    assert (row.kind, row.upstream_catalogue_id) == (CatalogueKind.TOWNSHIP, world.catalogues[COUNTY])
    assert row.route_id == route
    with pytest.raises(InvalidError, match="The county of 柳河乡 has published no catalogue"):
        found_catalogue(Field.SOCIAL_INSURANCE, body, actor=admin)


def test_a_countys_catalogue_never_takes_the_short_route_of_a_township(county: World) -> None:
    place = register.register_jurisdiction(
        code="990103100", name="沙口镇", level=Level.TOWNSHIP, parent=PLACE
    )
    body = register.register_body(
        name="沙口镇人民政府", kind=BodyKind.ADMINISTRATIVE_ORGAN, jurisdiction_id=place
    )
    step = register.PlannedStep(position=1, kind=StepKind.SECTION_REVIEW, body_id=body, working_days=1)
    register.set_up_route(name="认领流程", jurisdiction_id=county.jurisdictions[PLACE], steps=[step])
    number = with_route(county)
    set_up(county)
    assert found().route_id == number


def test_who_administers_sees_what_is_missing_and_insiders_what_is_empty(county: World) -> None:
    def seats(login: str) -> tuple:  # type: ignore[type-arg]
        with transaction() as session:
            return seats_of(session, county.people[login], TODAY)

    def missing(login: str) -> list[tuple[str, tuple[Field, ...]]]:
        held = seats(login)
        with transaction() as session:
            return [
                (one.jurisdiction.code, one.missing) for one in founding_places(session, held, today=TODAY)
            ]

    def empty(login: str) -> list[tuple[str, bool]]:
        held = seats(login)
        with transaction() as session:
            return [(one.catalogue.code, one.may_begin) for one in empty_catalogues(session, held)]

    with_route(county)
    assert missing("new-admin") == [(PLACE, tuple(Field))]
    assert missing("new-drafter") == []
    set_up(county)
    assert missing("new-admin") == [(PLACE, (Field.SOCIAL_INSURANCE,))]
    assert empty(f"{PREFIX}drafter") == [(NEW, True)]
    assert empty(f"{PREFIX}admin") == [(NEW, False)]
    assert empty("drafter") == empty("overseer") == empty("security-admin") == []
    found_township(replace(county))
    assert ("990101100", (Field.SOCIAL_INSURANCE,)) in missing("business-admin")
