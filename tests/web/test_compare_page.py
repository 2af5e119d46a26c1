"""The page on which anyone compares two releases."""

from datetime import timedelta

import pytest
from flask import Flask

from tests import papers
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.hiding import HidingTarget
from workflow.commands import approval, publication, submission
from workflow.commands.attaching import attach


@pytest.fixture
def releases(app: Flask, world: World) -> World:
    """A county with three releases: one amended a row, the next added one."""
    with app.app_context():
        world.published(world.amendment(deadline="7个工作日内公开"))
        world.published(world.addition("就业见习"))
    return world


def test_without_a_choice_the_newest_release_is_compared_with_the_one_before(
    app: Flask, releases: World
) -> None:
    assert releases
    page = visitor(app).get(f"/catalogues/{COUNTY}/compare")
    assert page.status_code == 200
    assert "Release 2 against release 3" in page.text
    assert "1 row differs" in page.text
    assert "就业见习" in page.text
    assert "7个工作日内公开" not in page.text


def test_two_releases_that_are_chosen_stand_side_by_side(app: Flask, releases: World) -> None:
    assert releases
    page = visitor(app).get(f"/catalogues/{COUNTY}/compare?from=1&to=3")
    assert "2 rows differ" in page.text
    assert "Added" in page.text
    assert "Amended" in page.text
    assert 'data-l="Release 1"' in page.text
    assert "Number — → 1.3" in page.text
    assert "You look back" not in page.text


def test_one_may_look_back(app: Flask, releases: World) -> None:
    assert releases
    page = visitor(app).get(f"/catalogues/{COUNTY}/compare?from=3&to=1")
    assert "You look back" in page.text
    assert "Not in the catalogue yet" in page.text


def test_the_same_release_twice_differs_in_nothing(app: Flask, releases: World) -> None:
    assert releases
    page = visitor(app).get(f"/catalogues/{COUNTY}/compare?from=2&to=2")
    assert page.status_code == 200
    assert "No row differs" in page.text


def test_a_catalogue_with_one_release_can_be_asked_too(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    assert "There is only one release so far" in client.get(f"/catalogues/{COUNTY}/compare").text
    assert "/compare" not in client.get(f"/catalogues/{COUNTY}").text


def test_catalogue_and_release_lead_there(app: Flask, releases: World) -> None:
    assert releases
    client = visitor(app)
    assert f"/catalogues/{COUNTY}/compare" in client.get(f"/catalogues/{COUNTY}").text
    assert (
        f"/catalogues/{COUNTY}/compare?from=1&amp;to=2" in client.get(f"/catalogues/{COUNTY}/releases/2").text
    )


@pytest.mark.parametrize(
    "address",
    [
        "/catalogues/990199-employment/compare",
        f"/catalogues/{COUNTY}/compare?from=0&to=1",
        f"/catalogues/{COUNTY}/compare?from=1&to=4",
        f"/catalogues/{COUNTY}/compare?from=first",
        f"/catalogues/{COUNTY}/compare?to=-1",
    ],
)
def test_what_does_not_exist_gets_a_sentence(app: Flask, releases: World, address: str) -> None:
    assert releases
    page = visitor(app).get(address)
    assert page.status_code == 404
    assert "There is no published catalogue" in page.text or "no such release" in page.text


def test_a_file_that_came_or_went_is_named(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        number = world.opened()
        entry = world.row().state.entry
        drafter = world.actor("drafter")
        attach(number, actor=drafter, name="空白表.docx", data=papers.DOCX, draft_version=1, entry=entry)
        submission.submit(number, actor=drafter)
        proposal = visitor_of_proposal(app, world, number)
        world.sign(number, "reviewer", "secrecy")
        approval.approve(number, actor=world.actor("supervisor"))
        publication.publish(number, actor=world.actor("publisher"))
    clock.advance(timedelta(minutes=1))
    named = f"空白表.docx SHA-256 {sha256_hex(papers.DOCX)[:16]}"
    assert named in proposal
    for address in ("compare", "releases/2", f"entries/{entry}"):
        assert named in visitor(app).get(f"/catalogues/{COUNTY}/{address}").text, address
    assert named not in visitor(app).get(f"/catalogues/{COUNTY}/releases/1").text
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=entry, attachment=sha256_hex(papers.DOCX)))
    for address in ("compare", "releases/2", f"entries/{entry}"):
        assert "空白表" not in visitor(app).get(f"/catalogues/{COUNTY}/{address}").text, address


def visitor_of_proposal(app: Flask, world: World, number: str) -> str:
    """Return what the reviewer sees of a proposal."""
    return signed_in(app, world, "reviewer").get(f"/proposals/{number}").text
