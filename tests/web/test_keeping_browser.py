"""What is typed in a draft is kept as one types, over a closed window and a lost connection."""

import time
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import enter
from tests.web.editing import Draft, draft_of_drafter
from tests.world import World


def test_what_is_typed_is_kept_before_the_field_is_left(page: Page, app: Flask, world: World) -> None:
    draft = opened(page, app, world)
    page.locator("[name=rationale]").fill("正在写")
    expect(page.locator("#draft-version")).to_have_value("2")
    page.locator("[name=rationale]").press_sequentially("的理由")
    expect(page.locator("#draft-version")).to_have_value("3")
    assert draft.content.rationale.startswith("正在写")
    expect(page.locator("#saved")).to_contain_text("草稿已于")
    before = draft.content
    page.locator("#history button").first.click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".notice.ok")).to_contain_text("已撤销")
    assert draft.content.rationale != before.rationale
    expect(page.locator("#history button").first).to_be_disabled()


def test_what_was_typed_last_is_kept_when_the_window_is_left_at_once(
    page: Page, app: Flask, world: World
) -> None:
    draft = opened(page, app, world)
    page.locator("[name=title]").fill("刚刚写下")
    page.goto("/inbox")
    assert within(5, lambda: draft.content.title == "刚刚写下")


def test_without_connection_it_says_so_and_tries_again(window: Page, app: Flask, world: World) -> None:
    draft = opened(window, app, world)
    window.route(draft.address, lambda route: route.abort())
    window.locator("[name=title]").fill("断线时写的")
    expect(window.locator("#saved")).to_contain_text("尚未保存")
    expect(window.locator("[name=title]")).to_have_value("断线时写的")
    window.unroute(draft.address)
    expect(window.locator("#draft-version")).to_have_value("2", timeout=12_000)
    assert draft.content.title == "断线时写的"


def test_after_a_session_ended_typing_goes_on_as_soon_as_one_signed_in_elsewhere(
    window: Page, app: Flask, world: World
) -> None:
    draft = opened(window, app, world)
    window.context.clear_cookies()
    window.locator("[name=title]").fill("过期以后写的")
    expect(window.locator("#saved")).to_contain_text("登录已失效")
    elsewhere = window.context.new_page()
    enter(elsewhere, "drafter", world.password)
    expect(window.locator("#draft-version")).to_have_value("2", timeout=20_000)
    assert draft.content.title == "过期以后写的"


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def opened(page: Page, app: Flask, world: World) -> Draft:
    draft = draft_of_drafter(page, app, world)
    page.goto(draft.address)
    return draft
