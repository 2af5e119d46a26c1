"""Forms in a real browser: what belongs together stands together, and a label keeps off the field above it."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browsing import enter
from tests.journeys.furniture import marked_basis
from tests.uploading import one_read_and_one_waiting
from tests.world import COUNTY, World

GLUED = """[...document.querySelectorAll("main label, main legend")].filter((label) => {
    const own = label.getBoundingClientRect();
    const isAbove = (one) => one.bottom <= own.top + 1 && one.right > own.left && one.left < own.right;
    const fields = [...document.querySelectorAll("main :is(.form-control, .form-select, .btn, .hint)")]
        .filter((one) => one.checkVisibility() && !one.closest(".bar") && !label.contains(one))
        .map((one) => one.getBoundingClientRect());
    return label.checkVisibility() && own.height > 1
        && fields.some((one) => isAbove(one) && own.top - one.bottom < 6);
}).map((label) => label.textContent.trim().slice(0, 40))"""
"""Labels and legends that stand less than six pixels below a field, a button or a hint."""


@pytest.mark.parametrize("width", [1440, 390])
def test_no_label_touches_what_stands_above_it(page: Page, app: Flask, world: World, width: int) -> None:
    with app.app_context():
        number, entry = world.opened(), world.row().state.entry
        marked_basis(world)  # A warning on the row, to be answered in its form.
        read, _ = one_read_and_one_waiting(world.actor("drafter"))
    enter(page, "drafter", world.password, language="en")
    page.set_viewport_size({"width": width, "height": 900})
    glued = {}
    for address in (
        f"/proposals/{number}/edit",
        f"/proposals/{number}/edit/entries/{entry}",
        f"/catalogues/{COUNTY}/import/{read}",
        f"/catalogues/{COUNTY}/body-change",
    ):
        page.goto(address)
        glued[address] = page.evaluate(GLUED)
    assert {address: labels for address, labels in glued.items() if labels} == {}


def test_the_heading_of_a_panel_stays_whole_beside_its_buttons(page: Page, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened()
    enter(page, "drafter", world.password, language="en")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"/proposals/{number}/edit")
    lines = page.locator("#h-rows").evaluate(
        "(one) => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)"
    )
    assert round(lines) == 1
