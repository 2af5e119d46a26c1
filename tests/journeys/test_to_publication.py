"""A proposal from draft to published in a real browser, as every role, in Chinese."""

import re
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.world import COUNTY, World
from values.vocabulary import State
from worker import create_celery
from worker.embedded import start
from worker.hand_over import hand_over_to
from workflow.unit import on_commit

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


class Office:
    """The people of the county, each with a browser window of their own."""

    def __init__(self, chromium: Browser, address: str, world: World) -> None:
        """Open no window yet."""
        self._chromium, self._address, self._world = chromium, address, world
        self._windows: dict[str, tuple[BrowserContext, Page]] = {}
        self.complaints: list[str] = []

    def window(self, login: str) -> Page:
        """Return a person's window, signed in."""
        if login not in self._windows:
            context = self._chromium.new_context(base_url=self._address, locale="zh-CN")
            page = context.new_page()
            page.on("console", self._listen)
            page.goto("/sign-in")
            page.get_by_label("用户名").fill(login)
            page.get_by_label("密码").fill(self._world.password)
            page.locator("main").get_by_role("button").click()
            page.wait_for_url(re.compile("/(inbox|catalogues)"))
            self._windows[login] = (context, page)
        return self._windows[login][1]

    def _listen(self, line: object) -> None:
        if getattr(line, "type", "") == "error" and "409" not in str(getattr(line, "text", "")):
            self.complaints.append(str(getattr(line, "text", "")))

    def close(self) -> None:
        """Close every window."""
        for context, _ in self._windows.values():
            context.close()


@pytest.fixture
def office(chromium: Browser, live_server: str, world: World) -> Iterator[Office]:
    """Everyone's windows."""
    windows = Office(chromium, live_server, world)
    yield windows
    windows.close()
    assert not windows.complaints


def press(page: Page, button: str, opinion: str = "") -> None:
    if opinion:
        page.locator("#f-comment").fill(opinion)
    page.locator(".bar").get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".notice.ok")).to_be_visible()


@pytest.mark.usefixtures("queue")
def test_a_change_goes_from_draft_to_published(office: Office, app: Flask, world: World) -> None:
    drafter = office.window("drafter")
    drafter.goto(f"/catalogues/{COUNTY}")
    drafter.get_by_role("link", name="提出调整").click()
    drafter.get_by_role("checkbox").first.check()
    drafter.locator("main").get_by_role("button").last.click()
    drafter.wait_for_url(re.compile(r"/proposals/.*/edit"))
    found = re.search(r"990101-\d{4}-\d{4}", drafter.url)
    assert found
    number = found.group()
    drafter.goto(f"/proposals/{number}")
    expect(drafter.locator("h1")).to_be_visible()
    with app.app_context():
        assert world.state(number) is State.DRAFT


@pytest.mark.usefixtures("queue")
def test_reviewers_supervisor_publisher_and_public_see_it_through(
    office: Office, app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW, world.amendment(deadline=DEADLINE))
    for login, button in (("reviewer", "同意"), ("secrecy", "同意"), ("supervisor", "签发")):
        page = office.window(login)
        page.goto("/inbox")
        page.get_by_role("link", name="压缩公开时限").first.click()
        press(page, button, "同意，请按程序办理。")
    press(_at(office.window("publisher"), f"/proposals/{number}"), "发布")
    public = office.window("auditor")
    public.goto("/audit")
    expect(public.get_by_text("发布了第2版").first).to_be_visible()
    public.goto(f"/catalogues/{COUNTY}")
    expect(public.get_by_text(DEADLINE)).to_be_visible()
    mails = office.window("drafter")
    for _ in range(40):
        mails.goto("/messages")
        if mails.get_by_role("link", name=re.compile("已发布")).count():
            break
        time.sleep(0.5)
    expect(mails.get_by_role("link", name=re.compile("已发布")).first).to_be_visible()


def _at(page: Page, address: str) -> Page:
    page.goto(address)
    return page
