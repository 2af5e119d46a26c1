"""The main navigation: every link of it stands on the screen, whoever looks and in which language."""

import pytest
from playwright.sync_api import Page

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


@pytest.mark.parametrize("login", ["supervisor", "publisher", "auditor"])
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
