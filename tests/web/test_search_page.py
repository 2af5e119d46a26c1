"""The page that searches everything, for the public and those who signed in, and the box that leads to it."""

import json

import pytest
from flask import Flask

from tests.page_checks import forms_of
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, ROWS, World
from values.hiding import HidingTarget
from values.vocabulary import State

MARKUP = '<img src=x onerror="alert(1)">'
ALIKE = "职业培训补贴"


def test_the_public_searches_what_is_published(app: Flask, world: World) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, world.addition(ALIKE))
        entry = world.row().state.entry
    client = visitor(app)
    page = client.submit(client.get("/"), "Search everything", q=ROWS[0])
    assert f"/catalogues/{COUNTY}/entries/{entry}" in page.text
    assert f"<mark>{ROWS[0]}</mark>" in page.text
    assert "3 results" in page.text
    assert "Nothing holds all of these words" in client.get(f"/search?q={ALIKE}").text


def test_whoever_signed_in_finds_proposals_and_narrows_down(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW, world.addition(ALIKE))
    client = signed_in(app, world, "drafter")
    page = client.get(f"/search?q={ALIKE}")
    assert f"/proposals/{number}" in page.text
    found = client.get("/search?q=就业&kind=proposal")
    assert "Search without narrowing" in found.text
    kept = next(form for form in forms_of(found.text) if "as-of" in form.values)
    assert kept.values["kind"] == "proposal"


def test_the_question_stays_in_its_field_and_anything_can_be_asked(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    assert "Nothing was asked for" in client.get("/search").text
    page = client.get("/search", query_string={"q": MARKUP, "kind": "nothing", "year": "x", "body": "9" * 30})
    assert MARKUP not in page.text
    assert any(form.values.get("q") == MARKUP for form in forms_of(page.text))
    for question in ("就" * 2000, "' OR 1=1 --", "* AND"):
        page = client.get("/search", query_string={"q": question, "start": "99999"})
        kept = {form.values["q"] for form in forms_of(page.text) if form.values.get("q")}
        assert kept, "what was asked is gone"
        assert all(question.startswith(one) for one in kept)


def test_days_are_kept_in_the_address_of_what_is_found(app: Flask, world: World) -> None:
    assert world
    page = visitor(app).get("/search", query_string={"q": ROWS[0], "as-of": "2030-01-01"})
    assert "as known now" in page.text
    assert "?as-of=2030-01-01" in page.text
    shown = {"q": ROWS[0], "as-of": "2019-01-01", "clock": "shown"}
    assert "that were shown on" in visitor(app).get("/search", query_string=shown).text


def test_pages_lead_to_each_other(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition(*(f"见习基地{number:02}" for number in range(25))))
    client = visitor(app)
    first = client.get("/search?q=见习基地")
    assert first.text.count('class="what"') == 20
    following = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = client.get(following)
    assert second.text.count('class="what"') == 5
    assert "Next page" not in second.text


def test_nothing_on_the_page_tells_of_what_is_hidden(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition(ALIKE))
        Hidings(world).hide(target=HidingTarget(entry=world.row(ALIKE).state.entry, field="deadline"))
    page = visitor(app).get(f"/search?q={ALIKE}")
    assert "Nothing holds all of these words" in page.text
    assert f"<mark>{ALIKE}</mark>" in signed_in(app, world, "publisher").get(f"/search?q={ALIKE}").text


@pytest.mark.usefixtures("world")
def test_the_command_finds_checks_and_rebuilds(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    found = json.loads(run(args=["search", ROWS[0], "--json"]).stdout)
    assert (found["total"], len(found["results"])) == (3, 3)
    assert found["results"][0]["kind"] == "entry"
    assert ROWS[0] in run(args=["search", ROWS[0], "--kind", "entry", "--as", "drafter"]).stdout
    assert json.loads(run(args=["search", "check", "--json"]).stdout)["wrong"] == 0
    assert json.loads(run(args=["search", "rebuild", "--json"]).stdout) == {"mended": 0}
    assert run(args=["search", "check"]).exit_code == 0
