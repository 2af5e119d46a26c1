"""Every page in a real browser, for every kind of reader, wide and narrow, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.founding import NEW
from tests.gates.sampling import LONG, looks
from tests.gates.validity import defects_of_pages
from tests.gates.visits import visiting
from tests.townships import PREFIX, TOWNSHIP
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, World

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
        "/proposals/{draft}/edit/table",
        "/messages",
        "/messages/preferences",
        "/proposals/{review}/told",
        "/proposals/{behind}/edit/conflicts",
        "/proposals/{draft}/edit/rows",
        "/proposals/{draft}/edit/entries/{entry}",
        "/proposals/{draft}/edit/entries/{entry}/operation",
        f"/catalogues/{COUNTY}/propose",
        f"/catalogues/{COUNTY}/body-change",
        f"/catalogues/{COUNTY}/import",
        f"/catalogues/{COUNTY}/import/{{read}}",
        f"/catalogues/{COUNTY}/import/{{reading}}",
        "/absence",
        "/calendar?year=2026",
        "/rules",
        "/bases",
        "/bases/{basis}",
        "/compliance",
        f"/compliance/{COUNTY}",
        "/statistics?since=2020-01-01",
        "/places",
        f"/places?what=column&mine=1&catalogue={COUNTY}",
        f"/catalogues/{COUNTY}/entries/{{dead}}",
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
        "/proposals/{judged}/sheet",
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
    "new-drafter": (
        "/catalogues",
        f"/catalogues/{NEW}/begin",
        "/proposals/{beginning}/edit",
        "/proposals/{beginning}/edit/standard",
        "/proposals/{beginning}/edit/entries/{unlisted}/operation",
    ),
    "new-drafter2": (f"/catalogues/{NEW}/begin",),
    "business-admin": (
        "/catalogues/found",
        f"/catalogues/{COUNTY}/hand-over",
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
    "system-admin": (
        "/deliveries",
        "/deliveries/services",
        "/deliveries/services/990101/wecom_robot",
        "/deliveries/services/990101/sms_gateway",
        "/addresses",
        "/inbox",
        "/erasures",
        "/bodies",
        "/bodies?q=nobody",
        "/bodies/new",
        "/bodies/{body}",
        "/bodies/jurisdictions/new",
    ),
    "security-admin": (
        "/accounts",
        "/accounts?q=nobody",
        "/accounts/new",
        "/accounts/reviewer",
        "/accounts/security-admin",
        "/accounts/left",
        "/account/password",
    ),
    "audit-admin": ("/security-log", "/security-log?since=tomorrow&person=nobody"),
}
"""Addresses by who asks for them; names in braces are proposals in a state."""

NO_PAGES = {
    "draft_table.cell": "a part of a page",
    "static": "files of the pages",
    "mail.show_page": "a mail as mail programs show it, in a sandbox without script",
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

ONE_ENGINE = pytest.mark.parametrize(
    "databases", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True
)
"""How a page looks does not depend on the database."""


@ONE_ENGINE
def test_no_page_is_left_out(app: Flask) -> None:
    places = dict.fromkeys(
        ("entry", "supplement", "claim", "other", "mail", "dead", "unlisted"), "a"
    ) | dict.fromkeys(
        ("event", "basis", "mark", "word", "list", "made", "making", "read", "reading", "body"), "1"
    )
    addresses = app.url_map.bind("localhost")
    looked_at = set()
    for address in (one for listed in PAGES.values() for one in listed if one != "/nowhere"):
        filled = re.sub(r"\{(\w+)\}", lambda found: places.get(found[1], "990101-2026-0001"), address)
        looked_at.add(addresses.match(filled.partition("?")[0])[0])
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - NO_PAGES.keys() == looked_at


PART = 3 if LONG else 10
PARTS = [
    pytest.param(login, range(start, start + PART), id=f"{login or 'public'}-{start}")
    for login, listed in PAGES.items()
    for start in range(0, len(listed), PART)
]
"""The pages of a person in parts, so that several processes share them."""

Furnished = tuple[World, dict[str, str]]


@ONE_ENGINE
@pytest.mark.parametrize(("login", "part"), PARTS)
def test_pages_pass_every_gate(
    chromium: Browser,
    live_server: str,
    furnished_world: Furnished,
    programs_if_any: Path | None,
    login: str,
    part: range,
) -> None:
    world, names = furnished_world
    found: list[str] = []
    with visiting(chromium, live_server, programs_if_any) as someone:
        if login:
            someone.sign_in(login, world.password)
        for look in looks(login, PAGES[login]):
            address = look.address.format(**names)
            if PAGES[login].index(look.address) in part:
                found += someone.defects(address, look.way)
                if look.is_first or LONG:
                    found += someone.plain_defects(address, look.way)
    assert not found, "\n".join(found)


@ONE_ENGINE
def test_every_page_is_valid_html(
    app: Flask, furnished_world: Furnished, programs: Path, tmp_path: Path
) -> None:
    world, names = furnished_world

    def pages() -> Iterator[tuple[str, str]]:
        for language in ("zh_Hans", "en"):
            for login, listed in PAGES.items():
                client = (
                    signed_in(app, world, login, language=language)
                    if login
                    else visitor(app, language=language)
                )
                for address in listed:
                    answer = FlaskClient.open(client, address.format(**names))
                    yield (
                        f"{address} for {login or 'the public'} in {language}",
                        answer.get_data(as_text=True),
                    )

    found = defects_of_pages(pages(), programs, tmp_path)
    assert not found, "\n".join(found)
