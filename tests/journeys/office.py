"""The people of a county, each with a browser window of their own, and what they do over and over in it."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import PATIENCE, enter, follow
from tests.world import World
from values.clock import shanghai_day
from workflow.commands import approval, publication
from workflow.queries.proposal import proposal_file
from workflow.unit import current_clock, transaction

NUMBERED = re.compile(r"\d{6,12}-\d{4}-\d{4}")


class Office:
    """The people of the county, each with a browser window of their own."""

    def __init__(self, chromium: Browser, address: str, world: World, *, scripts: bool = True) -> None:
        """Open no window yet; in none of them scripts run where they shall not."""
        self._scripts = scripts
        self._chromium, self._address, self._world = chromium, address, world
        self._windows: dict[str, tuple[BrowserContext, Page]] = {}
        self.complaints: list[str] = []

    def window(self, login: str) -> Page:
        """Return a person's window, signed in."""
        if login not in self._windows:
            context = self._context()
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("console", self._listen)
            enter(page, login, self._world.password)
            self._windows[login] = (context, page)
        return self._windows[login][1]

    def visitor(self) -> Page:
        """Return a window of someone who has not signed in."""
        if "" not in self._windows:
            context = self._context()
            self._windows[""] = (context, context.new_page())
            context.set_default_timeout(PATIENCE)
        return self._windows[""][1]

    def _context(self) -> BrowserContext:
        return self._chromium.new_context(
            base_url=self._address, locale="zh-CN", java_script_enabled=self._scripts
        )

    def welcome(self, world: World) -> None:
        """Let people sign in who came to the world since."""
        self._world = world

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
    # The page before may show a notice too.
    follow(page, page.locator(".bar").get_by_role("button", name=button, exact=True))
    expect(page.locator(".notice.ok")).to_be_visible()


def at(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def today() -> str:
    """Return the day in Shanghai as a date field takes it."""
    return shanghai_day(current_clock.get().now()).isoformat()


def answered(page: Page, draft: str) -> None:
    """Answer every warning on the rows of a draft, each in the form of its row."""
    links = at(page, draft).locator("a.what[href*='/edit/entries/']").all()
    rows = [str(one.get_attribute("href")) for one in links]
    for row in (one for one in rows if not one.endswith("/operation")):
        fields = at(page, row).locator("textarea[name^='justification:']")
        for field in fields.all():
            field.fill("本地情况如此，已核实。")
        if fields.count():
            page.locator(".bar .btn-primary").click()
            page.wait_for_url(re.compile(r"/edit$"))


def said_why(page: Page, title: str) -> None:
    """Fill in the header of a draft and go on to the proposal's page."""
    page.locator("[name=title]").fill(title)
    page.locator("[name=trigger]").select_option("annual_check")
    page.locator("[name=trigger_date]").fill(today())
    page.locator("[name=rationale]").fill("年度核对发现需要调整。")
    page.locator("[name=policy_source]").fill("青人社〔2026〕3号")
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile(r"/proposals/[0-9-]+$"))


def number_of(page: Page) -> str:
    """Return the number of the proposal whose page or draft is open."""
    page.wait_for_url(NUMBERED)
    return NUMBERED.findall(page.url)[0]


def carried(app: Flask, world: World, number: str, *, prefix: str = "", publish: bool = True) -> None:
    """Have the others sign off, approve and publish what was submitted in the browser, by commands."""
    with app.app_context():
        with transaction() as session:
            today = current_clock.get().now().date()
            file = proposal_file(session, number, world.actor(f"{prefix}reviewer"), today=today)
            steps = len(file.case.steps)
        world.sign(number, *(prefix + login for login in ("reviewer", "secrecy", "office")[:steps]))
        approval.approve(number, actor=world.actor(f"{prefix}supervisor"), comment="同意公布。")
        if publish:
            publication.publish(number, actor=world.actor(f"{prefix}publisher"))
