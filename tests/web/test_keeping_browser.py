"""What is typed in a draft is kept as one types, over a closed window and a lost connection."""

import re

from flask import Flask
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browsing import enter
from tests.waiting import wait_until
from tests.web.editing import Draft, draft_of_drafter
from tests.world import World


def test_what_is_typed_is_kept_before_the_field_is_left(page: Page, app: Flask, world: World) -> None:
    draft = opened(page, app, world)
    page.locator("[name=rationale]").fill("正在写")
    expect(page.locator("#draft-version")).to_have_value("2")
    page.locator("[name=rationale]").fill("正在写的理由")
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
    wait_until(lambda: draft.content.title == "刚刚写下", "the title was kept")


def test_a_button_pressed_while_the_draft_saves_itself_waits_and_is_no_rival(
    page: Page, app: Flask, world: World
) -> None:
    draft = opened(page, app, world)
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """Let the draft be saved, and keep the answer of what the form sends by itself."""
        if "hx-request" in route.request.headers:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route(draft.address, hold)
    page.locator("[name=title]").fill("边存边按")

    def is_held() -> bool:
        page.wait_for_timeout(50)
        return bool(held)

    wait_until(is_held, "the draft was saved")
    assert draft.content.title == "边存边按"
    page.locator("[name=rationale]").fill("存的时候又写的")
    page.locator(".bar .btn-primary").click()
    ((route, answer),) = held
    route.fulfill(response=answer)
    expect(page).to_have_url(re.compile(r"/proposals/[0-9-]+$"))
    assert (draft.content.title, draft.content.rationale) == ("边存边按", "存的时候又写的")


def test_without_connection_it_says_so_and_tries_again(window: Page, app: Flask, world: World) -> None:
    draft = opened(window, app, world)
    window.route(draft.address, lambda route: route.abort())
    window.locator("[name=title]").fill("断线时写的")
    expect(window.locator("#saved")).to_contain_text("尚未保存")
    expect(window.locator("[name=title]")).to_have_value("断线时写的")
    window.unroute(draft.address)
    expect(window.locator("#draft-version")).to_have_value("2")
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


def opened(page: Page, app: Flask, world: World) -> Draft:
    draft = draft_of_drafter(page, app, world)
    page.goto(draft.address)
    return draft
