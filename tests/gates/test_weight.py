"""The largest pages of a real installation are light enough: both catalogues of a county, whole."""

import re

import pytest
from flask import Flask

from tests.gates.weight import MOST
from tests.sources import ROOT
from tests.web.people import signed_in, visitor
from tests.world import World
from web.cli import seeding

FETCHED = re.compile(r'(?:href|src)="/(static/[^"?]+)')


@pytest.mark.parametrize("databases", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
def test_catalogues_of_the_national_size_are_light_enough(app: Flask) -> None:
    with app.app_context():
        seeding.prepare(app, lambda _: None)
    world = World(password=seeding.demo_password(app.config["SETTINGS"]))
    weights = {}
    for name, client in (("public", visitor(app)), ("drafter", signed_in(app, world, "drafter"))):
        for address in (
            "/catalogues/990101-social-insurance",
            "/catalogues/990101-social-insurance/releases/1",
        ):
            html = client.get(address).text
            fetched = {ROOT / path for path in FETCHED.findall(html)}
            assert len(fetched) > 10
            weights[name, address] = len(html.encode()) + sum(path.stat().st_size for path in fetched)
    assert {page: weight for page, weight in weights.items() if weight > MOST} == {}
