"""The page on which every signed-in person searches the names of all catalogues, and the links that lead to it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.page_checks import forms_of
from tests.web.editing import Draft
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World
from values.hiding import HidingTarget
from values.vocabulary import State

OWN = "就业政策法规咨询服务"
MARKUP = '<img src=x onerror="alert(1)">'


def link_of(page: str, words: str) -> str:
    """Return where a link that says this leads, of those that open another tab."""
    before = page[: page.index(words)]
    tag = before[before.rindex("<a ") :]
    assert 'target="_blank"' in tag
    assert 'rel="noopener"' in tag
    return tag.split('href="')[1].split('"')[0]


def asked(address: str) -> str:
    """Return the name that an address of the search asks for."""
    parts = urlsplit(address)
    assert parts.path == "/names"
    return parse_qs(parts.query)["q"][0]


@pytest.mark.parametrize("login", ["drafter", "other-drafter", "overseer", "auditor", "system-admin"])
def test_everyone_who_signed_in_finds_names_of_all_catalogues(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    page = client.submit(client.get("/names"), "Search", q="1.1 就業政策法規諮詢")
    assert page.text.count("Same name") == 3
    assert page.text.count("100% alike") == 3
    for code in (COUNTY, OTHER_COUNTY, STANDARD):
        assert f"/catalogues/{code}/entries/" in page.text
    assert HEADING in page.text
    assert "青禾县" in page.text


def test_a_hit_leads_to_its_entry(app: Flask, world: World) -> None:
    with app.app_context():
        entry = world.row(code=OTHER_COUNTY).state.entry
    client = signed_in(app, world, "drafter")
    address = f"/catalogues/{OTHER_COUNTY}/entries/{entry}"
    assert address in client.get("/names", query_string={"q": ROWS[0]}).text
    assert ROWS[0] in client.get(address).text


def test_visitors_are_asked_to_sign_in(app: Flask, world: World) -> None:
    assert world
    answer = visitor(app).get("/names?q=1")
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_the_question_stays_in_its_field(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    nothing = client.get("/names")
    assert "No name was asked for" in nothing.text
    page = client.get("/names", query_string={"q": MARKUP})
    assert "No entry has a name like this" in page.text
    assert MARKUP not in page.text
    assert MARKUP in {form.values.get("q") for form in forms_of(page.text)}
    long = client.get("/names", query_string={"q": "就" * 2000, "page": "99999"})
    assert long.status_code == 200


def test_pages_lead_to_each_other(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition(*(f"见习基地{number:03}" for number in range(60))))
    client = signed_in(app, world, "drafter")
    first = client.get("/names", query_string={"q": "见习基地"})
    assert first.text.count("One contains the other") == 50
    following = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = client.get(following)
    assert second.text.count("One contains the other") == 10
    assert "Next page" not in second.text


def test_a_hidden_name_is_shown_to_those_in_charge_with_a_mark(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition("技能竞赛"))
        Hidings(world).hide(target=HidingTarget(entry=world.row("技能竞赛").state.entry))
    page = signed_in(app, world, "drafter").get("/names?q=技能竞赛").text
    assert "Hidden in an emergency" in page
    assert f"/catalogues/{COUNTY}/entries/" in page
    other = signed_in(app, world, "other-drafter").get("/names?q=技能竞赛").text
    assert f"/catalogues/{COUNTY}/entries/" not in other
    assert "No entry has a name like this" in other


def test_an_overlap_on_the_proposal_leads_to_the_search(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW, world.addition(OWN))
        plain = world.in_state(State.IN_REVIEW, world.addition("养老金核定"))
    reviewer = signed_in(app, world, "reviewer")
    page = reviewer.get(f"/proposals/{number}")
    address = link_of(page.text, f"Search for “{OWN}” nationwide")
    assert asked(address) == OWN
    assert OTHER_COUNTY in reviewer.get(address).text
    assert "Search for “" not in reviewer.get(f"/proposals/{plain}").text


def test_the_editor_of_a_supplement_leads_to_the_search_and_that_of_another_row_does_not(
    app: Flask, world: World
) -> None:
    with app.app_context():
        text = world.addition(OWN)
        number = world.opened(text)
        other = world.opened()
    client = signed_in(app, world, "drafter")
    draft = Draft(app, world, f"/proposals/{number}/edit")
    page = client.get(draft.entry_address)
    assert asked(link_of(page.text, f"Search for “{OWN}” nationwide")) == OWN
    fields = draft.fields(page) | {"name": "工伤康复"}
    preview = client.post(f"{draft.entry_address}/preview", data=fields, headers={"HX-Request": "true"})
    assert asked(link_of(preview.text, "Search for “工伤康复” nationwide")) == "工伤康复"
    whole = client.post(f"{draft.entry_address}/preview", data=fields)
    assert asked(link_of(whole.text, "Search for “工伤康复” nationwide")) == "工伤康复"
    adapted = Draft(app, world, f"/proposals/{other}/edit").entry_address
    assert "Search for “" not in client.get(adapted).text
