"""Signing in and out, lockout, the language, and what every answer carries."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from config import Settings
from models import Event
from tests.web.people import signed_in, visitor
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from web import create_app
from web.addresses import inside
from workflow.commands.seal import seal
from workflow.sealing.safe import Safe
from workflow.unit import transaction

INSIDE = ("/inbox", "/proposals", "/proposals/990101-2026-9999", "/audit", "/messages", "/deliveries")


def actions(app: Flask) -> list[str]:
    with app.app_context(), transaction() as session:
        return list(session.scalars(sa.select(Event.action).order_by(Event.id.desc()).limit(12)))


def test_a_person_signs_in_and_out(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get("/inbox")
    assert "李禾" in page.text
    assert client.submit(page, "Sign out").status_code == 302
    assert client.get("/inbox").status_code == 302
    assert actions(app)[:2] == ["signed_out", "signed_in"]


@pytest.mark.parametrize("address", INSIDE)
def test_without_sign_in_every_inside_address_leads_to_sign_in(
    app: Flask, world: World, address: str
) -> None:
    assert world
    answer = visitor(app).get(address)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_signing_in_leads_on_to_where_one_wanted_to_go(app: Flask, world: World) -> None:
    client = visitor(app)
    page = client.get("/sign-in?next=/proposals")
    answer = client.submit(page, "Sign in", login="drafter", password=world.password)
    assert answer.location == "/proposals"


@pytest.mark.parametrize(
    ("login", "first"),
    [
        ("supervisor", "/inbox"),
        ("auditor", "/audit"),
        ("overseer", "/compliance"),
        ("business-admin", "/routes"),
        ("system-admin", "/deliveries"),
        ("security-admin", "/accounts"),
        ("audit-admin", "/security-log"),
    ],
)
def test_everybody_begins_where_their_role_looks_first(
    app: Flask, world: World, login: str, first: str
) -> None:
    client = visitor(app)
    answer = client.submit(client.get("/sign-in"), "Sign in", login=login, password=world.password)
    assert answer.location == first
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", ""],
)
def test_nobody_is_led_elsewhere(target: str) -> None:
    assert inside(target) == ""


def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(app: Flask, world: World) -> None:
    client = visitor(app)
    answers = [
        client.submit(client.get("/sign-in"), "Sign in", login=login, password="wrong")
        for login in ("drafter", "nobody")
    ]
    assert [one.status_code for one in answers] == [401, 401]
    assert answers[0].text.count("is not right") == answers[1].text.count("is not right") == 1
    assert world
    assert actions(app)[:2] == ["sign_in_failed", "sign_in_failed"]


def test_repeated_failures_lock_the_account_for_a_while(app: Flask, world: World, clock: FrozenClock) -> None:
    client = visitor(app)
    for _ in range(5):
        client.submit(client.get("/sign-in"), "Sign in", login="drafter", password="wrong")
    locked = client.submit(client.get("/sign-in"), "Sign in", login="drafter", password=world.password)
    assert locked.status_code == 401
    clock.advance(timedelta(minutes=16))
    opened = client.submit(client.get("/sign-in"), "Sign in", login="drafter", password=world.password)
    assert opened.status_code == 302


def test_the_language_is_one_click_away_and_stays(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter", language="zh_Hans")
    page = client.get("/inbox")
    assert "待办" in page.text
    answer = client.submit(page, "English")
    assert answer.location == "/inbox"
    assert "Inbox" in client.get("/inbox").text
    assert 'lang="en"' in client.get("/inbox").text


def test_every_answer_carries_a_strict_policy(app: Flask, world: World) -> None:
    assert world
    answer = visitor(app).get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_cookies_are_kept_from_scripts_and_other_sites(app: Flask, world: World) -> None:
    client = visitor(app)
    answer = client.submit(client.get("/sign-in"), "Sign in", login="drafter", password=world.password)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_cookies_are_secure(app: Flask) -> None:
    secure = create_app(replace(app.config["SETTINGS"], https=True))
    assert secure.config["SESSION_COOKIE_SECURE"]
    assert "Strict-Transport-Security" in secure.test_client().get("/healthz").headers


def test_a_form_without_its_token_is_refused(app: Flask, world: World) -> None:
    answer = visitor(app).post("/sign-in", data={"login": "drafter", "password": world.password})
    assert answer.status_code == 400
    assert "no longer valid" in answer.text


@pytest.mark.parametrize(
    ("origin", "is_kept"), [("http://localhost", True), ("http://elsewhere.example", False)]
)
def test_what_was_typed_stays_when_a_session_ended_but_for_secrets(
    app: Flask, origin: str, *, is_kept: bool
) -> None:
    typed = {"rationale": "写了半天的\n理由", "password": "a secret", "key": "0123456789"}
    page = visitor(app).post("/proposals/1/edit", data=typed, headers={"Origin": origin})
    assert page.status_code == 400
    assert ("写了半天的\n理由" in page.text) is is_kept
    assert "a secret" not in page.text
    assert "0123456789" not in page.text


def test_health_tells_whether_it_can_serve(app: Flask, world: World) -> None:
    assert world
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json is not None
    assert ready.json["oldest_undelivered_seconds"] >= 0
    assert ready.json["oldest_unsealed_seconds"] >= 0
    assert ready.json["unreadable_messages_of_a_day"] == 0


def test_health_tells_how_old_the_oldest_unsealed_event_and_undelivered_message_are(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    client = app.test_client()
    settings: Settings = app.config["SETTINGS"]
    with app.app_context():
        seal(Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder))
        world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(hours=2))
    ready = client.get("/readyz").json
    assert ready is not None
    assert ready["oldest_unsealed_seconds"] == 7200
    assert ready["oldest_undelivered_seconds"] >= 7200
