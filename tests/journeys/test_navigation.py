"""The main navigation: every link of it stands on the screen, whoever looks and in which language."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import enter, follow
from tests.world import World

WIDTHS = (1440, 1366, 1280)
"""Of the screens in county offices."""

ROW = 60
"""Pixels that the header takes; the heads of tables stop below it."""


@pytest.mark.parametrize(
    "login", ["business-admin", "auditor", "supervisor", "system-admin", "security-admin", "audit-admin"]
)
def test_no_link_of_the_navigation_is_cut_off(page: Page, world: World, login: str) -> None:
    enter(page, login, world.password)
    for language in ("English", "中文"):
        follow(page, page.locator("header button", has_text=language))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            hidden = page.locator("header nav").evaluate("one => one.scrollWidth - one.clientWidth")
            assert hidden <= 0, (login, language, width)


@pytest.mark.parametrize("login", ["supervisor", "publisher", "auditor", "business-admin"])
def test_a_header_that_stays_is_one_row_high(page: Page, world: World, login: str) -> None:
    enter(page, login, world.password)
    for language in ("English", "中文"):
        follow(page, page.locator("header button", has_text=language))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            stays, height = page.locator("header.top").evaluate(
                "one => [getComputedStyle(one).position == 'sticky', one.offsetHeight]"
            )
            assert not stays or height <= ROW, (login, language, width)


def test_what_does_not_fit_is_folded_and_opens_without_scripts(
    chromium: Browser, live_server: str, world: World
) -> None:
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    enter(page, "business-admin", world.password)
    more = page.locator("header nav details")
    link = more.get_by_role("link", name="依法删除")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert not link.is_visible()
        more.locator("summary").click()
        assert link.is_visible()
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        more.locator("summary").click()
    more.locator("summary").click()
    link.click()
    assert page.url.endswith("/erasures")
    assert more.locator("summary.here").is_visible()
    context.close()
