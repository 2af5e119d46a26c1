"""Undoing a release in the browser: one click on the release's page or on the proposal's."""

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.world import COUNTY, World

BUTTON = "Undo this release …"
RELEASE = f"/catalogues/{COUNTY}/releases/2"


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """The number of a proposal that was published as release 2."""
    with app.app_context():
        return world.published()


@pytest.mark.parametrize("where", [RELEASE, "/proposals/{number}"])
def test_one_click_leads_to_the_prefilled_draft(app: Flask, world: World, number: str, where: str) -> None:
    client = signed_in(app, world, "drafter")
    answer = client.submit(client.get(where.format(number=number)), BUTTON)
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert page.status_code == 200
    assert "Nothing is undone until this proposal is published." in page.text
    assert "撤销第2版：压缩公开时限" in page.text
    assert "就业政策法规咨询" in page.text


@pytest.mark.parametrize("login", ["", "reviewer", "other-drafter"])
def test_only_a_drafter_of_the_county_is_offered_it(
    app: Flask, world: World, number: str, login: str
) -> None:
    assert number
    client = signed_in(app, world, login) if login else visitor(app)
    assert BUTTON not in client.get(RELEASE).text


@pytest.mark.usefixtures("number")
def test_what_cannot_be_undone_is_said_on_a_page(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(RELEASE)
    with app.app_context():
        world.published(world.amendment(deadline="公开事项信息形成或变更之日起20个工作日内公开"))
    answer = client.submit(page, BUTTON)
    assert answer.status_code == 409
    assert "All that release 2 changed has been changed back already." in answer.text
