"""A field for a day in a real browser: said in words as one types, and filled by the browser's calendar."""

import pytest
from playwright.sync_api import Page, expect

from tests.world import COUNTY


@pytest.mark.usefixtures("app", "world")
def test_a_day_is_said_in_words_and_picked_from_the_calendar(page: Page) -> None:
    page.goto(f"/catalogues/{COUNTY}")
    field, words = page.locator("#f-as-of"), page.locator("[data-says=f-as-of]")
    field.fill("2026年7月１日")
    expect(words).to_have_text("2026年7月1日")
    field.fill("2026-02-30")
    expect(words).to_be_empty()
    field.fill("20260701")
    page.locator("[data-calendar=f-as-of]").click()
    picker = page.locator("input[type=date]")
    expect(picker).to_have_value("2026-07-01")
    picker.evaluate("(one) => { one.value = '2026-07-02'; one.dispatchEvent(new Event('change')); }")
    expect(field).to_have_value("2026-07-02")
    expect(words).to_have_text("2026年7月2日")
