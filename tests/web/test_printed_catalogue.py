"""The page of a catalogue on paper: each column has room for its words, in both languages, and nothing else is printed."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.test_every_page import ONE_ENGINE
from tests.world import COUNTY, World

PAPER = {"width": 1032, "height": 680}
"""What A4 across holds between its margins, in the pixels of CSS."""
SHARES = """() => {
  const table = document.querySelector("table.cat").clientWidth;
  return document.querySelector("#c-elements").clientWidth / table;
}"""
CUT_OFF = """() => [...document.querySelectorAll("table.cat thead th")]
  .filter((head) => head.scrollWidth > head.clientWidth + 1).map((head) => head.id)"""


@ONE_ENGINE
@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_each_column_has_room_on_paper(
    chromium: Browser, live_server: str, world: World, language: str
) -> None:
    del world
    context = chromium.new_context(base_url=live_server, viewport=PAPER)  # type: ignore[arg-type]
    context.add_cookies([{"name": "mulu_language", "value": language, "url": live_server}])
    page = context.new_page()
    page.goto(f"/catalogues/{COUNTY}")
    page.emulate_media(media="print")
    assert page.evaluate(SHARES) > 0.08
    assert page.evaluate(CUT_OFF) == []
    for one in page.locator(".secrecy").all():
        expect(one).to_be_hidden()
    context.close()
