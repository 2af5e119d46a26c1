"""Who is reached through which message service: the nearest decides, addresses are private, a test is owed once."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from models import Jurisdiction, MessageService, PersonAddress
from tests.counting import counted
from tests.workflow.reached import ADMIN, channels_of, events, of_event, reached, service, submitted
from tests.world import World
from values.clock import FrozenClock
from values.services import ServiceKind
from values.vocabulary import SERVICE_CHANNELS, Channel, DeliveryState
from workflow.commands import notify
from workflow.commands.addresses import set_addresses
from workflow.commands.services import switch_service, try_service
from workflow.deliveries import due_deliveries
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.queries.services import own_addresses, service_files
from workflow.reaching import open_channels, reaches
from workflow.unit import current_clock, transaction


@pytest.fixture(autouse=True)
def _surroundings(context: Flask, clock: FrozenClock) -> None:
    """Every test here runs commands on a stopped clock."""


def test_who_has_an_address_is_told_there_as_well(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    reached(world, "reviewer")
    event = submitted(world)
    pending = notify.fan_out(event)
    found = of_event(event)
    assert {one.channel for one in found if one.recipient_id == world.people["reviewer"]} == {
        Channel.IN_APP,
        Channel.EMAIL,
        Channel.WECOM,
    }
    further = [one for one in found if one.channel is Channel.WECOM]
    assert [one.state for one in further] == [DeliveryState.PENDING]
    assert further[0].id in pending
    details = json.loads(events("notified")[-1].data)["details"]
    people = len({one.recipient_id for one in found})
    assert details == {"in_app": people, "email": people, "wecom": 1, "dingtalk": 0, "feishu": 0, "sms": 0}
    assert notify.fan_out(event) == []


def test_fanning_out_costs_the_same_however_many_services_and_addresses(world: World, tmp_path: Path) -> None:
    before = submitted(world)
    with counted() as plain:
        notify.fan_out(before)
    for kind in (ServiceKind.WECOM_APP, ServiceKind.DINGTALK_APP, ServiceKind.FEISHU_APP):
        service(world, kind, tmp_path)
        for login in ("reviewer", "secrecy", "drafter"):
            reached(world, login, kind.channel)
    after = submitted(world)
    with counted() as full:
        notify.fan_out(after)
    assert plain.statements == full.statements


def test_the_nearest_service_decides(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    reached(world, "reviewer")
    reached(world, "other-reviewer")
    assert channels_of(world, "reviewer", "other-reviewer") == {"reviewer": (Channel.WECOM,)}
    county = world.jurisdictions["990101"]
    with transaction() as session:
        (row,) = session.scalars(sa.select(MessageService))
        nation = session.scalars(sa.select(Jurisdiction.id).where(Jurisdiction.code == "000000")).one()
        session.execute(sa.update(MessageService).values(jurisdiction_id=nation))
    assert channels_of(world, "reviewer", "other-reviewer") == {
        "reviewer": (Channel.WECOM,),
        "other-reviewer": (Channel.WECOM,),
    }
    own = service(world, ServiceKind.WECOM_APP, tmp_path)
    switch_service(own, actor=world.actor(ADMIN), on=False)
    assert channels_of(world, "reviewer", "other-reviewer") == {"other-reviewer": (Channel.WECOM,)}
    switch_service(own, actor=world.actor(ADMIN), on=True)
    with transaction() as session:
        today = current_clock.get().now().date()
        found = reaches(session, [world.people["reviewer"]], today=today)
        assert found[world.people["reviewer"], Channel.WECOM].service == own != row.id
        assert open_channels(session, world.people["drafter"], today=today) == (Channel.WECOM,)
        assert reaches(session, [], today=today) == {}
        assert [one.place.id for one in service_files(session, {county})] == [county]


def test_addresses_are_set_changed_and_taken_away_without_standing_in_events(world: World) -> None:
    mobile = "13812345678"
    actor, person = world.actor("reviewer"), world.people["reviewer"]
    for text in (mobile, mobile, "13900000000", " "):
        set_addresses({Channel.SMS: text}, actor=actor)
    told = events("address_changed")
    assert [json.loads(one.data)["details"]["outcome"] for one in told] == ["set", "set", "taken_away"]
    assert not any(number in one.data.decode() for one in told for number in (mobile, "13900000000"))
    with transaction() as session:
        assert own_addresses(session, person) == {}


def test_addresses_that_do_not_fit_are_said_all_at_once(world: World) -> None:
    with pytest.raises(InvalidError) as refused:
        set_addresses({Channel.WECOM: "@all", Channel.SMS: "1"}, actor=world.actor("reviewer"))
    assert [one.field for one in refused.value.issues] == ["wecom", "sms"]
    with pytest.raises(InvalidError):
        set_addresses({Channel.EMAIL: "a@b.c"}, actor=world.actor("reviewer"))


def test_keepers_of_accounts_set_addresses_of_those_who_work_with_them(world: World) -> None:
    person = world.people["reviewer"]
    for keeper in ("system-admin", "security-admin"):
        set_addresses({Channel.WECOM: keeper}, actor=world.actor(keeper), person_id=person)
        with transaction() as session:
            assert own_addresses(session, person) == {Channel.WECOM: keeper}
    with pytest.raises(ForbiddenError):
        set_addresses({Channel.WECOM: "x"}, actor=world.actor("drafter"), person_id=person)
    with pytest.raises(NotFoundError):
        set_addresses(
            {Channel.WECOM: "x"}, actor=world.actor(ADMIN), person_id=world.people["other-reviewer"]
        )


def test_a_test_message_is_owed_once_a_click_and_shown(world: World, tmp_path: Path) -> None:
    number = service(world, ServiceKind.WECOM_APP, tmp_path)
    with pytest.raises(NotAllowedError, match="Where I am reached"):
        try_service(number, actor=world.actor(ADMIN))
    reached(world, ADMIN)
    delivery = try_service(number, actor=world.actor(ADMIN), key="k")
    assert try_service(number, actor=world.actor(ADMIN), key="k") == delivery
    later = try_service(number, actor=world.actor(ADMIN))
    with transaction() as session:
        assert due_deliveries(session, now=current_clock.get().now()) == [delivery, later]
        (file,) = service_files(session, {world.jurisdictions["990101"]})
    assert file.tried is not None
    assert (file.tried.id, file.waiting, file.given_up) == (later, 2, 0)
    switch_service(number, actor=world.actor(ADMIN), on=False)
    with pytest.raises(NotAllowedError, match="switched off"):
        try_service(number, actor=world.actor(ADMIN))


def test_the_closed_sets_fit() -> None:
    assert {one.channel for one in ServiceKind} == set(SERVICE_CHANNELS)


def test_an_address_may_not_be_empty(world: World) -> None:
    reached(world, "reviewer")
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(sa.update(PersonAddress).values(address=""))
