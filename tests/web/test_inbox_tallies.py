"""In the inbox each proposal that waits for the reader says how much the rules found on it."""

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.test_rule_outcomes import without_elements
from tests.world import COUNTY, World
from values.vocabulary import State
from workflow.commands import drafting
from workflow.commands.draft_checks import check_draft


def checked(app: Flask, world: World, number: str) -> None:
    with app.app_context():
        check_draft(world.proposal(number).id)


def test_a_draft_says_so_once_it_is_checked(app: Flask, world: World) -> None:
    with app.app_context():
        number = drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=without_elements(world))
    client = signed_in(app, world, "drafter")
    before = client.get("/inbox").text
    assert "being checked" in before
    assert "to be answered" not in before
    checked(app, world, number)
    after = client.get("/inbox").text
    assert "being checked" not in after
    assert "warnings to be answered</span>" in after or "1 warning to be answered</span>" in after
    assert "error" not in after
    with app.app_context():
        world.justify(number)
    checked(app, world, number)
    answered = client.get("/inbox").text
    assert "to be answered" not in answered
    assert "warning" in answered
    colleague = signed_in(app, world, "drafter2").get("/inbox").text
    assert number in colleague
    assert "warning" not in colleague


def test_a_revision_says_so_to_whom_it_waits_for(app: Flask, world: World) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, without_elements(world))
        world.in_state(State.IN_APPROVAL, without_elements(world))
    for login in ("reviewer", "supervisor"):
        page = signed_in(app, world, login).get("/inbox").text
        assert "warning" in page
        assert "being checked" not in page


@pytest.mark.usefixtures("clock")
def test_the_inbox_costs_the_same_however_much_waits(app: Flask, world: World) -> None:
    costs = []
    for _ in range(2):
        with app.app_context():
            numbers = [world.opened(), world.opened()]
            world.in_state(State.IN_REVIEW)
            world.in_state(State.IN_APPROVAL)
        for number in numbers:
            checked(app, world, number)
        costs.append(
            [cost_of(app, login, world, "/inbox") for login in ("drafter", "reviewer", "supervisor")]
        )
    assert_same({str(place): [one[place] for one in costs] for place in range(3)})
