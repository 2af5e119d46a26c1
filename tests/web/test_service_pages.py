"""Pages and commands of message services: who opens them, what they never show, what was typed is kept."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event, MessageService
from tests.checked_client import CheckedClient
from tests.web.commands import Commands
from tests.web.people import signed_in, visitor
from tests.workflow.reached import ADMIN, SECRET, reached, service
from tests.world import World
from values.services import ServiceKind
from values.vocabulary import Channel, DeliveryState
from web.cli.service_shapes import SetAddress, SetService, ShownService, SwitchedService, TriedService
from workflow.queries.services import own_addresses
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("clock")

PAGE = "/deliveries/services"
WECOM, ROBOT = f"{PAGE}/990101/wecom_app", f"{PAGE}/990101/wecom_robot"
AS = ("--as", ADMIN)


@pytest.fixture
def admin(app: Flask, world: World) -> CheckedClient:
    """The system administrator, signed in."""
    return signed_in(app, world, ADMIN)


def rows(app: Flask) -> list[MessageService]:
    with app.app_context(), transaction() as session:
        return list(session.scalars(sa.select(MessageService)))


def address_of(app: Flask, world: World, login: str) -> dict[Channel, str]:
    with app.app_context(), transaction() as session:
        return own_addresses(session, world.people[login])


@pytest.mark.parametrize("login", ["drafter", "business-admin", "security-admin", "auditor"])
def test_the_pages_are_for_system_administrators(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    assert [client.get(one).status_code for one in (PAGE, WECOM)] == [403, 403]
    assert visitor(app).get(PAGE).status_code == 302


def test_other_places_and_kinds_do_not_exist(admin: CheckedClient) -> None:
    assert admin.get(f"{PAGE}/990102/wecom_app").status_code == 404
    assert admin.get(f"{PAGE}/990101/pigeon").status_code == 404


def test_a_service_is_set_up_and_its_secret_is_never_shown_again(app: Flask, admin: CheckedClient) -> None:
    assert "No message service is set up yet" in admin.get(PAGE).text
    page = admin.get(WECOM)
    answer = admin.submit(page, "Save", corp_id="ww1", agent_id="7", secret=SECRET)
    listed = admin.get(answer.location)
    assert "WeCom: application, to a person · 青禾县" in listed.text
    again = admin.get(WECOM)
    assert 'value="ww1"' in again.text
    assert SECRET not in listed.text + again.text
    admin.submit(again, "Save", agent_id="8")
    (row,) = rows(app)
    assert row.settings == {"corp_id": "ww1", "agent_id": "8"}


def test_what_is_wrong_is_said_and_what_was_typed_is_kept_but_for_secrets(
    app: Flask, admin: CheckedClient
) -> None:
    answer = admin.submit(
        admin.get(WECOM), "Save", corp_id="ww9", agent_id="x", secret=SECRET, base="http://x"
    )
    assert answer.status_code == 422
    assert "digits only" in answer.text
    assert "MULU_SERVICE_HOSTS names x:80" in answer.text
    assert 'value="ww9"' in answer.text
    assert SECRET not in answer.text
    assert rows(app) == []


def test_a_robot_is_said_to_have_other_readers_and_to_take_the_place(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    with app.app_context():
        service(world, ServiceKind.WECOM_APP, app.config["SETTINGS"].home)
    page = admin.get(ROBOT)
    assert "Everybody in the group reads" in page.text
    assert "takes the place of what is in use now: WeCom: application" in page.text
    admin.submit(page, "Save", secret="another")
    assert [one.kind for one in rows(app)] == [ServiceKind.WECOM_ROBOT]
    app.config["SETTINGS"].services_key_file.chmod(0o644)
    refused = admin.submit(page, "Save", secret="third")
    assert (refused.status_code, "0600" in refused.text) == (409, True)


def test_a_service_is_tried_out_and_switched(app: Flask, world: World, admin: CheckedClient) -> None:
    with app.app_context():
        service(world, ServiceKind.WECOM_APP, app.config["SETTINGS"].home)
    named = "WeCom: application, to a person, 青禾县"
    page = admin.get(PAGE)
    refused = admin.submit(page, f"Send me a test message {named}")
    assert refused.status_code == 409
    assert "Where I am reached" in refused.text
    with app.app_context():
        reached(world, ADMIN)
    for _ in range(2):
        assert admin.submit(page, f"Send me a test message {named}").status_code == 302
    listed = admin.get(PAGE)
    assert "On their way: 1" in listed.text, "the same click twice is one message"
    assert "On its way" in listed.text
    admin.submit(listed, f"Switch off {named}")
    off = admin.get(PAGE)
    assert "Send me a test message" not in off.text
    admin.submit(off, f"Switch on {named}")
    assert rows(app)[0].is_on


def test_people_say_where_they_are_reached(app: Flask, world: World) -> None:
    client = signed_in(app, world, "reviewer")
    assert "No message service is in use where you work" in client.get("/addresses").text
    with app.app_context():
        service(world, ServiceKind.WECOM_APP, app.config["SETTINGS"].home)
    page = client.get("/addresses")
    assert "DingTalk" not in page.text
    wrong = client.submit(page, "Save", wecom="@all")
    assert (wrong.status_code, 'value="@all"' in wrong.text) == (422, True)
    client.submit(wrong, "Save", wecom="zhang.san")
    assert address_of(app, world, "reviewer") == {Channel.WECOM: "zhang.san"}
    assert 'value="zhang.san"' in client.get("/addresses").text
    client.submit(client.get("/addresses"), "Save", wecom="")
    assert address_of(app, world, "reviewer") == {}


def test_the_trail_says_what_happened_and_no_address(app: Flask, world: World) -> None:
    with app.app_context():
        service(world, ServiceKind.WECOM_APP, app.config["SETTINGS"].home)
        reached(world, "reviewer")
        reached(world, ADMIN, address="gao.zhi")
    page = signed_in(app, world, "auditor").get("/audit?action=everything").text
    assert "set up the message service WeCom" in page
    assert "zhang.san" not in page
    assert "gao.zhi" not in page


@pytest.mark.usefixtures("world")
def test_commands_set_up_try_switch_and_list(commands: Commands, tmp_path: Path) -> None:
    assert commands.said("services", "list", *AS) == "No message service is set up yet\n"
    credentials = tmp_path / "secret.json"
    credentials.write_text(json.dumps({"secret": SECRET}), encoding="utf-8")
    given = ("--setting", "corp_id=ww1", "--setting", "agent_id=7")
    asked = ("services", "set", "wecom_app", *given, "--credentials", str(credentials), *AS)
    number = str(commands.json(SetService, *asked).number)
    assert commands.said(*asked, "--place", "990101") == f"Set up as No. {number}.\n"
    assert commands.json(SwitchedService, "services", "switch", number, "off", *AS).is_on is False
    assert commands.said("services", "switch", number, "on", *AS) == "Switched on.\n"
    assert commands.json(SetAddress, "services", "address", "wecom", "gao.zhi", *AS).is_set
    assert commands.said("services", "address", "sms", "13800000000", "--for", "reviewer", *AS) == "Saved.\n"
    assert commands.json(TriedService, "services", "try", number, *AS).delivery > 0
    assert "half a minute" in commands.said("services", "try", number, *AS)
    (shown,) = commands.json(list[ShownService], "services", "list", *AS)
    assert (shown.kind, shown.is_on, shown.tried) == (ServiceKind.WECOM_APP, True, DeliveryState.PENDING)
    assert SECRET not in commands.said("services", "list", "--json", *AS)
    assert "WeCom: application, to a person" in commands.said("services", "list", *AS)


@pytest.mark.usefixtures("world")
def test_commands_refuse_in_a_sentence(commands: Commands) -> None:
    asked = ("services", "set", "wecom_robot")
    assert "has no such setting" in commands.refused(*asked, "--setting", "x=1", *AS)
    assert "object in JSON" in commands.refused(*asked, "--credentials", "-", *AS, input="[]")
    assert "object in JSON" in commands.refused(*asked, "--credentials", "-", *AS, input="{")
    assert "needed to reach" in commands.refused(*asked, *AS)
    assert "no such jurisdiction" in commands.refused(*asked, "--place", "990102", *AS)
    assert "Only a system administrator" in commands.refused("services", "list", "--as", "drafter")


def test_every_event_of_a_service_is_in_the_trail(app: Flask, world: World) -> None:
    with app.app_context():
        service(
            world, ServiceKind.SMS_GATEWAY, app.config["SETTINGS"].home, base="https://sms.qinghe.example"
        )
        with transaction() as session:
            (told,) = session.scalars(sa.select(Event).where(Event.action == "service_set"))
    assert (told.subject_kind, told.jurisdiction_id) == ("message_service", world.jurisdictions["990101"])
