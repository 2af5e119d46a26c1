"""The draft's table in a real browser, by keyboard alone: cells are written in where they stand, and edits undone."""

import re

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.web.editing import Draft, draft_of_drafter
from tests.world import ROWS, World
from workflow.commands import drafting

DEADLINE, NAME = "c-deadline", "c-l2"


def test_cells_are_written_in_by_keyboard_and_edits_undone_after_coming_back(
    page: Page, app: Flask, world: World
) -> None:
    draft = opened(page, app, world)
    saved = draft.content
    cell_of(page, ROWS[0], NAME).click()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(cell_of(page, ROWS[0], DEADLINE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[name=deadline]")).to_be_focused()
    page.keyboard.type("5个工作日内公开")
    page.keyboard.press("Enter")
    expect(cell_of(page, ROWS[1], DEADLINE)).to_be_focused()
    expect(cell_of(page, ROWS[0], DEADLINE)).to_have_text(re.compile("^5个工作日内公开"))
    page.keyboard.press("F2")
    page.locator("[name=deadline]").fill("放弃")
    page.keyboard.press("Escape")
    expect(cell_of(page, ROWS[1], DEADLINE)).to_be_focused()
    assert len(draft.content.changes) == 1
    page.keyboard.press("F2")
    page.locator("[name=deadline]").fill("即时公开")
    page.keyboard.press("Tab")
    expect(cell_of(page, ROWS[1], "c-bodies")).to_be_focused()
    expect(row_of(page, ROWS[1])).to_have_class("chg")
    assert [one.after.content.deadline for one in draft.content.changes] == ["5个工作日内公开", "即时公开"]
    page.goto("/inbox")
    page.goto(f"{draft.address}/table")
    cell_of(page, ROWS[0], NAME).click()
    page.keyboard.press("Control+z")
    expect(page.locator("#told")).to_contain_text("已撤销")
    expect(cell_of(page, ROWS[0], NAME)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("#history button").first).to_be_disabled()
    assert draft.content == saved
    page.keyboard.press("Control+y")
    expect(cell_of(page, ROWS[0], DEADLINE)).to_have_text(re.compile("^5个工作日内公开"))


def test_what_the_rules_find_stands_in_the_cell_and_lists_keep_their_lines(
    page: Page, app: Flask, world: World
) -> None:
    draft = opened(page, app, world)
    elements = cell_of(page, ROWS[0], "c-elements")
    elements.dblclick()
    page.locator("[name=content_elements]").fill("甲")
    page.keyboard.press("Enter")
    page.keyboard.type("乙")
    page.keyboard.press("Control+Enter")
    expect(elements.locator(".note")).to_contain_text("文件名称")
    assert draft.content.changes[0].after.content.content_elements == ("甲", "乙")
    ticks = cell_of(page, ROWS[0], "c-req")
    ticks.dblclick()
    page.locator("[name=on_request]").check()
    page.locator("form.cell .btn-primary").click()
    expect(ticks.locator(".tick")).to_be_visible()
    assert draft.content.changes[0].after.content.mode.on_request


def test_a_cell_that_somebody_else_changed_keeps_what_was_typed(
    window: Page, app: Flask, world: World
) -> None:
    draft = opened(window, app, world)
    cell = cell_of(window, ROWS[0], DEADLINE)
    cell.dblclick()
    window.locator("[name=deadline]").fill("我的时限")
    with app.app_context():
        number = draft.address.split("/")[2]
        theirs = world.amendment(deadline="3个工作日内公开")
        drafting.save_draft(
            number, actor=world.actor("drafter2"), draft_version=world.draft_version(number), content=theirs
        )
    with window.expect_response(lambda answer: answer.status == 409):
        window.keyboard.press("Enter")
    expect(cell.get_by_role("alert").first).to_contain_text("3个工作日内公开")
    expect(window.locator("[name=deadline]")).to_have_value("我的时限")
    window.locator("[name=deadline]").press("Enter")
    expect(cell).to_have_text(re.compile("^我的时限"))


def test_a_save_without_connection_says_so_and_is_made_up_for(window: Page, app: Flask, world: World) -> None:
    draft = opened(window, app, world)
    cell = cell_of(window, ROWS[0], DEADLINE)
    cell.dblclick()
    window.locator("[name=deadline]").fill("2个工作日内公开")
    window.route("**/edit/table/**", lambda route: route.abort())
    window.keyboard.press("Enter")
    expect(window.locator("[data-told]")).not_to_be_empty()
    expect(window.locator("[name=deadline]")).to_have_value("2个工作日内公开")
    window.unroute("**/edit/table/**")
    window.evaluate("window.dispatchEvent(new Event('online'))")
    expect(cell).to_have_text(re.compile("^2个工作日内公开"))
    assert draft.content.changes[0].after.content.deadline == "2个工作日内公开"


def row_of(page: Page, name: str) -> Locator:
    return page.locator("#grid tbody tr", has=page.get_by_role("link", name=name, exact=True))


def cell_of(page: Page, name: str, column: str) -> Locator:
    return row_of(page, name).locator(f"[headers$='{column}']")


def opened(page: Page, app: Flask, world: World) -> Draft:
    draft = draft_of_drafter(page, app, world)
    page.goto(f"{draft.address}/table")
    return draft
