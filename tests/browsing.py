"""A real browser: a Chromium, the app behind a real socket, and what every journey does: sign in, look whether it fits."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, Response, expect, sync_playwright
from waitress import create_server, wasyncore

PATIENCE = 15_000
"""Milliseconds that a page may take on a machine that is busy with other things, to come or to say something."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium(required: Any) -> Iterator[Browser]:
    """The machine's own Chromium; root has to run it without its sandbox."""
    options = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=required("browser"), args=options)
        yield browser
        browser.close()


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address at which the app of the test answers for real."""
    with served(app) as address:
        yield address


@contextmanager
def served(application: Any) -> Iterator[str]:
    """Let a WSGI application answer for real, and give its address."""
    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, name="live server")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # The loop ends when nothing is left in its map, open connections included; only its own thread may empty it.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()


@pytest.fixture
def window(chromium: Browser, live_server: str) -> Iterator[Page]:
    """A fresh Chinese-speaking browser window whose console may complain: of refusals, of a connection that is lost."""
    context = chromium.new_context(base_url=live_server, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """The same; what its console complains of fails the test."""
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield window
    window.close()
    assert not complaints, complaints


def enter(page: Page, login: str, password: str, *, language: str = "") -> None:
    """Sign in through the form, and wait for the first page; read in a language from then on, if one is given."""
    page.goto("/sign-in")
    if language:
        page.context.add_cookies([{"name": "mulu_language", "value": language, "url": page.url}])
    page.locator("#f-login").fill(login)
    page.locator("#f-password").fill(password)
    page.locator("main button.btn-primary").click()
    page.wait_for_url(
        re.compile("/(inbox|catalogues|accounts|audit|security-log|compliance|routes|deliveries)")
    )


def follow(page: Page, link: Locator) -> Page:
    """Press what leads to another page, and wait until that is there."""
    with page.expect_navigation():
        link.click()
    return page


def is_save(answer: Response) -> bool:
    """Whether an answer is to a form that saved itself, and not to one that looked at what it would say."""
    return answer.request.method == "POST" and "preview" not in answer.url


def assert_fits(page: Page) -> None:
    """Fail where a page scrolls sideways at a desk or on a phone, or axe finds anything there."""
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
