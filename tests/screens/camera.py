"""A browser that shows the same page as the same picture: fixed size, scale, colours and type."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import enter
from tests.run import find_chromium
from tests.screens.manuals import Crop
from tests.screens.stage import Stage

WIDE, NARROW = 1440, 390
TALLEST = 1800
"""A longer page is cut off below."""

OPTIONS = (
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--disable-gpu",
    *(["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []),
)


@contextmanager
def camera() -> Iterator[Browser]:
    """Yield the machine's own Chromium."""
    with sync_playwright() as playwright:
        program = find_chromium(Path()).url
        # Fields for days show them as this language does.
        language = {"LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"}
        browser = playwright.chromium.launch(
            executable_path=program, args=list(OPTIONS), env={**os.environ, **language}
        )
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, stage: Stage, login: str, language: str) -> Iterator[Page]:
    """Yield the window of somebody who has signed in; an empty login is the public."""
    context = browser.new_context(
        base_url=stage.address,
        locale="zh-CN" if language != "en" else "en-GB",
        timezone_id="Asia/Shanghai",
        device_scale_factor=1,
        reduced_motion="reduce",
        color_scheme="light",
    )
    context.add_cookies([{"name": "mulu_language", "value": language, "url": stage.address}])
    page = context.new_page()
    if login:
        enter(page, login, stage.world.password)
    yield page
    context.close()


def taken(page: Page, address: str, width: int) -> bytes:
    """Return the picture of a whole page as a PNG, up to a height."""
    opened(page, address, width)
    height = min(_height(page), TALLEST)
    # What sticks to the lower edge of the window belongs to the lower edge of the picture.
    page.set_viewport_size({"width": width, "height": height})
    return page.screenshot(animations="disabled", caret="hide")


def cropped(page: Page, crop: Crop, address: str) -> bytes:
    """Return the picture of a part of a page as a PNG."""
    opened(page, address, crop.width)
    page.set_viewport_size({"width": crop.width, "height": _height(page)})
    box = page.locator(crop.selector).first.bounding_box()
    if box is None:
        raise LookupError(f"{address} shows no {crop.selector}")
    size = {"width": min(box["width"], crop.breadth), "height": min(box["height"], crop.height)}
    clip = {"x": box["x"], "y": box["y"], **size}
    return page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]


def opened(page: Page, address: str, width: int) -> None:
    """Open a page and wait until it is quiet."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


def _height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))
