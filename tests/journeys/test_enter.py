"""Enter in a field of a form with several buttons presses none of them: one of them ends a proposal."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browsing import enter
from tests.web.test_routes import county_route
from tests.world import COUNTY, World
from values.vocabulary import State

LISTENING = """document.addEventListener("submit", (sent) => {
  sent.preventDefault();
  document.body.dataset.sent = sent.submitter ? sent.submitter.innerText : "";
}, { capture: true })"""
"""Holds every form back, and writes down the button that would have sent it."""


@pytest.mark.parametrize(
    ("login", "address", "field"),
    [
        ("drafter", "/proposals/{review}", "#f-window"),
        ("publisher", "/proposals/{approved}", "#f-document"),
        ("business-admin", "/routes/{route}/edit", "[name=name]"),
        ("drafter", f"/catalogues/{COUNTY}/propose", "[name=merged_name]"),
    ],
)
def test_enter_in_a_field_presses_no_button(
    page: Page, app: Flask, world: World, login: str, address: str, field: str
) -> None:
    names: dict[str, object] = {"route": county_route(app, world)}
    with app.app_context():
        names |= {"review": world.in_state(State.IN_REVIEW), "approved": world.in_state(State.APPROVED)}
    enter(page, login, world.password)
    page.goto(address.format(**names))
    page.evaluate(LISTENING)
    page.locator(field).press("Enter")
    assert page.evaluate("document.body.dataset.sent ?? null") is None
