"""Pages of bodies and jurisdictions: who opens them, and that what was typed is kept."""

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in, visitor
from tests.workflow.test_organising import CODE, NAME
from tests.world import World

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def system(app: Flask, world: World) -> CheckedClient:
    """The system administrator, signed in."""
    return signed_in(app, world, "system-admin")


@pytest.mark.parametrize("login", ["security-admin", "business-admin", "drafter"])
def test_the_pages_are_for_system_administrators(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    pages = ("/bodies", "/bodies/new", f"/bodies/{world.bodies['bureau']}", "/bodies/jurisdictions/new")
    assert [client.get(one).status_code for one in pages] == [403] * 4
    assert visitor(app).get("/bodies").status_code == 302


def test_a_body_is_registered_shown_and_corrected(world: World, system: CheckedClient) -> None:
    page = system.get("/bodies/new")
    place = str(world.jurisdictions["990101"])
    fields = {"body_name": NAME, "place": place, "body_kind": "public_institution"}
    wrong = system.submit(page, "Register", **fields, credit_code=CODE[:-1] + "0", valid_from="2019年1月1日")
    assert (wrong.status_code, "does not fit its check digit" in wrong.text) == (422, True)
    assert NAME in wrong.text
    assert 'value="2019年1月1日"' in wrong.text
    done = system.submit(wrong, "Register", credit_code=CODE.lower())
    assert done.status_code == 302
    shown = system.get(done.location)
    for text in (NAME, CODE, "1 January 2019", "takes a proposal with review", "青禾县就业"):
        assert text in shown.text
    refused = system.submit(shown, "Save", body_kind="")
    assert (refused.status_code, "what kind of body" in refused.text) == (422, True)
    assert (
        system.submit(refused, "Save", body_kind="dispatched_agency", business_line="医保").status_code == 302
    )
    listed = system.get("/bodies?q=医疗").text
    assert (NAME in listed, "医保" in listed, "审计局" in listed.partition("<main")[2]) == (True, True, False)
    assert system.submit(system.get("/bodies/new"), "Register", body_name="又一局").status_code == 422


def test_a_township_is_registered_and_leads_to_its_first_body(world: World, system: CheckedClient) -> None:
    page = system.get("/bodies/jurisdictions/new")
    wrong = system.submit(page, "Register", code="9901", place_name="石桥镇")
    assert (wrong.status_code, "6, 9 or 12 digits" in wrong.text, 'value="石桥镇"' in wrong.text) == (
        422,
        True,
        True,
    )
    done = system.submit(wrong, "Register", code="990101300")
    assert done.status_code == 302
    assert "990101300 石桥镇" in system.get(done.location).text
    assert "石桥镇" in system.get("/bodies").text
    assert "No body is found" in system.get(f"/bodies?place={world.jurisdictions['990101'] + 999}").text


def test_bodies_of_other_areas_do_not_exist(world: World, system: CheckedClient) -> None:
    assert system.get(f"/bodies/{world.bodies['other-bureau']}").status_code == 404
    assert "白石县" not in system.get("/bodies").text
