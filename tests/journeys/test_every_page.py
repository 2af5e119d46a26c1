"""Every page in a real browser, for every kind of reader, wide and narrow, in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.furniture import furnished
from tests.townships import PREFIX, TOWNSHIP
from tests.world import COUNTY, World

WIDTHS = (1440, 390)
PAGES = {
    "": (
        "/",
        f"/catalogues/{COUNTY}",
        f"/catalogues/{COUNTY}/releases/1",
        f"/catalogues/{COUNTY}/compare",
        f"/catalogues/{COUNTY}/entries/{{entry}}",
        f"/catalogues/{COUNTY}/entries/{{entry}}/compare",
        f"/catalogues/{COUNTY}?as-of=2026-03-01&known=2026-03-02T09:00",
        "/audit/how-to-verify",
        "/search",
        "/search?q=就业&as-of=2026-03-01",
        "/help",
        "/help/drafter",
        f"/catalogues/{TOWNSHIP}",
        f"/catalogues/{TOWNSHIP}/entries/{{claim}}",
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
        "/proposals/{draft}/edit/rows",
        "/proposals/{draft}/edit/entries/{entry}",
        "/proposals/{draft}/edit/entries/{entry}/operation",
        f"/catalogues/{COUNTY}/propose",
        f"/catalogues/{COUNTY}/body-change",
        f"/catalogues/{COUNTY}/import",
        "/absence",
        "/calendar?year=2026",
        "/rules",
        "/bases",
        "/bases/{basis}",
        "/compliance",
        f"/compliance/{COUNTY}",
        "/statistics?since=2020-01-01",
        "/statistics?since=soon",
        "/names",
        "/search?q=就业",
        "/names?q=就业政策",
        "/work",
        "/work/{made}",
        "/work/{making}",
        "/proposals/{overlapping}",
        "/proposals/{overlapping}/edit/entries/{supplement}",
    ),
    "drafter2": ("/inbox",),
    f"{PREFIX}drafter": (
        f"/catalogues/{TOWNSHIP}",
        f"/catalogues/{TOWNSHIP}/claim",
        f"/catalogues/{TOWNSHIP}/propose",
        "/proposals/{claiming}/edit",
        "/proposals/{claiming}/edit/claims",
        "/proposals/{claiming}/edit/entries/{other}",
        "/proposals/{claiming}/edit/entries/{other}/operation",
    ),
    "reviewer": (
        "/messages/mails/{mail}",
        "/inbox",
        "/proposals/{review}",
        "/proposals/{review}/revisions",
        "/proposals/{twice}/revisions/compare",
    ),
    "publisher": ("/proposals/{approved}", f"/catalogues/{COUNTY}?as-of=2026-01-01"),
    "supervisor": (
        "/inbox",
        "/help",
        f"/catalogues/{COUNTY}/hidings",
        f"/catalogues/{COUNTY}/entries/{{entry}}",
        f"/catalogues/{COUNTY}/entries/{{entry}}/hide",
        "/archive",
        "/archive/lists/{list}",
    ),
    "auditor": (
        "/audit",
        "/audit?action=everything&kind=route",
        "/audit?since=2030-01-01",
        "/ledger",
        "/audit?since=tomorrow&person=nobody",
        "/audit/events/{event}",
        "/proposals/{review}",
    ),
    "business-admin": (
        "/routes",
        "/routes/2",
        "/routes/2/edit",
        "/routes/new/990101",
        "/calendar?year=2031",
        "/bases/new",
        "/bases/{basis}",
        "/bases/{basis}/edit",
        "/bases/{basis}/mark",
        "/bases/{basis}/marks/{mark}",
        "/rules/channels",
        "/rules/channels/add/990101",
        "/rules/channels/{word}/withdraw",
        "/rules/provincial",
        "/rules/provincial/new/990101",
        "/rules/provincial/P-99-01",
        "/rules/provincial/P-99-01/edit/990101",
        "/archive",
        "/erasures",
    ),
    "system-admin": ("/deliveries", "/inbox", "/erasures"),
}
"""Addresses by who asks for them; names in braces are proposals in a state."""

NO_PAGES = {
    "static": "files of the pages",
    "health.alive": "for machines",
    "health.ready": "for machines",
    "audit.as_of": "leads on to a catalogue",
    "compliance.download": "a download",
    "statistics.download": "a download",
    "exports.catalogue": "a download",
    "exports.release": "a download",
    "exports.proposal": "a download",
    "importing.catalogue_workbook": "a download",
    "importing.draft_workbook": "a download",
    "papers.notice": "a download",
    "papers.proposal": "a download",
    "archive.case_file": "a download",
    "ledger.checkpoint": "for machines",
    "ledger.verifier_key": "for machines",
    "attachments.of_entry": "a download",
    "attachments.of_proposal": "a download",
}
"""What can be opened and is no page, with the reason."""

EXPECTED = re.compile(r"status of (40[34]|422)")
"""What the console says of pages that are meant to be refused, or asked what is not understood."""

ONE_ENGINE = pytest.mark.parametrize(
    "databases", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True
)
"""How a page looks does not depend on the database."""


@ONE_ENGINE
def test_no_page_is_left_out(app: Flask) -> None:
    places = dict.fromkeys(("entry", "supplement", "claim", "other", "mail"), "a") | dict.fromkeys(
        ("event", "basis", "mark", "word", "list", "made", "making"), "1"
    )
    addresses = app.url_map.bind("localhost")
    looked_at = set()
    for address in (one for listed in PAGES.values() for one in listed if one != "/nowhere"):
        filled = re.sub(r"\{(\w+)\}", lambda found: places.get(found[1], "990101-2026-0001"), address)
        looked_at.add(addresses.match(filled.partition("?")[0])[0])
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - NO_PAGES.keys() == looked_at


@ONE_ENGINE
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize("login", PAGES)
def test_pages_fit_and_are_accessible_and_quiet(
    chromium: Browser, live_server: str, app: Flask, world: World, login: str, language: str
) -> None:
    world, names = furnished(app, world)
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
        for defect in _defects(page, address.format(**names), width)
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
