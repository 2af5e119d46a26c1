"""The security log: for the audit administrator, of their area, without business content."""

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in, visitor
from tests.workflow.accounts import registered
from tests.world import World
from values.vocabulary import State
from workflow.action_groups import ACTIONS, ActionGroup
from workflow.queries.security_log import LOGGED

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def reader(app: Flask, world: World) -> CheckedClient:
    """The audit administrator, signed in."""
    return signed_in(app, world, "audit-admin")


def main_of(client: CheckedClient, address: str) -> str:
    return client.get(address).text.partition("<main")[2]


@pytest.mark.parametrize("login", ["security-admin", "system-admin", "auditor", "drafter"])
def test_the_log_is_for_audit_administrators(app: Flask, world: World, login: str) -> None:
    assert signed_in(app, world, login).get("/security-log").status_code == 403
    assert visitor(app).get("/security-log").status_code == 302


def test_it_says_who_came_in_who_was_refused_and_whose_rights_changed(
    app: Flask, world: World, reader: CheckedClient
) -> None:
    with app.app_context():
        registered(world)
        number = world.in_state(State.IN_REVIEW)
    stranger = visitor(app)
    stranger.submit(stranger.get("/sign-in"), "Sign in", login="drafter", password="wrong")
    assert reader.get("/accounts").status_code == 403
    page = main_of(reader, "/security-log")
    for text in (
        "A sign-in failed.",
        "registered the account 江岸",
        "granted the role Reviewer",
        "was refused",
        "signed in",
    ):
        assert text in page
    assert number not in page
    assert "submitted revision" not in page


def test_it_is_narrowed_by_concern_person_and_day(app: Flask, world: World, reader: CheckedClient) -> None:
    with app.app_context():
        registered(world)
    rights = main_of(reader, "/security-log?concern=rights&person=security-admin")
    assert ("registered the account" in rights, "signed in" in rights) == (True, False)
    assert "No events match" in main_of(reader, "/security-log?since=2030-01-01")
    wrong = reader.get("/security-log?since=soon&person=nobody")
    assert wrong.status_code == 422
    assert "The filter is not understood" in wrong.text
    assert reader.get("/security-log?concern=gossip").status_code == 200


def test_what_happens_in_another_county_is_not_in_it(app: Flask, world: World, reader: CheckedClient) -> None:
    signed_in(app, world, "other-drafter")
    assert "白一" not in main_of(reader, "/security-log")


def test_it_has_older_and_newer_pages(app: Flask, world: World, reader: CheckedClient) -> None:
    with app.app_context():
        for number in range(30):
            registered(world, f"p{number:02}")
    first = reader.get("/security-log?concern=rights").text
    assert "Older events" in first
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = reader.get(older).text
    assert "Newer events" in second
    assert "p29" not in second.partition("<main")[2]


def test_nothing_of_proposals_is_logged() -> None:
    logged = {one for kinds in LOGGED.values() for one in kinds}
    business = (ActionGroup.PROPOSALS, ActionGroup.DISCUSSION, ActionGroup.HIDING)
    assert not logged & {one for group in business for one in ACTIONS[group]}
    assert len(logged) == sum(map(len, LOGGED.values()))
