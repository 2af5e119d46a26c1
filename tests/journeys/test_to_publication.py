"""A proposal from draft to published in a real browser, as every role, in Chinese."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import follow
from tests.journeys.office import NUMBERED, Office, at, press, said_why
from tests.waiting import wait_until
from tests.world import COUNTY, ROWS, World
from values.vocabulary import State
from worker import create_celery
from worker.embedded import start
from worker.hand_over import hand_over_to
from workflow.unit import on_commit

TITLE = "压缩咨询时限"
DEADLINE = "公开事项信息形成或变更之日起8个工作日内公开"


@pytest.fixture
def queue(app: Flask) -> Iterator[None]:
    """The embedded worker, as `make run` has it."""
    celery = create_celery(app)
    on_commit(hand_over_to(celery))
    embedded = start(app, celery)
    yield
    embedded.stop()
    on_commit(lambda _: None)


@pytest.mark.usefixtures("queue")
def test_a_change_goes_from_draft_to_published(office: Office, app: Flask, world: World) -> None:
    number = drafted(office.window("drafter"))
    press(at(office.window("reviewer"), f"/proposals/{number}"), "退回", "请写明依据。")
    drafter = at(office.window("drafter"), f"/proposals/{number}/edit")
    drafter.locator("[name=policy_source]").fill("青人社〔2026〕4号")
    follow(drafter, drafter.get_by_role("button", name="保存并前往申请"))
    press(drafter, "提交")
    for login, button in (("reviewer", "同意"), ("secrecy", "同意"), ("supervisor", "签发")):
        page = at(office.window(login), "/inbox")
        follow(page, page.get_by_role("link", name=TITLE).first)
        press(page, button, "同意，请按程序办理。")
    press(at(office.window("publisher"), f"/proposals/{number}"), "发布")
    with app.app_context():
        assert world.state(number) is State.PUBLISHED
    auditor = at(office.window("auditor"), "/audit")
    for words in ("许扬发布了第2版。", "郑岩签发了第2稿。", "王岚退回了第1稿。", "李禾提交了第1稿。"):
        expect(auditor.get_by_text(words).first).to_be_visible()
    auditor.goto(f"/catalogues/{COUNTY}")
    expect(auditor.get_by_text(DEADLINE)).to_be_visible()
    arrived(drafter, f"已发布：{TITLE}")


def drafted(page: Page) -> str:
    """Pick a row, change its deadline, say why, submit; return the proposal's number."""
    # The catalogue's own rows can be ticked as well.
    follow(page, at(page, f"/catalogues/{COUNTY}").get_by_role("link", name="提出调整"))
    page.get_by_role("row", name=ROWS[0]).get_by_role("checkbox").check()
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile(r"/proposals/.*/edit$"))
    number = NUMBERED.findall(page.url)[0]
    # What is typed before the page's scripts listen is kept, but not followed.
    follow(page, page.locator("main").get_by_role("link", name=ROWS[0]).first)
    page.locator("[name=deadline]").fill(DEADLINE)
    expect(page.locator("aside ins, .panel ins").first).to_be_visible()
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile(r"/edit$"))
    said_why(page, TITLE)
    press(page, "提交")
    return number


def arrived(page: Page, subject: str) -> None:
    """Wait until a mail stands on the person's page."""

    def stands_there() -> bool:
        return at(page, "/messages").get_by_role("link", name=subject).first.is_visible()

    wait_until(stands_there, "the mail came")
