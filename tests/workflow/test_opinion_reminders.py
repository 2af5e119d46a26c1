"""Reminding the bodies that were asked: when, once each, and whom; and what their mails say."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Delivery, Event, OpinionReminder, Person
from tests.workflow.looking import all_events
from tests.workflow.opinions import ask, with_reviewer
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Channel, OpinionAnswer, State
from worker.letters import letter
from workflow.commands import approval, notify, opinions
from workflow.commands.remind_opinions import remind_asked_bodies
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("clock")


def asked(world: World) -> str:
    with_reviewer(world)
    number = world.in_state(State.IN_REVIEW)
    ask(world, number, question="请就第二行提出意见。")
    return number


def kinds() -> list[str]:
    with transaction() as session:
        return [
            one.value for one in session.scalars(sa.select(OpinionReminder.kind).order_by(OpinionReminder.id))
        ]


@pytest.mark.usefixtures("context")
def test_a_body_is_reminded_at_half_time_a_day_before_and_when_overdue_once_each(
    world: World, clock: FrozenClock
) -> None:
    asked(world)
    for _ in range(12):
        for _ in range(2):
            remind_asked_bodies()
        clock.advance(timedelta(days=1))
    assert kinds() == ["half_time", "day_before", "overdue"]
    assert len(all_events("opinion_reminded")) == 3


@pytest.mark.usefixtures("context")
def test_nobody_is_reminded_at_night_or_on_days_off(world: World, clock: FrozenClock) -> None:
    asked(world)
    clock.advance(timedelta(days=4) - timedelta(hours=2))
    assert remind_asked_bodies() == []
    clock.advance(timedelta(days=1, hours=3))
    assert clock.now().weekday() == 5
    assert remind_asked_bodies() == []
    clock.advance(timedelta(days=2))
    assert len(remind_asked_bodies()) == 1


@pytest.mark.parametrize(("meanwhile", "reminders"), [("nothing", 1), ("answered", 0), ("approved", 0)])
@pytest.mark.usefixtures("context")
def test_what_is_answered_or_approved_is_not_reminded_of(
    world: World, clock: FrozenClock, meanwhile: str, reminders: int
) -> None:
    number = asked(world)
    if meanwhile == "answered":
        opinions.give_opinion(number, 1, actor=world.actor("centre-drafter"), answer=OpinionAnswer.NO_REMARKS)
    elif meanwhile == "approved":
        world.sign(number, "reviewer", "secrecy")
        approval.approve(number, actor=world.actor("supervisor"))
    clock.advance(timedelta(days=9))
    assert len(remind_asked_bodies()) == reminders


@pytest.mark.parametrize(
    ("action", "subject", "body"),
    [
        ("opinion_requested", "请反馈部门意见", "逾期未反馈不视为同意"),
        ("opinion_reminded", "2026-03-09", "尚未反馈"),
    ],
)
def test_the_mails_say_what_is_asked_and_that_silence_is_no_consent(
    app: Flask, world: World, clock: FrozenClock, action: str, subject: str, body: str
) -> None:
    with app.app_context():
        asked(world)
        clock.advance(timedelta(days=9))
        remind_asked_bodies()
        mail = mail_of(all_events(action)[-1], "centre-drafter")
    assert subject in mail["Subject"]
    assert body in mail.get_content()


def test_the_drafters_read_the_opinion_in_their_mail(app: Flask, world: World) -> None:
    with app.app_context():
        number = asked(world)
        opinions.give_opinion(
            number,
            1,
            actor=world.actor("centre-drafter"),
            answer=OpinionAnswer.HAS_REMARKS,
            opinion="建议明确材料。",
        )
        mail = mail_of(all_events("opinion_given")[-1], "drafter")
    assert "部门已反馈意见" in mail["Subject"]
    assert "有意见" in mail.get_content()
    assert "建议明确材料。" in mail.get_content()


def mail_of(event: Event, login: str) -> EmailMessage:
    notify.fan_out(event.id)
    with transaction() as session:
        delivery, person = session.execute(
            sa.select(Delivery, Person)
            .join(Person, Person.id == Delivery.recipient_id)
            .where(Delivery.event_id == event.id, Delivery.channel == Channel.EMAIL, Person.login == login)
        ).one()
    return letter(delivery, event, person)
