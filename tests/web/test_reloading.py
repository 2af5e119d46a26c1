"""An address that only takes forms leads to the page of its form when it is opened: reloaded, gone back to, signed in to."""

import re

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.world import COUNTY, World

PLACES = {
    f"/catalogues/{COUNTY}/import/3/draft": f"/catalogues/{COUNTY}/import/3",
    f"/catalogues/{COUNTY}/import/3/cells": f"/catalogues/{COUNTY}/import/3",
    "/proposals/990101-2026-0001/edit/entries/0f/remove": "/proposals/990101-2026-0001/edit/entries/0f",
    "/proposals/990101-2026-0001/edit/entries": "/proposals/990101-2026-0001/edit",
    "/erasures/comments": "/erasures",
    "/routes/2/catalogues": "/routes/2",
    "/language/en": "/",
    "/sign-out": "/",
}


@pytest.mark.parametrize("address", PLACES)
def test_it_leads_to_the_page_above(app: Flask, world: World, address: str) -> None:
    for client in (signed_in(app, world, "drafter"), visitor(app)):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, PLACES[address])


def test_signing_in_from_there_ends_on_a_page(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    answer = client.get(f"/catalogues/{COUNTY}/import")
    assert answer.status_code == 200
    answer = client.get("/erasures/comments")
    assert answer.location == "/erasures"


def test_every_address_for_forms_leads_to_one_that_can_be_opened(app: Flask) -> None:
    client, adapter = visitor(app), app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            continue
        address = re.sub(r"<(?:any\((\w+).*?\):|\w+:)?\w+>", lambda one: one[1] or "1", rule.rule)
        if adapter.allowed_methods(address).count("GET"):
            continue
        answer = client.get(address)
        assert answer.status_code == 303, address
        assert adapter.match(answer.location, method="GET"), address


def test_other_wrong_methods_are_still_refused(app: Flask) -> None:
    assert app.test_client().delete("/").status_code in {400, 405}
