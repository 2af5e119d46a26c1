"""The bar of actions in a real browser: it leaves room for what is decided about, and fits a phone."""

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import enter
from tests.world import World
from values.vocabulary import State


def test_the_publishers_bar_is_low_and_fits_a_phone(page: Page, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.APPROVED)
    enter(page, "publisher", world.password)
    heights = []
    for width in (1400, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/proposals/{number}")
        heights.append(page.locator(".bar").bounding_box()["height"])  # type: ignore[index]
    assert heights[0] < 900 / 10
    assert heights[1] < 900 / 7
    page.set_viewport_size({"width": 390, "height": 800})
    for one in page.locator(".bar").locator("button:enabled, textarea, input:visible").all():
        one.scroll_into_view_if_needed()
        expect(one).to_be_in_viewport(ratio=1)
