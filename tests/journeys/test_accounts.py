"""Somebody comes, works, and leaves, in a real browser: registered, first password changed, inbox, closed."""

from flask import Flask
from playwright.sync_api import Browser, expect

from tests.journeys.office import Office, at
from tests.workflow.accounts import GOOD, KEEPER
from tests.world import World
from values.vocabulary import State


def test_a_reviewer_is_registered_signs_in_chooses_a_password_and_leaves(
    office: Office, chromium: Browser, live_server: str, app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    keeper = office.window(KEEPER)
    with keeper.expect_navigation():
        at(keeper, "/accounts").get_by_role("link", name="登记人员").click()
    keeper.locator("[name=login]").fill("jiang-an")
    keeper.locator("[name=person]").fill("江岸")
    keeper.locator("[name=email]").fill("jiang@qinghe.example")
    keeper.locator("[name=body]").select_option(str(world.bodies["bureau"]))
    keeper.locator("[name=role]").select_option("reviewer")
    keeper.locator("[name=post]").select_option("section_chief")
    with keeper.expect_navigation():
        keeper.locator(".bar").get_by_role("button", name="登记", exact=True).click()
    first = keeper.locator(".first-password").inner_text()

    context = chromium.new_context(base_url=live_server, locale="zh-CN")
    reviewer = context.new_page()
    at(reviewer, "/sign-in").locator("[name=login]").fill("jiang-an")
    reviewer.locator("[name=password]").fill(first)
    with reviewer.expect_navigation():
        reviewer.locator("main form button").click()
    reviewer.wait_for_url("**/account/password")
    at(reviewer, "/inbox")
    reviewer.wait_for_url("**/account/password")
    for field, text in (("old_password", first), ("new_password", GOOD), ("password_again", GOOD)):
        reviewer.locator(f"[name={field}]").fill(text)
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="修改密码", exact=True).click()
    reviewer.wait_for_url("**/inbox")
    expect(reviewer.locator(f"main a[href*='{number}']").first).to_be_visible()

    at(keeper, "/accounts/jiang-an")
    with keeper.expect_navigation():
        keeper.get_by_role("button", name="停用账号", exact=True).click()
    expect(keeper.locator(".notice.ok")).to_be_visible()
    assert "/sign-in" in at(reviewer, "/inbox").url
    context.close()
