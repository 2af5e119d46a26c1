"""Mails and messages about hidings: what they say, what they never say, and the task that attends to delays."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from celery import Celery
from flask import Flask

from models import Delivery, Event, Person
from tests.web.people import signed_in
from tests.workflow.hidings import EXPLANATION, Hidings
from tests.workflow.looking import all_events
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock
from values.hiding import HidingReason
from worker.letters import letter
from workflow.commands import notify
from workflow.unit import transaction


def mail_to(login: str, action: str) -> str:
    """Return subject and text of the mail that an event sends someone, in English."""
    event = all_events(action)[-1]
    notify.fan_out(event.id)
    with transaction() as session:
        delivery, person = session.execute(
            sa.select(Delivery, Person)
            .join(Person, Person.id == Delivery.recipient_id)
            .where(Delivery.event_id == event.id, Person.login == login, Delivery.channel == "email")
        ).one()
        session.expunge(person)  # what the letter is told of them is not written
        person.language = "en"
        event = session.get_one(Event, event.id)
    message = letter(delivery, event, person)
    return f"{message['Subject']}\n{message.get_content()}"


def test_every_event_of_a_hiding_has_its_mail(app: Flask, world: World, clock: FrozenClock) -> None:
    hidings = Hidings(world)
    with app.app_context():
        first = hidings.hide()
        begun = mail_to("supervisor", "hiding_begun")
        hidings.approve(first)
        approved = mail_to("publisher", "hiding_approved")
        hidings.lift(first)
        lifted = mail_to("publisher", "hiding_lifted")
    assert "by 2026-03-04" in begun
    assert "stays hidden until" in approved
    assert "sees it again" in lifted
    for text in (begun, approved, lifted):
        assert f"/catalogues/{COUNTY}/hidings" in text
        assert ROWS[0] not in text
        assert EXPLANATION not in text
    assert clock


def test_the_task_escalates_and_ends_and_overseers_get_a_mail(
    app: Flask, world: World, clock: FrozenClock, celery_app: Celery
) -> None:
    with app.app_context():
        Hidings(world).hide(reason=HidingReason.OTHER)
    clock.advance(timedelta(days=3))
    celery_app.tasks["mulu.hidings"]()
    with app.app_context():
        assert "not approved in time" in mail_to("overseer", "hiding_escalated")
        assert "ended without approval" in mail_to("overseer", "hiding_ended")


def test_a_message_leads_to_the_hidings(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        Hidings(world).hide()
        notify.fan_out(all_events("hiding_begun")[-1].id)
    client = signed_in(app, world, "supervisor")
    page = client.get("/messages")
    assert f'href="/catalogues/{COUNTY}/hidings"' in page.text
    assert "in an emergency" in page.text
    assert clock


@pytest.mark.usefixtures("clock")
def test_the_auditor_reads_it_in_the_trail(app: Flask, world: World) -> None:
    with app.app_context():
        Hidings(world).hide()
    page = signed_in(app, world, "auditor").get("/audit?action=hiding_begun")
    assert f"hid a part of the catalogue {COUNTY} in an emergency" in page.text
