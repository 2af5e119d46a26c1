"""Every page in a real browser, for every kind of reader, wide and narrow, in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.workflow.hidings import Hidings
from tests.world import COUNTY, World
from values.hiding import HidingTarget
from values.vocabulary import State

WIDTHS = (1440, 390)
PAGES = {
    "": (
        "/",
        f"/catalogues/{COUNTY}",
        f"/catalogues/{COUNTY}/releases/1",
        f"/catalogues/{COUNTY}/compare",
        "/sign-in",
        "/nowhere",
    ),
    "drafter": (
        "/inbox",
        "/proposals",
        "/proposals/{review}",
        "/proposals/{draft}/edit",
        "/messages",
        "/proposals/{behind}/edit/conflicts",
    ),
    "reviewer": ("/inbox", "/proposals/{review}", "/proposals/{review}/revisions"),
    "publisher": ("/proposals/{approved}", f"/catalogues/{COUNTY}?as-of=2026-01-01"),
    "supervisor": (
        "/inbox",
        f"/catalogues/{COUNTY}/hidings",
        f"/catalogues/{COUNTY}/entries/{{entry}}",
        f"/catalogues/{COUNTY}/entries/{{entry}}/hide",
    ),
    "auditor": ("/audit", "/proposals/{review}"),
    "business-admin": ("/routes", "/routes/2", "/routes/2/edit"),
    "system-admin": ("/deliveries", "/inbox"),
}
"""Addresses by who asks for them; names in braces are proposals in a state."""

EXPECTED = re.compile(r"status of 40[34]")
"""What the console says of pages that are meant to be refused."""

ONE_ENGINE = pytest.mark.parametrize(
    "databases", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True
)
"""How a page looks does not depend on the database."""


@ONE_ENGINE
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize("login", PAGES)
def test_pages_fit_and_are_accessible_and_quiet(
    chromium: Browser, live_server: str, app: Flask, world: World, login: str, language: str
) -> None:
    with app.app_context():
        numbers = {
            "draft": world.opened(),
            "review": world.in_state(State.IN_REVIEW),
            "approved": world.in_state(State.APPROVED),
            "behind": world.opened(),
            "entry": world.row().state.entry,
        }
        world.published(world.amendment(deadline="15个工作日内公开"))
        Hidings(world).hide(target=HidingTarget(entry=numbers["entry"], field="deadline"))
    context = chromium.new_context(base_url=live_server)
    context.add_cookies([{"name": "mulu_language", "value": language, "url": live_server}])
    page = context.new_page()
    complaints: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    if login:
        _sign_in(page, login, world)
    defects = [
        defect
        for width in WIDTHS
        for address in PAGES[login]
        for defect in _defects(page, address.format(**numbers), width)
    ]
    context.close()
    assert defects == []
    assert [one for one in complaints if not EXPECTED.search(one)] == []
    assert hosts == {live_server.removeprefix("http://")}


def _sign_in(page: Page, login: str, world: World) -> None:
    page.goto("/sign-in")
    page.locator("#f-login").fill(login)
    page.locator("#f-password").fill(world.password)
    page.locator("main button").click()
    page.wait_for_url(re.compile("/(inbox|catalogues)"))


def _defects(page: Page, address: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    found = [
        f"{address} at {width}: {one['id']} {one['nodes'][0]['html'][:120]}"
        for one in Axe().run(page).response["violations"]
    ]
    needed = page.evaluate("document.documentElement.scrollWidth")
    return [*found, *([f"{address} is {needed} wide at {width}"] if needed > width else [])]
