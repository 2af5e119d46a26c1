"""The official table on a phone, in a real browser: a card a row, every cell with its label, and still a table."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import assert_fits
from tests.world import COUNTY, ROWS

CELLS = """[...document.querySelectorAll(".cat tbody tr:first-child td[data-l]")]
    .filter((cell) => cell.checkVisibility())
    .map((cell) => [cell.headers, getComputedStyle(cell, "::before").content.slice(1, -1),
        getComputedStyle(cell, "::after").content.replace(/^none$|"/g, "")])"""
"""Of the first row: which columns a cell names, and what stands before and behind what it says."""
HEADS = "Object.fromEntries([...document.querySelectorAll('.cat th')].map((one) => [one.id, one.textContent.trim()]))"


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.usefixtures("world")
def test_on_a_phone_each_row_is_a_card_with_the_words_of_the_head(page: Page, language: str) -> None:
    page.goto("/sign-in")
    page.context.add_cookies([{"name": "mulu_language", "value": language, "url": page.url}])
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"/catalogues/{COUNTY}")
    box = page.locator(".tblbox")
    assert box.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    cells, heads = page.evaluate(CELLS), page.evaluate(HEADS)
    assert {"c-elements", "c-bases", "c-deadline", "c-bodies", "c-channels"} <= {one for one, _, _ in cells}
    for columns, before, behind in cells:
        group, *own = columns.split(" ")
        assert before == heads[group]
        assert behind in ("", *(heads[one] for one in own))
    # Nothing is lost that the table says, and what is empty takes no room.
    assert page.locator(".cat tbody td:empty:visible").count() == 0
    assert {one for one, _, behind in cells if behind} >= {
        "c-audience c-all",
        "c-mode c-pro",
        "c-level c-county",
    }
    assert_fits(page)


@pytest.mark.usefixtures("app", "world")
def test_a_table_of_cards_is_still_a_table_and_a_desk_sees_the_official_form(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"/catalogues/{COUNTY}")
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(len(ROWS) + 2)
    expect(table.get_by_role("columnheader").first).to_be_attached()
    expect(table.get_by_role("cell", name=ROWS[1])).to_be_visible()
    expect(page.locator(".cat tbody tr").first).to_have_attribute("role", "row")
    page.locator("#f-q").fill(ROWS[1])
    expect(page.locator(".cat tbody tr:visible .lv1")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    assert (
        page.locator(".cat tbody tr:visible").evaluate("(one) => getComputedStyle(one).display")
        == "table-row"
    )
    expect(page.locator("#c-elements")).to_be_visible()


@pytest.mark.usefixtures("app", "world")
def test_without_scripts_a_phone_shows_cards_as_well(chromium: Browser, live_server: str) -> None:
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"/catalogues/{COUNTY}")
    assert page.locator(".cat tbody tr").first.evaluate("(one) => one.offsetWidth") <= 390
    expect(page.get_by_role("cell", name=ROWS[0])).to_be_visible()
    context.close()
