"""The page of a catalogue on paper: each column has room for its words, in both languages; rows and names stay whole."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_every_page import ONE_ENGINE
from tests.printing import document, letters
from tests.world import COUNTY, HEADING, ROWS, World

PAPER = {"width": 1032, "height": 680}
"""What A4 across holds between its margins, in the pixels of CSS."""
SHARES = """() => {
  const table = document.querySelector("table.cat").clientWidth;
  return document.querySelector("#c-elements").clientWidth / table;
}"""
CUT_OFF = """() => [...document.querySelectorAll("table.cat thead th")]
  .filter((head) => head.scrollWidth > head.clientWidth + 1).map((head) => head.id)"""
MANY = 30
MANY_ROWS = """(many) => {
  const last = document.querySelector("table.cat tbody tr:last-child");
  for (let one = 0; one < many; one++) {
    const more = last.cloneNode(true);
    more.children[1].textContent += "说明";
    last.parentNode.append(more);
  }
  document.querySelector("table.cat td.lv1").rowSpan += many;
}"""
"""A heading of so many rows that no page holds them all; each is told from the others' by what follows its name."""


def opened(chromium: Browser, live_server: str, language: str) -> Page:
    """Return the county's catalogue as wide as a sheet, in a language."""
    context = chromium.new_context(base_url=live_server, viewport=PAPER)  # type: ignore[arg-type]
    context.add_cookies([{"name": "mulu_language", "value": language, "url": live_server}])
    page = context.new_page()
    page.goto(f"/catalogues/{COUNTY}")
    return page


@ONE_ENGINE
@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_each_column_has_room_on_paper(
    chromium: Browser, live_server: str, world: World, language: str
) -> None:
    del world
    page = opened(chromium, live_server, language)
    page.emulate_media(media="print")
    assert page.evaluate(SHARES) > 0.08
    assert page.evaluate(CUT_OFF) == []
    for one in page.locator(".secrecy").all():
        expect(one).to_be_hidden()
    page.context.close()


@ONE_ENGINE
@pytest.mark.browser
@pytest.mark.parametrize(("language", "head"), [("zh_Hans", "公开依据"), ("en", "Legalbases")])
def test_a_heading_of_many_rows_begins_on_the_first_page_with_its_name_whole(
    chromium: Browser, live_server: str, world: World, language: str, head: str
) -> None:
    del world
    page = opened(chromium, live_server, language)
    page.evaluate(MANY_ROWS, MANY)
    pages = [letters(one.extract_text()) for one in document(page.pdf(prefer_css_page_size=True)).pages]
    page.context.close()
    assert len(pages) > 1
    assert HEADING in pages[0]
    assert ROWS[0] in pages[0]
    assert all(head in one for one in pages)
    whole = [one.count(f"{ROWS[1]}说明") for one in pages]
    assert all(whole)
    assert sum(whole) == MANY
