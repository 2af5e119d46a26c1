"""Personal data is erased by law: comments, contact data and names; the trail says so and verifies as before."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from models import Comment, Person, PersonAddress
from tests.docs.test_events_doc import DESCRIBED
from tests.workflow.archived import SECRET, Archived
from tests.workflow.looking import all_events, rows_of
from tests.workflow.reached import reached
from tests.workflow.sealed import checked
from tests.workflow.test_destruction import bundle, verified
from tests.world import World
from values.clock import FrozenClock
from values.retention import ERASED_NAME, ErasureGround, PersonalPart
from values.vocabulary import Role
from workflow.commands import register
from workflow.commands.erasure import erase_comment, erase_person
from workflow.commands.seal import seal
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.sealing.safe import Safe
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

GROUND = ErasureGround.CONSENT_WITHDRAWN


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    return Safe(keys=tmp_path / "keys", outside=tmp_path / "outside")


@pytest.fixture
def commented(world: World, clock: FrozenClock) -> tuple[str, int]:
    number = Archived(world, clock).withdrawn(with_file=False)
    return number, rows_of(Comment, number)[0].id


@pytest.fixture
def former(world: World, clock: FrozenClock) -> str:
    """Somebody who worked here for a day."""
    person = register.register_person(
        login="leaver", name="离任人", email="leaver@example.cn", password_hash="x"
    )
    register.assign(
        person_id=person, body_id=world.bodies["bureau"], role=Role.DRAFTER, until=clock.now().date()
    )
    world.people["leaver"] = person
    return "leaver"


def person(world: World) -> Person:
    with transaction() as session:
        return session.get_one(Person, world.people["leaver"])


def test_a_comment_is_erased_with_its_salt(
    world: World, commented: tuple[str, int], safe: Safe, tmp_path: Path
) -> None:
    number, comment = commented
    seal(safe)
    erase_comment(number, comment, actor=world.actor("business-admin"), ground=GROUND)
    erase_comment(number, comment, actor=world.actor("business-admin"), ground=GROUND)
    (row,) = rows_of(Comment, number)
    assert (row.text, row.salt) == ("", "")
    (event,) = all_events("comment_erased")
    said = json.loads(event.data)
    assert said["details"] == {"comment": str(comment), "ground": "consent_withdrawn"}
    assert SECRET not in event.data.decode()
    seal(safe)
    assert checked(safe).is_right
    ran = verified(bundle(tmp_path / "bundle", number))
    assert ran.returncode == 0
    assert "erasures of personal data by law, of which salted hashes stay: 1" in ran.stdout.decode()


@pytest.mark.parametrize(
    ("login", "error"),
    [("supervisor", ForbiddenError), ("system-admin", ForbiddenError), ("auditor", ForbiddenError)],
)
def test_only_the_business_administrator_erases_comments(
    world: World, commented: tuple[str, int], login: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        erase_comment(*commented, actor=world.actor(login), ground=GROUND)


def test_a_comment_has_to_be_there_and_a_ground_given(world: World, commented: tuple[str, int]) -> None:
    number, comment = commented
    admin = world.actor("business-admin")
    with pytest.raises(NotFoundError):
        erase_comment(number, comment + 9, actor=admin, ground=GROUND)
    with pytest.raises(InvalidError):
        erase_comment(number, comment, actor=admin, ground=None)
    assert rows_of(Comment, number)[0].text == SECRET


def test_contact_data_of_who_has_left_is_erased(world: World, former: str, clock: FrozenClock) -> None:
    admin = world.actor("system-admin")
    with pytest.raises(NotAllowedError, match="still holds a role"):
        erase_person(former, actor=admin, part=PersonalPart.CONTACT, ground=GROUND)
    clock.advance(timedelta(days=1))
    erase_person(former, actor=admin, part=PersonalPart.CONTACT, ground=GROUND)
    row = person(world)
    assert (row.email, row.password_hash, row.name) == ("", "", "离任人")
    assert former not in row.login
    assert row.session_epoch == 1
    erase_person(row.login, actor=admin, part=PersonalPart.CONTACT, ground=GROUND)
    (event,) = all_events("personal_data_erased")
    said = json.loads(event.data)
    assert set(said["details"]) == DESCRIBED["personal_data_erased"].details
    assert said["details"] == {"part": "contact", "ground": "consent_withdrawn"}
    assert "leaver" not in event.data.decode()


def test_addresses_in_message_services_go_with_contact_data(
    world: World, former: str, clock: FrozenClock
) -> None:
    reached(world, former)
    reached(world, "reviewer")
    clock.advance(timedelta(days=2))
    erase_person(former, actor=world.actor("system-admin"), part=PersonalPart.CONTACT, ground=GROUND)
    with transaction() as session:
        left = session.scalars(sa.select(PersonAddress.person_id)).all()
    assert left == [world.people["reviewer"]]


def test_a_name_stays_while_a_case_file_shows_it(world: World, former: str, clock: FrozenClock) -> None:
    number = world.opened(by=former)
    clock.advance(timedelta(days=1))
    admin = world.actor("system-admin")
    with pytest.raises(NotAllowedError, match=number):
        erase_person(former, actor=admin, part=PersonalPart.NAME, ground=GROUND)
    assert person(world).name == "离任人"


def test_a_name_that_no_case_shows_is_erased(world: World, former: str, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=1))
    for _ in range(2):
        erase_person(former, actor=world.actor("system-admin"), part=PersonalPart.NAME, ground=GROUND)
    assert person(world).name == ERASED_NAME
    assert len(all_events("personal_data_erased")) == 1


@pytest.mark.parametrize("login", ["business-admin", "security-admin", "supervisor"])
def test_only_the_system_administrator_erases_people(world: World, former: str, login: str) -> None:
    with pytest.raises(ForbiddenError):
        erase_person(former, actor=world.actor(login), part=PersonalPart.NAME, ground=GROUND)


def test_what_and_why_are_asked(world: World, former: str) -> None:
    admin = world.actor("system-admin")
    with pytest.raises(InvalidError):
        erase_person(former, actor=admin, part=None, ground=GROUND)
    with pytest.raises(InvalidError):
        erase_person(former, actor=admin, part=PersonalPart.NAME, ground=None)
    with pytest.raises(NotFoundError):
        erase_person("nobody", actor=admin, part=PersonalPart.NAME, ground=GROUND)
    with transaction() as session:
        assert session.scalar(sa.select(Person.email).where(Person.login == former)) == "leaver@example.cn"
