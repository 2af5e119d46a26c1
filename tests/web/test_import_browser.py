"""The row diff of a file in a real browser: it fits, is accessible, and leads to a draft."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from formats.writing import FileKind, write
from tests.workflow.importing import LATER, added, document, with_row, without_row
from tests.world import COUNTY, ROWS, World


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_row_diff_fits_and_leads_to_a_draft(
    page: Page, live_server: str, app: Flask, world: World, language: str
) -> None:
    with app.app_context():
        world.published(world.addition("失业登记"))
        file = with_row(
            added(with_row(document(world), ROWS[0], deadline=LATER)), "失业登记", name="失业登记办理"
        )
        data = write(without_row(file, ROWS[1]), FileKind.XLSX)
    page.context.add_cookies([{"name": "mulu_language", "value": language, "url": live_server}])
    page.goto("/sign-in")
    page.locator("[name=login]").fill("drafter")
    page.locator("[name=password]").fill(world.password)
    page.locator("main button.btn-primary").click()
    page.goto(f"/catalogues/{COUNTY}/import")
    page.locator("[name=file]").first.set_input_files(
        {"name": "目录.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("main form button.btn-primary").click()
    expect(page.locator("#h-doubtful")).to_be_visible()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.locator(".bar .btn-primary").click()
    expect(page.locator(".notice.ok")).to_be_visible()
