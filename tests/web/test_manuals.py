"""The manuals: two printed pages a role, with the names that buttons really have, in both languages."""

import re
from functools import cache

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.test_every_page import ONE_ENGINE
from tests.printing import document
from tests.sources import ROOT
from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import Role
from web.context import OF_ROLES
from web.manuals import MANUALS
from web.manuals.form import Line
from web.wording.common import LABELS
from workflow.labels import ACTION_LABELS, PAPER_LABELS

A4 = (595, 842)
"""Points."""

HEAVIEST = 400_000
"""Bytes of a manual with everything that it loads."""

PLACES = re.compile(r"%\((\w)\)s")


def test_every_role_has_a_manual() -> None:
    assert {role for one in MANUALS.values() for role in one.roles} == set(Role)


@pytest.mark.parametrize("slug", MANUALS)
def test_a_manual_names_only_what_pages_really_say(slug: str) -> None:
    for step in _lines(slug):
        assert [*"abc"[: len(step.buttons)]] == PLACES.findall(step.text), step.text
        assert [one for one in step.buttons if one not in _said_by_pages()] == []


@pytest.mark.parametrize("slug", MANUALS)
def test_a_job_is_told_in_five_lines_with_three_or_four_pictures(slug: str) -> None:
    one = MANUALS[slug]
    assert len(one.job) == 5
    assert 2 <= len(one.pictures) <= 4
    for picture in one.pictures:
        for language in ("zh", "en"):
            assert (ROOT / "static" / "manual" / language / f"{picture.name}.webp").exists(), picture.name


@ONE_ENGINE
@pytest.mark.parametrize("slug", MANUALS)
def test_a_manual_is_a_sound_page_and_help_leads_to_it(app: Flask, world: World, slug: str) -> None:
    client = signed_in(app, world, "reviewer")
    assert f'href="/help/{slug}"' in client.get("/help").text
    page = client.get(f"/help/{slug}")
    for picture in MANUALS[slug].pictures:
        assert f"/static/manual/en/{picture.name}.webp" in page.text
    assert "<b>" in page.text


@ONE_ENGINE
def test_what_no_manual_is_called_is_not_found(app: Flask, world: World) -> None:
    assert signed_in(app, world, "reviewer").get("/help/emperor").status_code == 404


@ONE_ENGINE
@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_a_manual_fills_two_pages_and_loads_quickly(
    chromium: Browser, live_server: str, world: World, language: str
) -> None:
    del world
    context = chromium.new_context(base_url=live_server)
    context.add_cookies([{"name": "mulu_language", "value": language, "url": live_server}])
    page = context.new_page()
    for slug in MANUALS:
        assert _weight(page, f"/help/{slug}") <= HEAVIEST, slug
        printed = document(page.pdf(prefer_css_page_size=True, print_background=True)).pages
        assert len(printed) == 2, slug
        for sheet in printed:
            assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    context.close()


def _weight(page: Page, address: str) -> int:
    sizes: list[int] = []

    def weigh(response: object) -> None:
        sizes.append(len(response.body()))  # type: ignore[attr-defined]

    page.on("response", weigh)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", weigh)
    return sum(sizes)


def _lines(slug: str) -> list[Line]:
    one = MANUALS[slug]
    return [*one.steps, *(trouble.remedy for trouble in one.troubles)]


@cache
def _said_by_pages() -> frozenset[str]:
    """Return everything that templates say, with what they say of actions, papers and in the navigation."""
    sentences = re.compile(r'_\("([^"]+)"')
    said = {
        one
        for path in (ROOT / "templates").rglob("*.html")
        if path.name != "manual.html"
        for one in sentences.findall(path.read_text(encoding="utf-8"))
    }
    navigation = sentences.findall((ROOT / "web" / "context.py").read_text(encoding="utf-8"))
    answers = re.findall(
        r'gettext\("([^"]+)"\)', (ROOT / "web" / "proposal" / "actions.py").read_text(encoding="utf-8")
    )
    in_navigation = re.findall(
        r'gettext\("([^"]+)"\)', (ROOT / "web" / "context.py").read_text(encoding="utf-8")
    )
    named = (label for _, _, label, _ in OF_ROLES)
    tables = (*ACTION_LABELS.values(), *PAPER_LABELS.values(), *LABELS.values())
    return frozenset({*said, *navigation, *answers, *in_navigation, *named, *tables})
