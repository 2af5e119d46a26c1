"""Whoever was signed out while they wrote, or whose form has aged, finds what they typed on the page that says so."""

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import State
from web.unread_form import came_from, typed_texts

OPINION = "请补充政策依据，<b>再报</b>。"


def test_what_was_typed_is_shown_where_one_was_signed_out_meanwhile(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
    client = signed_in(app, world, "supervisor")
    page = client.get(f"/proposals/{number}")
    client.submit(client.get("/inbox"), "Sign out")
    answer = client.submit(page, "Return for changes", comment=OPINION)
    assert answer.status_code == 401
    assert "You were signed out meanwhile. Nothing was sent" in answer.text
    assert "请补充政策依据，&lt;b&gt;再报&lt;/b&gt;。" in answer.text
    with app.app_context():
        assert world.state(number) is State.IN_APPROVAL


def test_a_button_without_words_leads_to_the_sign_in(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
    client = signed_in(app, world, "supervisor")
    page = client.get(f"/proposals/{number}")
    client.submit(client.get("/inbox"), "Sign out")
    answer = client.submit(page, "Take on Approval")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in")


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/proposals/990101-2026-0001", "/proposals/990101-2026-0001"),
        ("https://elsewhere.example/proposals", ""),
        ("", ""),
    ],
)
def test_the_sign_in_leads_back_to_the_page_of_the_form(app: Flask, referrer: str, back: str) -> None:
    with app.test_request_context(headers={"Referer": referrer}):
        assert came_from() == back


def test_what_was_typed_is_shown_where_the_form_has_aged(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
    client = signed_in(app, world, "supervisor")
    answer = client.post(
        f"/proposals/{number}/comments",
        data={"text": OPINION, "csrf_token": "old"},
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code == 400
    assert "&lt;b&gt;再报&lt;/b&gt;" in answer.text


def test_passwords_and_choices_are_never_shown(app: Flask) -> None:
    form = {
        "password": "密码密码密码",
        "login": "用户名用户名",
        "step": "12",
        "outcome": "agreed",
        "reason": "外出开会三天",
    }
    with app.test_request_context(method="POST", data=form, headers={"Origin": "http://localhost"}):
        assert [text for _, text in typed_texts()] == ["外出开会三天"]
    with app.test_request_context(method="POST", data=form, headers={"Origin": "https://elsewhere.example"}):
        assert typed_texts() == []
