"""A person at a browser, over a real socket to a process that may die in the middle of a word."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from tests.faults.installation import Installation


@dataclass(frozen=True)
class Answer:
    """What came back, after any redirect."""

    status: int
    text: str


@dataclass
class Reader:
    """One person's browser."""

    base: str
    token: str = ""
    opener: Any = field(init=False)

    def __post_init__(self) -> None:
        """Begin with an empty jar."""
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path: str) -> Answer:
        """Fetch a page, and keep its token for the forms to come; OSError where the process is gone."""
        return self._ask(path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        return self._ask(path, urllib.parse.urlencode({"csrf_token": self.token, **fields}).encode())

    def _ask(self, path: str, data: bytes | None) -> Answer:
        try:
            with self.opener.open(self.base + path, data, timeout=60) as response:
                answer = Answer(response.status, response.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                answer = Answer(error.code, error.read().decode())
        if 'name="csrf_token" value="' in answer.text:
            self.token = answer.text.split('name="csrf_token" value="')[1].split('"')[0]
        return answer


def signed_in(house: Installation, login: str) -> Reader:
    """Return a browser of a person who has signed in."""
    reader = Reader(f"http://127.0.0.1:{house.settings.port}")
    reader.get("/sign-in")
    assert reader.post("/sign-in", login=login, password=house.world.password).status == 200
    return reader
