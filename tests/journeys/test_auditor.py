"""An auditor's morning in a real browser: look, ask closely, follow what changed, take it away, print it."""

import csv
import re

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import follow
from tests.journeys.office import Office, at, today
from tests.web.trails import recorded
from tests.world import COUNTY, World


def test_an_auditor_finds_what_changed_and_takes_it_away(office: Office, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.published(world.amendment(deadline="15个工作日内公开"))
    page = office.window("auditor")
    follow(page, at(page, "/inbox").get_by_role("link", name="审计", exact=True))
    page.locator("#f-proposal").fill(number)
    page.locator("#f-since").fill(today())
    follow(page, page.get_by_role("button", name="查看", exact=True))
    newest = page.locator(".tl > li").first
    expect(newest.locator("h3")).to_contain_text("发布了第2版")
    expect(newest.locator(".box")).to_contain_text(re.compile("待发布.*已发布"))
    for link in ("修订对照", "第1版.*第2版"):
        follow(page, newest.get_by_role("link", name=re.compile(link)))
        expect(page.locator("ins").first).to_be_visible()
        page.go_back()
    follow(page, newest.get_by_role("link", name=re.compile("查看原始记录")))
    expect(page.locator(".bytes")).to_contain_text('"action":"publish"')
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("button", name="表格（CSV）").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 8
    assert "发布了第2版" in rows[1][3]
    page.get_by_role("button", name="打印", exact=True).click()
    expect(page.locator(".trail tbody tr")).to_have_count(6)
    assert _defects(page) == []
    assert [said["form"] for _, said in recorded(app, "audit_exported")] == ["csv", "print"]


def test_an_auditor_asks_what_a_catalogue_said_and_compares_versions(
    office: Office, app: Flask, world: World
) -> None:
    with app.app_context():
        world.published(world.amendment(deadline="15个工作日内公开"))
        entry = world.row().state.entry
    page = at(office.window("auditor"), "/audit")
    page.locator("#f-code").select_option(COUNTY)
    page.locator("#f-as-of").fill("2026-03-01")
    follow(page, page.get_by_role("button", name="查看目录"))
    expect(page.locator(".banner")).to_contain_text("2026年3月1日")
    follow(page, at(page, f"/catalogues/{COUNTY}/entries/{entry}").get_by_role("link", name="版本对照"))
    expect(page.locator("ins").first).to_be_visible()
    follow(
        page, at(page, f"/catalogues/{COUNTY}/entries/{entry}").get_by_role("link", name="本事项的审计轨迹")
    )
    expect(page.locator(".tl h3").first).to_contain_text("发布了第2版")
    page.get_by_role("link", name="如何自行核验").click()
    expect(page.get_by_text("python3 -I DIR/verify.py DIR --vkey FILE --checkpoint FILE")).to_be_visible()


def _defects(page: Page) -> list[str]:
    """Return what is inaccessible, or too wide for a phone."""
    page.set_viewport_size({"width": 390, "height": 900})
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    needed = page.evaluate("document.documentElement.scrollWidth")
    return [*found, *([f"{needed} wide"] if needed > 390 else [])]
