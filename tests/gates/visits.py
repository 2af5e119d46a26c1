"""Somebody's windows on the pages: what a page says, refuses and fetches, and what every gate finds on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browsing import enter
from tests.gates.accessibility import axe_violations, sniffed_errors
from tests.gates.keyboard import keyboard_defects
from tests.gates.plain import plain_defects
from tests.gates.sampling import Way
from tests.gates.weight import weight_defects

HEIGHT = 900
PATIENCE = 30_000
"""Milliseconds that a page may take on a machine that is busy with other things."""
REFUSED = (403, 404, 409, 422)
"""Answers that some pages are meant to give."""
REFUSAL = re.compile(r"^Failed to load resource: the server responded with a status of (\d+)")
"""What the console says of them; there is no way for a page to keep it quiet."""

CUT_OFF = """[...document.querySelectorAll("nav a")].filter((link) => {
    const folded = link.closest("nav details"), open = folded?.open;
    if (folded) folded.open = true;
    const [own, whole] = [link, link.closest("nav")].map((one) => one.getBoundingClientRect());
    if (folded) folded.open = open;
    if (folded) return own.left < 0 || own.right > innerWidth + 1 || !own.width;
    return own.right > whole.right + 1 || own.bottom > whole.bottom + 1;
}).map((link) => link.textContent.trim())"""
"""Links of a navigation that one would have to scroll to, where nothing says that it scrolls; of folded ones, opened."""

VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) => console.error(
    `against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


class Visitor:
    """A person with a window in which scripts run and one in which they do not."""

    def __init__(
        self, scripted: BrowserContext, plain: BrowserContext, host: str, programs: Path | None
    ) -> None:
        self._contexts = (scripted, plain)
        self._host = host
        self._programs = programs
        self._heard: list[ConsoleMessage | str] = []
        scripted.add_init_script(VIOLATIONS)
        self.page, self.plain = scripted.new_page(), plain.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._hear(str(error)))
        self.page.on("request", lambda request: self._ask(request.url))

    def sign_in(self, login: str, password: str) -> None:
        """Sign in through the page, as anybody does, for both windows."""
        enter(self.page, login, password)
        scripted, plain = self._contexts
        plain.add_cookies([{**one} for one in scripted.cookies()])

    def defects(self, address: str, way: Way) -> list[str]:
        """Open a page in a way and return a sentence for everything that is wrong with it."""
        self._heard.clear()
        status = self._open(self.page, address, way)
        found = [
            *self._wide(way.width),
            *self._cut_off(),
            *weight_defects(self.page, address),
            *axe_violations(self.page),
            *(sniffed_errors(self.page, self._programs) if self._programs else ()),
            *keyboard_defects(self.page),
            *self._said(status),
        ]
        return [f"{address} ({way.language}, {way.width}): {one}" for one in found]

    def plain_defects(self, address: str, way: Way) -> list[str]:
        """Open a page where scripts do not run, and return what is wrong with it there."""
        self._open(self.plain, address, way)
        return [f"{address} ({way.language}, {way.width}): {one}" for one in plain_defects(self.plain)]

    def _open(self, page: Page, address: str, way: Way) -> int:
        page.context.add_cookies(
            [{"name": "mulu_language", "value": way.language, "url": f"http://{self._host}"}]
        )
        page.set_viewport_size({"width": way.width, "height": HEIGHT})
        response = page.goto(address)
        return response.status if response else 0

    def _wide(self, width: int) -> list[str]:
        needed = self.page.evaluate("document.documentElement.scrollWidth")
        return [f"it is {needed} wide"] if needed > width else []

    def _cut_off(self) -> list[str]:
        cut: list[str] = self.page.evaluate(CUT_OFF)
        return [f"the navigation is cut off at {one}" for one in cut]

    def _said(self, status: int) -> Iterator[str]:
        if status >= 400 and status not in REFUSED:
            yield f"the server answers {status}"
        for one in self._heard:
            text = one if isinstance(one, str) else f"{one.type}: {one.text}"
            refusal = REFUSAL.match(one.text) if not isinstance(one, str) else None
            if not (refusal and int(refusal[1]) == status and status in REFUSED):
                yield f"the console says {text}"

    def _hear(self, said: ConsoleMessage | str) -> None:
        self._heard.append(said)

    def _ask(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
            self._hear(f"asked of another host: {url}")


@contextmanager
def visiting(chromium: Browser, address: str, programs: Path | None) -> Iterator[Visitor]:
    """Give a visitor of the pages at an address; nothing moves on them, so that looks can be compared.

    Args:
        chromium: the browser.
        address: where the pages are, without a path.
        programs: where the programs of tests/node lie; without them less is found.
    """
    contexts = [
        chromium.new_context(
            base_url=address,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            timezone_id="Asia/Shanghai",
        )
        for scripts in (True, False)
    ]
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    try:
        yield Visitor(contexts[0], contexts[1], urlsplit(address).netloc, programs)
    finally:
        for context in contexts:
            context.close()
