"""Pages of what people are told: their choices, how each message was sent, who was told of a proposal, sending again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from config import Settings
from formats.mail_folder import mails
from models import Delivery
from tests.checked_client import CheckedClient
from tests.counting import Cost
from tests.page_checks import defects_of
from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.web.test_cli_json import said
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.telling import deliveries_to, fanned_out, gathered
from tests.workflow.test_notify import accept, refuse
from tests.world import World
from values.clock import FrozenClock
from values.telling import DEFAULTS, DUTIES, Timing, Topic, office_hours
from values.vocabulary import Channel, State
from worker.letters import Letters
from worker.mail import FolderTransport
from workflow.commands import notify
from workflow.commands.digest import digests_to_send, make_digests, send_digest
from workflow.commands.telling import choose_timings
from workflow.telling import timings
from workflow.unit import transaction

HOURS = office_hours("08:30-18:00")


def submitted(app: Flask, world: World) -> str:
    """Return a submitted proposal whose mails have gone."""
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
        for one in fanned_out():
            notify.deliver(one, accept)
    return number


def mail_to(world: World, app: Flask, login: str) -> int:
    with app.app_context():
        return next(one.id for one in reversed(deliveries_to(world, login)) if one.channel is Channel.EMAIL)


@pytest.mark.usefixtures("clock")
def test_a_person_chooses_and_the_page_shows_it(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get("/messages/preferences")
    assert page.text.count("always at once") == len(DUTIES)
    assert "at any hour" in page.text
    answer = client.submit(page, "Keep this choice", discussion="never", watched="at_once")
    assert answer.status_code == 302
    page = client.get("/messages/preferences")
    with app.app_context(), transaction() as session:
        held = timings(session, world.people["drafter"])
    assert (held[Topic.DISCUSSION], held[Topic.WATCHED]) == (Timing.NEVER, Timing.AT_ONCE)
    assert page.text.count('value="never" selected') == 1


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("topic", "word", "sentence"),
    [
        ("my_turn", "digest", "Somebody waits for you there"),
        ("returned", "never", "Somebody waits for you there"),
        ("discussion", "sometimes", "Choose one of what is offered."),
    ],
)
def test_a_forged_form_switches_no_duty_off_and_says_what_is_wrong(
    app: Flask, world: World, topic: str, word: str, sentence: str
) -> None:
    client = signed_in(app, world, "reviewer")
    token = token_of(client.get("/messages/preferences").text)
    answer = client.post("/messages/preferences", data={"csrf_token": token, topic: word})
    assert answer.status_code == 422
    assert sentence in answer.text
    with app.app_context(), transaction() as session:
        assert timings(session, world.people["reviewer"]) == DEFAULTS


def token_of(page: str) -> str:
    """Return the token of the first form of a page."""
    return page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
def test_the_pages_cost_the_same_however_many_were_told(app: Flask, world: World) -> None:
    addresses = {"choices": "/messages/preferences", "messages": "/messages", "told": ""}
    found: dict[str, list[Cost]] = {name: [] for name in addresses}
    for size in (1, 5, 25):
        with app.app_context():
            addresses["told"] = f"/proposals/{gathered(world, comments=size)}/told"
        for name, address in addresses.items():
            found[name].append(cost_of(app, "drafter", world, address))
    assert_same(found)


def test_each_message_says_how_it_was_sent(app: Flask, world: World, clock: FrozenClock) -> None:
    client = signed_in(app, world, "drafter")
    with app.app_context():
        gathered(world)
    assert "E-mail: waits for the digest of 3 March 2026, 09:00" in client.get("/messages").text
    with app.app_context():
        clock.advance(timedelta(days=1))
        make_digests()
        with transaction() as session:
            due = digests_to_send(session, now=clock.now())
        for one in due:
            send_digest(one, accept)
    assert "E-mail: in the digest of 3 March 2026" in client.get("/messages").text
    with app.app_context():
        choose_timings({Topic.DISCUSSION: Timing.NEVER}, actor=world.actor("drafter"))
        gathered(world)
    assert "no mail, as you chose" in client.get("/messages").text


def test_a_mail_that_waits_for_the_morning_says_until_when(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    clock.advance(timedelta(hours=13))
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        fanned_out(HOURS)
    client = signed_in(app, world, "reviewer")
    assert "E-mail: waits until 3 March 2026, 08:30" in client.get("/messages").text


def test_a_mail_that_failed_and_one_that_was_given_up_say_so(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        fanned_out()
    mail = mail_to(world, app, "reviewer")
    client = signed_in(app, world, "reviewer")
    assert "E-mail: on its way" in client.get("/messages").text
    with app.app_context():
        notify.deliver(mail, refuse)
    assert "E-mail: tried 1 time, next at" in client.get("/messages").text
    with app.app_context():
        for wait in (*notify.WAITS, 1):
            clock.advance(timedelta(seconds=wait))
            notify.deliver(mail, refuse)
    assert "E-mail: given up after 6 attempts" in client.get("/messages").text


@pytest.mark.usefixtures("clock")
def test_those_in_charge_see_who_was_told_as_what_and_how(app: Flask, world: World) -> None:
    number = submitted(app, world)
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}/told")
    assert "王岚" in page.text
    assert "as holder of the step in turn" in page.text
    assert "E-mail: sent on 2 March 2026" in page.text
    assert "In the system: there since" in page.text
    assert "Send again" in page.text
    shown = signed_in(app, world, "drafter").get(f"/proposals/{number}")
    assert f"/proposals/{number}/told" in shown.text


@pytest.mark.usefixtures("clock")
def test_auditors_and_holders_see_states_and_send_nothing(app: Flask, world: World) -> None:
    number = submitted(app, world)
    for login in ("auditor", "reviewer"):
        page = signed_in(app, world, login).get(f"/proposals/{number}/told")
        assert "as holder of the step in turn" in page.text
        assert "Send again" not in page.text


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("login", "status"), [("other-drafter", 404), ("system-admin", 403), ("overseer", 403)]
)
def test_others_do_not_see_who_was_told(app: Flask, world: World, login: str, status: int) -> None:
    number = submitted(app, world)
    client = signed_in(app, world, login)
    assert client.get(f"/proposals/{number}/told").status_code == status


def test_a_mail_is_sent_again_once_in_ten_minutes(app: Flask, world: World, clock: FrozenClock) -> None:
    number = submitted(app, world)
    mail = mail_to(world, app, "reviewer")
    client = signed_in(app, world, "supervisor")
    assert "went a moment ago" in pressed(client, number, mail)
    clock.advance(timedelta(minutes=10))
    assert "sent again within a few seconds" in pressed(client, number, mail)
    page = client.get(f"/proposals/{number}/told")
    assert "E-mail: on its way" in page.text
    with app.app_context():
        notify.deliver(mail, accept)
        with transaction() as session:
            assert session.scalar(sa.select(Delivery.repeats).where(Delivery.id == mail)) == 1
    assert "E-mail: sent again on 2 March 2026" in client.get(f"/proposals/{number}/told").text


def pressed(client: CheckedClient, number: str, mail: int) -> str:
    """Press the button beside a mail, and return the page that follows."""
    path = f"/proposals/{number}/told/{mail}/repeat"
    token = token_of(client.get(f"/proposals/{number}/told").text)
    answer = client.post(path, data={"csrf_token": token})
    assert answer.status_code == 302
    return client.get(answer.headers["Location"]).text


@pytest.mark.usefixtures("clock")
def test_a_mail_is_shown_as_mail_programs_do_in_a_sandbox(
    app: Flask, world: World, settings: Settings
) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        fanned_out()
    mail = mail_to(world, app, "reviewer")
    with app.app_context():
        Letters(FolderTransport(settings), [mail])(mail)
    key = mails(settings.mail_folder, "reviewer")[0].key
    client = signed_in(app, world, "reviewer")
    assert f"/messages/mails/{key}/page" in client.get(f"/messages/mails/{key}").text
    page = client.get(f"/messages/mails/{key}/page")
    policy = page.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert defects_of(page.text) == []
    assert signed_in(app, world, "drafter").get(f"/messages/mails/{key}/page").status_code == 404


def test_programs_read_what_people_are_told(
    app: Flask, world: World, clock: FrozenClock, commands: Commands
) -> None:
    number = submitted(app, world)
    mail = mail_to(world, app, "reviewer")
    clock.advance(timedelta(minutes=10))
    as_drafter = ("--as", "drafter")
    kept = said(commands, "messages", "choose", "discussion", "never", *as_drafter)
    assert kept == {"topic": "discussion", "timing": "never"}
    held = {one["topic"]: one for one in said(commands, "messages", "choices", *as_drafter)}
    assert held["discussion"] == {"topic": "discussion", "timing": "never", "is_duty": False}
    assert held["my_turn"]["is_duty"]
    (told, *_) = said(commands, "messages", "told", number, *as_drafter)
    assert told["action"] == "submit"
    assert mail in {one["delivery"] for one in told["told"] if one["login"] == "reviewer"}
    again = said(commands, "messages", "again", str(mail), *as_drafter)
    assert again == {"delivery": mail, "proposal": number}
    listed = said(commands, "messages", "list", "--as", "reviewer")
    (sent,) = listed[0]["sent"]
    assert (listed[0]["proposal"], sent["state"], sent["repeats"]) == (number, "pending", 1)
    for words in (
        ("list", "--as", "reviewer"),
        ("choices", *as_drafter),
        ("told", number, *as_drafter),
        ("choose", "watched", "at_once", *as_drafter),
    ):
        assert commands.said("messages", *words)
