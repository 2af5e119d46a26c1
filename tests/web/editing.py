"""A draft that is being edited in a test: where its pages are and what it says now."""

from typing import Any

from flask import Flask
from playwright.sync_api import Page
from werkzeug.test import TestResponse

from models import Draft as DraftRow
from tests.browsing import enter
from tests.checked_client import CheckedClient
from tests.page_checks import forms_of
from tests.web.people import signed_in
from tests.world import World
from values.proposal_content import DraftContent, draft_content
from values.vocabulary import State
from workflow.unit import transaction


class Draft:
    """A proposal's draft, by any address of its editor."""

    def __init__(self, app: Flask, world: World, address: str) -> None:
        """Read the number out of the address."""
        self.app, self.world = app, world
        self.number = address.split("/")[2]
        self.address = f"/proposals/{self.number}/edit"

    @property
    def content(self) -> DraftContent:
        """What the draft says now."""
        with self.app.app_context():
            proposal = self.world.proposal(self.number)
            with transaction() as session:
                return draft_content(session.get_one(DraftRow, proposal.id).content)

    @property
    def entry_address(self) -> str:
        """The form of the first row."""
        return f"{self.address}/entries/{self.content.changes[0].entry}"

    def fields(self, page: TestResponse) -> dict[str, Any]:
        """Return what the form with the draft's version sends as the page stands."""
        return next(form.values for form in forms_of(page.text) if "draft_version" in form.values)


def draft_of_drafter(page: Page, app: Flask, world: World) -> Draft:
    """Begin a draft that amends a row, and sign its drafter in, in a browser window."""
    with app.app_context():
        number = world.in_state(State.DRAFT)
    enter(page, "drafter", world.password)
    return Draft(app, world, f"/proposals/{number}/edit")


def opened(
    app: Flask, world: World, *, state: State = State.DRAFT, login: str = "drafter"
) -> tuple[CheckedClient, Draft]:
    """Bring a proposal that amends a row to a state, and sign its drafter in."""
    with app.app_context():
        number = world.in_state(state)
    return signed_in(app, world, login), Draft(app, world, f"/proposals/{number}/edit")
