"""What was typed into a proposal's page is shown again, even where the proposal ended meanwhile and no field is left."""

from typing import Any

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.workflow.opinions import ask, with_reviewer
from tests.world import World
from values.vocabulary import Outcome, State
from workflow.commands import submission

pytestmark = pytest.mark.usefixtures("clock")

LONG = "我写了很久的“意见”\n第二段"

FORMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a comment": ("reviewer", "Comment", {"text": LONG}),
    "a sign-off": ("secrecy", "Agree", {"comment": LONG}),
    "a return": ("secrecy", "Return for changes", {"comment": LONG}),
    "passing on": ("secrecy", "Pass on", {"to": "two-posts", "reason": LONG}),
    "a paper": ("office", "Record", {"signatory": "secrecy", "opinion": LONG}),
    "an answer to a suggestion": ("drafter", "Answer", {"answer": LONG}),
    "asking a body": ("drafter", "Ask for opinions", {"question": LONG}),
    "a body's opinion": ("centre-drafter", "Agree with it", {"opinion": LONG}),
}
"""Who fills in which form, by the button that sends it."""


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A proposal in review with an open suggestion, about which a body was asked and others can be."""
    with app.app_context():
        with_reviewer(world)
        found = world.in_state(State.IN_REVIEW)
        ask(world, found)
        world.sign(found, "reviewer", outcome=Outcome.AGREED_WITH_CHANGES, opinion="建议写明起算日。")
    return found


@pytest.mark.parametrize("form", FORMS)
def test_what_was_typed_stands_on_the_page_after_the_proposal_ended(
    app: Flask, world: World, number: str, form: str
) -> None:
    login, button, fields = FORMS[form]
    fields = {name: str(world.people.get(said, said)) for name, said in fields.items()}
    client = signed_in(app, world, login)
    page = client.get(f"/proposals/{number}")
    with app.app_context():
        submission.withdraw(number, actor=world.actor("drafter"))
    refused = client.submit(page, button, **fields)
    assert refused.status_code in {403, 409}
    assert "我写了很久的“意见”" in refused.text
    assert refused.text.count("第二段") == 1


def test_an_answer_that_is_refused_stays_in_its_field(app: Flask, world: World, number: str) -> None:
    client = signed_in(app, world, "drafter")
    refused = client.submit(client.get(f"/proposals/{number}"), "Answer", answer="  ")
    assert refused.status_code == 422
    assert "What you typed" not in refused.text
