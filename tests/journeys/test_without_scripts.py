"""A proposal from draft to published in a browser in which no script runs: everything is a form and a page."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browsing import follow
from tests.journeys.office import Office, at, number_of, press, said_why
from tests.journeys.test_every_page import ONE_ENGINE
from tests.world import COUNTY, ROWS, World
from values.vocabulary import State

DEADLINE = "公开事项信息形成或变更之日起8个工作日内公开"


@pytest.fixture
def plain_office(chromium: Browser, live_server: str, world: World) -> Iterator[Office]:
    """Everyone's windows, in none of which a script runs."""
    windows = Office(chromium, live_server, world, scripts=False)
    yield windows
    windows.close()
    assert not windows.complaints


@ONE_ENGINE
def test_a_change_goes_from_draft_to_published_without_scripts(
    plain_office: Office, app: Flask, world: World
) -> None:
    number = submitted(plain_office.window("drafter"))
    press(at(plain_office.window("reviewer"), f"/proposals/{number}"), "退回", "请写明依据。")
    drafter = at(plain_office.window("drafter"), f"/proposals/{number}/edit")
    drafter.locator("[name=rationale]").fill("年度核对发现可以缩短，依据已写明。")
    follow(drafter, drafter.get_by_role("button", name="保存并前往申请"))
    press(drafter, "提交")
    for login, button in (("reviewer", "同意"), ("secrecy", "同意"), ("supervisor", "签发")):
        press(at(plain_office.window(login), f"/proposals/{number}"), button, "同意，请按程序办理。")
    press(at(plain_office.window("publisher"), f"/proposals/{number}"), "发布")
    with app.app_context():
        assert world.state(number) is State.PUBLISHED
    expect(at(plain_office.visitor(), f"/catalogues/{COUNTY}").get_by_text(DEADLINE)).to_be_visible()


def submitted(page: Page) -> str:
    """Tick a row of the catalogue, change its deadline, look at the preview, say why and submit."""
    at(page, f"/catalogues/{COUNTY}").get_by_role("row", name=ROWS[0]).get_by_role("checkbox").check()
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile(r"/proposals/.*/edit$"))
    follow(page, page.locator("main").get_by_role("link", name=ROWS[0]).first)
    page.locator("[name=deadline]").fill(DEADLINE)
    expect(page.locator(".bar").get_by_text("需点“保存”才会保存")).to_be_visible()
    expect(page.locator(".bar").get_by_text("自动保存")).to_be_hidden()
    follow(page, page.get_by_role("button", name="预览"))
    expect(page.locator("aside ins, .panel ins").first).to_be_visible()
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile(r"/edit$"))
    said_why(page, "压缩咨询时限")
    press(page, "提交")
    return number_of(page)
