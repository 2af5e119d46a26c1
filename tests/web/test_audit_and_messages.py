"""The auditor's trail, a person's messages, and messages that were given up."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event
from tests.web.people import signed_in
from tests.workflow.test_notify import accept, last_event, refuse
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from worker.letters import Letters
from worker.mail import FolderTransport
from workflow.commands import notify, unreadable
from workflow.deliveries import due_deliveries
from workflow.unit import transaction


def given_up(app: Flask, world: World, clock: FrozenClock) -> int:
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        first = notify.fan_out(last_event("submit").id)[0]
        for wait in (*notify.WAITS, 0):
            notify.deliver(first, refuse)
            clock.advance(timedelta(seconds=wait))
    return first


@pytest.mark.usefixtures("clock")
def test_the_auditor_reads_everything_of_their_county_and_nothing_of_another(
    app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
        other = world.in_state(State.IN_REVIEW, code="990102-employment", prefix="other-")
    client = signed_in(app, world, "auditor")
    page = client.get("/audit")
    assert number in page.text
    assert other not in page.text
    assert "李禾 submitted revision 1." in page.text
    assert "白石" not in page.text
    found = client.get(f"/audit?subject={number}&action=submit&since=2026-03-01&until=2026-03-03")
    assert "1 changed" not in found.text
    assert found.text.count("<h3>") == 1
    assert "No events match" in client.get("/audit?since=2030-01-01").text


def test_an_event_shows_its_exact_bytes(app: Flask, world: World) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        with transaction() as session:
            event = session.scalars(
                sa.select(Event).where(Event.action == "submit").order_by(Event.id.desc()).limit(1)
            ).one()
    client = signed_in(app, world, "auditor")
    page = client.get(f"/audit/events/{event.id}")
    assert "&#34;action&#34;:&#34;submit&#34;" in page.text
    assert client.get("/audit/events/999999").status_code == 404


@pytest.mark.parametrize("login", ["drafter", "supervisor", "overseer", "business-admin"])
def test_the_trail_is_the_auditors(app: Flask, world: World, login: str) -> None:
    assert signed_in(app, world, login).get("/audit").status_code == 403


@pytest.mark.usefixtures("clock")
def test_refusals_are_in_the_trail(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "other-drafter")
    for _ in range(3):
        assert client.get(f"/proposals/{number}").status_code == 404
    with app.app_context(), transaction() as session:
        assert (
            session.scalar(sa.select(sa.func.count()).select_from(Event).where(Event.action == "refused"))
            == 1
        )


def test_messages_stand_in_the_list_and_the_mail_can_be_read_by_its_owner_alone(
    app: Flask, world: World
) -> None:
    folder = FolderTransport(app.config["SETTINGS"])
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        for delivery in notify.fan_out(last_event("submit").id):
            notify.deliver(delivery, Letters(folder, [delivery]))
    client = signed_in(app, world, "reviewer")
    page = client.get("/messages")
    assert "李禾 submitted revision 1." in page.text
    address = page.text.split('href="/messages/mails/')[1].split('"')[0]
    mail = client.get(f"/messages/mails/{address}")
    assert "/proposals/990101-2026-" in mail.text
    assert signed_in(app, world, "drafter").get(f"/messages/mails/{address}").status_code == 404


def test_a_message_that_was_given_up_is_seen_and_sent_again(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    delivery = given_up(app, world, clock)
    client = signed_in(app, world, "system-admin")
    page = client.get("/deliveries")
    assert "The mail server refused the connection" in page.text
    assert "压缩公开时限" not in page.text
    assert client.submit(page, f"Try again {delivery}").status_code == 302
    assert "No message was given up" in client.get("/deliveries").text
    assert signed_in(app, world, "drafter").get("/deliveries").status_code == 403


def test_a_mail_server_that_is_away_is_seen_before_anything_is_given_up(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        for _ in range(2):
            world.in_state(State.IN_REVIEW)
            for one in notify.fan_out(last_event("submit").id):
                notify.deliver(one, refuse)
    client = signed_in(app, world, "system-admin")
    page = client.get("/deliveries").text
    failing = page.partition("Failing now, and tried again")[2].partition("</section>")[0]
    assert "The mail server refused the connection" in failing
    assert "No message was given up yet" in page
    clock.advance(timedelta(seconds=notify.WAITS[0]))
    with app.app_context():
        with transaction() as session:
            due = list(due_deliveries(session, now=clock.now()))
        for one in due:
            notify.deliver(one, accept)
    assert "Failing now" not in client.get("/deliveries").text


def test_what_the_queue_held_and_nobody_can_read_is_shown_and_counted(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        for _ in range(2):
            unreadable.note_unreadable("0" * 64, size=7, excerpt="<rubbish", reason="JSONDecodeError")
        for number in range(unreadable.TOLD_APART + 2):
            unreadable.note_unreadable(f"{number:064x}", size=1, excerpt="x", reason="TypeError")
    client = signed_in(app, world, "system-admin")
    page = client.get("/deliveries").text
    shown = page.split('id="h-unreadable"')[1].split("</section>")[0]
    assert "&lt;rubbish" in shown
    assert "3 times" in shown
    assert "Further ones" in shown
    assert client.get("/readyz").json["unreadable_messages_of_a_day"] == unreadable.TOLD_APART + 1
    clock.advance(timedelta(days=2))
    assert client.get("/readyz").json["unreadable_messages_of_a_day"] == 0
    clock.advance(unreadable.KEPT)
    with app.app_context():
        unreadable.forget_unreadable()
    assert "h-unreadable" not in signed_in(app, world, "system-admin").get("/deliveries").text


def test_the_menu_counts_what_waits_and_what_is_not_read(app: Flask, world: World) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        notify.fan_out(last_event("submit").id)
    page = signed_in(app, world, "reviewer").get("/catalogues").text
    assert '<span class="cnt">1<span class="vh"> waiting</span></span>' in page
    assert '<span class="cnt">1<span class="vh"> not read yet</span></span>' in page


def test_the_inbox_says_what_waits_for_whom_and_until_when(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    mine = signed_in(app, world, "reviewer").get("/inbox").text
    assert number in mine.split('id="h-mine"')[1].split("</section>")[0]
    assert "3 working days left" in mine
    assert number not in signed_in(app, world, "secrecy").get("/inbox").text
    assert "Nothing waits for you" in signed_in(app, world, "publisher").get("/inbox").text
