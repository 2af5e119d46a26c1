"""From an event to a message service and back: the worker's own way, against a server that answers as they do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from celery import Celery
from flask import Flask

from config import Settings
from formats.mail_folder import mails
from models import Delivery, Event
from tests.worker.service_server import Services, services_running
from tests.worker.test_queue import owed, wait_until
from tests.workflow.reached import ADMIN, SECRET, reached, service, told_at_once
from tests.world import World
from values.clock import FrozenClock
from values.services import ServiceKind
from values.vocabulary import Channel, DeliveryState, State
from worker.embedded import start
from worker.hand_over import hand_over_to
from worker.letters import Letters
from worker.mail import transport_of
from worker.services import tokens
from workflow.commands import notify
from workflow.commands.services import set_service, switch_service, try_service
from workflow.deliveries import dead_letters
from workflow.unit import on_commit, transaction
from workflow.vault import Vault

TITLE, MOBILE = "压缩公开时限", "13800000000"


@pytest.fixture
def services() -> Iterator[Services]:
    """The services, on loopback; no token is known yet."""
    tokens._kept.clear()
    with services_running() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, services: Services) -> Settings:
    """The settings of a machine whose operator lists the server."""
    return replace(settings, service_hosts=f"gateway.example:443, {services.host}")


@pytest.fixture(autouse=True)
def _stopped(clock: FrozenClock, app: Flask) -> Iterator[None]:
    """Every test here runs in the application, on a stopped clock."""
    assert clock
    with app.app_context():
        yield


def set_up(world: World, services: Services, settings: Settings, kind: ServiceKind, path: str = "") -> int:
    return service(
        world, kind, settings.home, base=f"{services.base}{path}", inside=frozenset({services.host})
    )


def submitted(world: World) -> tuple[int, list[int]]:
    """Return the event of a submission and what is to be sent of it."""
    world.in_state(State.IN_REVIEW)
    return told_of("submit")


def told_of(action: str) -> tuple[int, list[int]]:
    """Return the newest event of a kind and what is to be sent of it."""
    with transaction() as session:
        event = session.scalars(sa.select(sa.func.max(Event.id)).where(Event.action == action)).one()
    return event, notify.fan_out(event)


def through(channel: Channel, event: int | None = None) -> list[Delivery]:
    asked = sa.select(Delivery).where(Delivery.channel == channel).order_by(Delivery.id)
    with transaction() as session:
        return list(session.scalars(asked if event is None else asked.where(Delivery.event_id == event)))


def post(settings: Settings, pending: list[int]) -> list[int]:
    return notify.deliver_all(pending, Letters(transport_of(settings), pending))


def test_a_person_reads_the_subject_and_the_address_in_their_language(
    world: World, services: Services, settings: Settings
) -> None:
    set_up(world, services, settings, ServiceKind.WECOM_APP)
    reached(world, "reviewer")
    event, pending = submitted(world)
    assert post(settings, pending) == []
    (body,) = services.sent("/cgi-bin/message/send")
    subject, address, moment = body["text"]["content"].split("\n")
    assert subject == "待您审签：压缩公开时限"
    assert "/proposals/990101-2026-" in address
    assert moment.startswith("2026-03-02 ")
    assert {one.state for one in through(Channel.WECOM, event)} == {DeliveryState.SENT}
    with transaction() as session:
        told = session.scalars(sa.select(Event).where(Event.action == "delivered")).all()
    assert any('"channel":"wecom"' in one.data.decode() for one in told)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (ServiceKind.WECOM_ROBOT, "/cgi-bin/webhook/send"),
        (ServiceKind.DINGTALK_ROBOT, "/robot/send"),
        (ServiceKind.FEISHU_ROBOT, f"/open-apis/bot/v2/hook/{SECRET}"),
    ],
)
def test_a_group_reads_once_a_number_and_no_title(
    world: World, services: Services, settings: Settings, kind: ServiceKind, path: str
) -> None:
    set_up(world, services, settings, kind)
    for login, address in (("reviewer", "li.si"), ("supervisor", "wang.wu"), ("drafter", "zhao.liu")):
        reached(world, login, kind.channel, address)
        told_at_once(world, login)
    number = world.in_state(State.PUBLISHED)
    event, pending = told_of("publish")
    assert len(through(kind.channel, event)) == 3
    assert post(settings, pending) == []
    (body,) = services.sent(path)
    assert number in str(body)
    assert all(word not in str(body) for word in (TITLE, "公开时限", "青禾"))
    assert {one.state for one in through(kind.channel, event)} == {DeliveryState.SENT}


def test_a_group_is_told_apart_for_whom_something_waits(
    world: World, services: Services, settings: Settings
) -> None:
    set_up(world, services, settings, ServiceKind.WECOM_ROBOT)
    for login, address in (("publisher", "wang.wu"), ("drafter", "zhao.liu")):
        reached(world, login, address=address)
    world.in_state(State.APPROVED)
    _, pending = told_of("approve")
    post(settings, pending)
    texts = [one["text"] for one in services.sent("/cgi-bin/webhook/send")]
    said = {one["mentioned_list"][0]: one["content"] for one in texts if len(one["mentioned_list"]) == 1}
    assert "有环节待您办理" in said["wang.wu"]
    assert "有新的进展" in said["zhao.liu"]


def test_a_short_message_says_the_number_and_nothing_else(
    world: World, services: Services, settings: Settings
) -> None:
    set_up(world, services, settings, ServiceKind.SMS_GATEWAY, "/sms")
    reached(world, "reviewer", Channel.SMS, MOBILE)
    _, pending = submitted(world)
    post(settings, pending)
    (body,) = services.sent("/sms")
    assert body["mobile"] == MOBILE
    assert "990101-2026-" in body["content"]
    assert "http" not in body["content"]
    assert len(body["content"]) < 70


def test_a_refusal_waits_is_given_up_seen_and_sent_again(
    world: World, services: Services, settings: Settings, clock: FrozenClock
) -> None:
    set_up(world, services, settings, ServiceKind.WECOM_APP)
    reached(world, "reviewer", address="gone")
    event, _ = submitted(world)
    (owed,) = through(Channel.WECOM, event)
    for wait in (0, *notify.WAITS):
        clock.advance(timedelta(seconds=wait))
        post(settings, [owed.id])
    (owed,) = through(Channel.WECOM, event)
    assert (owed.state, owed.attempts) == (DeliveryState.DEAD, 6)
    assert owed.last_error == "RefusedError: WeCom: invaliduser"
    with transaction() as session:
        assert [(one.id, login) for one, login, _ in dead_letters(session)] == [(owed.id, "reviewer")]
    reached(world, "reviewer", address="zhang.san")
    notify.try_again(owed.id, actor=world.actor(ADMIN))
    post(settings, [owed.id])
    (owed,) = through(Channel.WECOM, event)
    assert (owed.state, owed.last_error) == (DeliveryState.SENT, "")
    assert services.sent("/cgi-bin/message/send")[-1]["touser"] == "zhang.san"


def test_a_service_that_was_asked_too_often_is_left_alone(
    world: World, services: Services, settings: Settings, clock: FrozenClock
) -> None:
    set_up(world, services, settings, ServiceKind.WECOM_ROBOT)
    reached(world, "reviewer")
    event, _ = submitted(world)
    (owed,) = through(Channel.WECOM, event)
    services.instead.append((429, b"", {"Retry-After": "900"}))
    post(settings, [owed.id])
    (owed,) = through(Channel.WECOM, event)
    assert owed.next_attempt_at == clock.now() + timedelta(seconds=900)


def test_what_a_service_repeats_is_hidden(world: World, services: Services, settings: Settings) -> None:
    plain = {"template": "m={mobile}&t={text}", "success_value": "yes"}
    set_service(
        ServiceKind.SMS_GATEWAY,
        actor=world.actor(ADMIN),
        vault=Vault(settings.services_key_file),
        settings=plain,
        credentials={"secret": SECRET},
        base=f"{services.base}/sms",
        inside=settings.inside_hosts,
    )
    reached(world, "reviewer", Channel.SMS, MOBILE)
    event, _ = submitted(world)
    (owed,) = through(Channel.SMS, event)
    services.instead.append((200, f"no: {SECRET} {MOBILE}".encode(), {}))
    post(settings, [owed.id])
    (owed,) = through(Channel.SMS, event)
    assert owed.last_error == "RefusedError: SMS: no: … 138…"


@pytest.mark.parametrize("what", ["off", "address", "key", "row"])
def test_what_no_longer_holds_is_no_way(
    world: World, services: Services, settings: Settings, what: str
) -> None:
    number = set_up(world, services, settings, ServiceKind.WECOM_APP)
    reached(world, "reviewer")
    event, _ = submitted(world)
    (owed,) = through(Channel.WECOM, event)
    if what == "off":
        switch_service(number, actor=world.actor(ADMIN), on=False)
    elif what == "address":
        reached(world, "reviewer", address="")
    elif what == "key":
        Path(settings.services_key_file).unlink()
    else:
        with transaction() as session:
            session.execute(
                sa.text("-- DISABLE TRIGGER\nSELECT 1")
            )  # Somebody who holds the database's password.
            session.execute(sa.text("UPDATE message_service SET base = 'https://evil.example'"))
    post(settings, [owed.id])
    (owed,) = through(Channel.WECOM, event)
    assert owed.state is DeliveryState.PENDING
    assert owed.last_error.startswith(("NoWayError", "VaultError"))
    assert services.asked == []


def test_a_crash_between_sending_and_recording_sends_once_more_under_the_same_id(
    world: World, services: Services, settings: Settings, clock: FrozenClock
) -> None:
    set_up(world, services, settings, ServiceKind.FEISHU_APP)
    reached(world, "reviewer", Channel.FEISHU, "ou_1")
    event, _ = submitted(world)
    (owed,) = through(Channel.FEISHU, event)
    letters = Letters(transport_of(settings), [owed.id])

    class Killed(BaseException):
        """The process ends."""

    def send_and_die(number: int) -> None:
        letters(number)
        raise Killed

    with pytest.raises(Killed):
        notify.deliver_all([owed.id], send_and_die)
    post(settings, [owed.id])
    assert len(services.sent("/open-apis/im/v1/messages")) == 1, "the lease of the dead process still counts"
    clock.advance(notify.LEASE)
    post(settings, [owed.id])
    sent = services.sent("/open-apis/im/v1/messages")
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert through(Channel.FEISHU, event)[0].state is DeliveryState.SENT


def test_the_queue_delivers_a_test_message_and_the_mails_beside_it(
    world: World, services: Services, settings: Settings, celery_app: Celery
) -> None:
    number = set_up(world, services, settings, ServiceKind.DINGTALK_APP)
    reached(world, ADMIN, Channel.DINGTALK, "manager1")
    delivery = try_service(number, actor=world.actor(ADMIN))
    celery_app.tasks["mulu.notify.deliver"](delivery)
    (body,) = services.sent("/topapi/message/corpconversation/asyncsend_v2")
    assert body["userid_list"] == "manager1"
    assert "测试" in body["msg"]["text"]["content"]
    (owed,) = through(Channel.DINGTALK)
    assert owed.state is DeliveryState.SENT


def test_the_embedded_worker_delivers_through_services_beside_mails(
    world: World, services: Services, settings: Settings, app: Flask, celery_app: Celery
) -> None:
    set_up(world, services, settings, ServiceKind.DINGTALK_ROBOT)
    reached(world, "reviewer", Channel.DINGTALK, MOBILE)
    on_commit(hand_over_to(celery_app))
    embedded = start(app, celery_app)
    try:
        number = world.in_state(State.IN_REVIEW)
        wait_until(lambda: bool(services.sent("/robot/send")) and owed() == 0)
    finally:
        embedded.stop()
        on_commit(lambda _: None)
    # By the embedded worker's own clock a step of March is overdue, and may be reminded of as well.
    body, *_ = [one for one in services.sent("/robot/send") if number in one["text"]["content"]]
    assert (body["at"]["atMobiles"], bool(mails(settings.mail_folder, "reviewer"))) == ([MOBILE], True)
