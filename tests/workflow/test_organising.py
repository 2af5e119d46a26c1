"""Bodies and jurisdictions: who registers them, what cannot be true of one, and what the trail says."""

import json
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from models import Body, BodyName, Jurisdiction
from tests.docs.test_events_doc import DESCRIBED
from tests.workflow.looking import all_events
from tests.world import World
from values.codes import with_check_digit
from values.vocabulary import BodyKind, Level
from workflow.commands import organising
from workflow.errors import ForbiddenError, InvalidError, NotFoundError
from workflow.organisations import BodyParticulars
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

CODE = with_check_digit("11990101MB0000001")
SAID = BodyParticulars(kind=BodyKind.ADMINISTRATIVE_ORGAN)
NAME = "青禾县医疗保障局"


def register(world: World, name: str = NAME, said: BodyParticulars = SAID, **more: object) -> int:
    wanted: dict[str, object] = {"place": world.jurisdictions["990101"], "actor": world.actor("system-admin")}
    return organising.register_body(name, said, **(wanted | more))  # type: ignore[arg-type]


def body(number: int) -> Body:
    with transaction() as session:
        return session.get_one(Body, number)


def test_a_body_has_its_name_from_its_first_day(world: World) -> None:
    said = replace(SAID, credit_code=CODE, business_line="医疗保障", parent_id=world.bodies["office"])
    number = register(world, said=said, since=date(2019, 1, 1))
    row = body(number)
    assert (row.name, row.credit_code, row.business_line) == (NAME, CODE, "医疗保障")
    assert (row.parent_id, row.valid_from) == (world.bodies["office"], date(2019, 1, 1))
    with transaction() as session:
        name = session.scalars(sa.select(BodyName).where(BodyName.body_id == number)).one()
    assert (name.name, name.valid_from) == (NAME, date(2019, 1, 1))
    event = all_events("body_registered")[-1]
    assert (event.actor_id, event.subject_id) == (world.people["system-admin"], str(number))
    assert set(json.loads(event.data)["details"]) == DESCRIBED["body_registered"].details


@pytest.mark.parametrize("login", ["security-admin", "audit-admin", "business-admin", "supervisor"])
def test_only_system_administrators_register_bodies_and_places(world: World, login: str) -> None:
    other = world.actor(login)
    for act in (
        lambda: register(world, actor=other),
        lambda: organising.correct_body(world.bodies["centre"], SAID, actor=other),
        lambda: organising.register_jurisdiction("990101300", "石桥镇", actor=other),
    ):
        with pytest.raises(ForbiddenError, match="Only a system administrator"):
            act()


def test_bodies_and_places_of_other_areas_are_out_of_reach(world: World) -> None:
    with pytest.raises(InvalidError, match="jurisdiction of your area"):
        register(world, place=world.jurisdictions["990102"])
    with pytest.raises(InvalidError, match="jurisdiction of your area"):
        register(world, place=0)
    for key in ("other-bureau", "city"):
        with pytest.raises(NotFoundError, match="no such body in your area"):
            organising.correct_body(world.bodies[key], SAID, actor=world.actor("system-admin"))
    for code in ("990102300", "990103", "980101300"):
        with pytest.raises(InvalidError, match="has to be registered first"):
            organising.register_jurisdiction(code, "石桥镇", actor=world.actor("system-admin"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"credit_code": CODE[:-1] + "0"}, "credit_code"),
        ({"credit_code": "1"}, "credit_code"),
        ({"business_line": "线" * 61}, "business_line"),
        ({"kind": BodyKind.GENERIC}, "body_kind"),
        ({"parent_id": 999}, "above"),
    ],
)
def test_what_cannot_be_true_of_a_body_is_refused(
    world: World, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        register(world, said=replace(SAID, **changed))  # type: ignore[arg-type]
    assert [issue.field for issue in refused.value.issues] == [field]


def test_names_and_codes_are_taken_once(world: World) -> None:
    first = register(world, said=replace(SAID, credit_code=CODE))
    with pytest.raises(InvalidError, match="body of this name"):
        register(world)
    with pytest.raises(InvalidError, match="has this code already"):
        register(world, "另一局", replace(SAID, credit_code=CODE))
    for name in ("", "局" * 201, "医保\n局"):
        with pytest.raises(InvalidError, match="Write the name"):
            register(world, name)
    same = replace(SAID, credit_code=CODE, business_line="医疗保障")
    organising.correct_body(first, same, actor=world.actor("system-admin"))
    assert body(first).business_line == "医疗保障"


def test_a_body_does_not_stand_under_itself(world: World) -> None:
    system = world.actor("system-admin")
    above = register(world)
    below = register(world, "青禾县医保中心", replace(SAID, parent_id=above))
    for parent in (above, below):
        with pytest.raises(InvalidError, match="under itself"):
            organising.correct_body(above, replace(SAID, parent_id=parent), actor=system)
    with pytest.raises(InvalidError, match="body of your area"):
        organising.correct_body(below, replace(SAID, parent_id=world.bodies["city"]), actor=system)


def test_a_correction_says_before_and_after_and_nothing_where_nothing_changed(world: World) -> None:
    system, number = world.actor("system-admin"), world.bodies["centre"]
    said = BodyParticulars(
        kind=BodyKind.PUBLIC_INSTITUTION, credit_code=CODE, parent_id=world.bodies["bureau"]
    )
    organising.correct_body(number, said, actor=system)
    organising.correct_body(number, said, actor=system)
    (event,) = all_events("body_corrected")
    details = json.loads(event.data)["details"]
    assert set(details) == DESCRIBED["body_corrected"].details
    assert details["after"] == {
        "body_kind": "public_institution",
        "credit_code": CODE,
        "business_line": "",
        "above": str(world.bodies["bureau"]),
    }


def test_a_township_and_a_village_stand_where_their_codes_say(world: World) -> None:
    system = world.actor("system-admin")
    organising.register_jurisdiction("990101300", "石桥镇", actor=system)
    organising.register_jurisdiction("990101300201", "石桥村", actor=system)
    with transaction() as session:
        village = session.scalars(sa.select(Jurisdiction).where(Jurisdiction.code == "990101300201")).one()
    assert (village.level, village.path) == (
        Level.VILLAGE,
        "/000000/990000/990100/990101/990101300/990101300201/",
    )
    assert all_events("jurisdiction_registered")[-1].actor_id == system.person_id
    for code, said in (("990101300", "registered already"), ("99010", "6, 9 or 12 digits")):
        with pytest.raises(InvalidError, match=said):
            organising.register_jurisdiction(code, "石桥镇", actor=system)
    with pytest.raises(InvalidError, match="Write the name"):
        organising.register_jurisdiction("990101400", "", actor=system)


def test_a_click_that_comes_twice_registers_once(world: World) -> None:
    assert register(world, key="k") == register(world, key="k")
    system = world.actor("system-admin")
    first = organising.register_jurisdiction("990101300", "石桥镇", actor=system, key="j")
    assert organising.register_jurisdiction("990101300", "石桥镇", actor=system, key="j") == first
