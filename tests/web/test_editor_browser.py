"""The editor in a real browser: the redline follows, the draft saves itself, nothing scrolls sideways."""

import re

from flask import Flask
from playwright.sync_api import Page, expect

from tests.waiting import wait_until
from tests.web.editing import draft_of_drafter
from tests.world import COUNTY, ROWS, World


def test_the_redline_follows_and_the_draft_saves_itself(page: Page, app: Flask, world: World) -> None:
    draft = draft_of_drafter(page, app, world)
    page.goto(draft.entry_address)
    deadline, name = page.locator("[name=deadline]"), page.locator("[name=name]")
    deadline.fill("7个工作日内公开")
    expect(page.locator("#redline ins")).to_have_text(re.compile("7$"))
    name.fill("")
    expect(page.locator("#found-name .note")).to_be_visible()
    deadline.focus()
    expect(page.locator("#draft-version")).not_to_have_value("1")
    name.fill(ROWS[0])
    page.locator("[name=channels]").last.check()
    expect(page.locator("#found-name .note")).to_have_count(0)

    def said() -> tuple[str, str, str]:
        content = draft.content.changes[0].after.content
        return content.name, content.deadline, content.channels[-1]

    wait_until(lambda: said() == (ROWS[0], "7个工作日内公开", "精准推送"), "the draft saved itself")
    page.locator("button[form=entry-form]").first.click()
    expect(page.locator(".notice.ok")).to_be_visible()


def test_rows_are_filtered_as_one_types_and_ticks_stay(page: Page, app: Flask, world: World) -> None:
    draft_of_drafter(page, app, world)
    page.goto(f"/catalogues/{COUNTY}/propose")
    page.get_by_label(ROWS[0]).check()
    page.locator("#f-q").fill(ROWS[1])
    expect(page.locator("#rows tr:visible")).to_have_count(1)
    page.locator(".bar .btn-primary").click()
    expect(page.locator(".list .what")).to_have_text(ROWS[0])


def test_enter_in_the_title_saves_and_takes_nothing_out(page: Page, app: Flask, world: World) -> None:
    draft = draft_of_drafter(page, app, world)
    page.goto(draft.address)
    page.locator("[name=title]").fill("回车保存")
    page.locator("[name=title]").press("Enter")
    expect(page.locator("h1")).to_have_text("回车保存")
    assert draft.content.title == "回车保存"
    assert len(draft.content.changes) == 1


def test_no_page_of_the_editor_scrolls_sideways_on_a_phone(page: Page, app: Flask, world: World) -> None:
    draft = draft_of_drafter(page, app, world)
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (f"/catalogues/{COUNTY}/propose", draft.address, draft.entry_address):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
