"""What an address leads to, redirects followed one by one, and what that means to a reader."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from formats.page_text import PageText, page_text
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.place import PlaceOutcome
from values.web_address import AddressError, AddressFault, WebAddress, web_address
from workflow.places.connecting import Answer, AskingError, ask
from workflow.places.rules import AskingRules

MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
FROM_SERVER_ERRORS = 500
FROM_FAILURES = 400
LEAST_TEXT = 30
"""Characters of text beyond navigation, below which a page is empty."""
PAGES = ("text/html", "application/xhtml+xml", "")
FRONT = frozenset({"", "index", "default", "home", "main"})


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a check found."""

    outcome: PlaceOutcome
    status: int | None = None
    final_url: str = ""
    size: int | None = None
    title: str = ""
    text_sha256: str = ""
    """Of the text beyond navigation; empty where there is none to compare."""
    modified_on: date | None = None
    dated_on: date | None = None


def look(url: str, rules: AskingRules, *, now: datetime) -> Found:
    """Ask for an address and say what is there; whatever goes wrong is a finding."""
    final = ""
    try:
        first = address = web_address(url, ports=rules.ports)
        for _ in range(MOST_REDIRECTS + 1):
            answer = ask(address, rules)
            onward = answer.headers.get("location", "") if answer.status in REDIRECTS else ""
            if not onward:
                return _judged(first, address, answer, shanghai_day(now))
            final = urljoin(address.text, onward.strip())
            address = web_address(final.partition("#")[0], ports=rules.ports)
    except AskingError as error:
        return Found(outcome=error.outcome, final_url=final)
    except AddressError as error:
        return Found(outcome=_refused(error, is_led=bool(final)), final_url=final)
    return Found(outcome=PlaceOutcome.ROUND_IN_CIRCLES, final_url=final)


def _refused(error: AddressError, *, is_led: bool) -> PlaceOutcome:
    """Say what an address that is not asked for means: nonsense that a server led to is its mistake."""
    is_nonsense = error.fault is AddressFault.NO_ADDRESS
    return PlaceOutcome.SERVER_ERROR if is_led and is_nonsense else PlaceOutcome.NOT_ALLOWED


def _judged(first: WebAddress, last: WebAddress, answer: Answer, today: date) -> Found:
    found = Found(
        outcome=PlaceOutcome.REACHABLE,
        status=answer.status,
        final_url=last.text if last != first else "",
        size=len(answer.body),
        modified_on=_modified_on(answer, today),
    )
    if answer.status in GONE:
        return replace(found, outcome=PlaceOutcome.GONE)
    if answer.status >= FROM_SERVER_ERRORS:
        return replace(found, outcome=PlaceOutcome.SERVER_ERROR)
    if answer.status >= FROM_FAILURES:
        return replace(found, outcome=PlaceOutcome.TURNED_AWAY)
    kind = answer.headers.get("content-type", "").lower()
    if kind.partition(";")[0].strip() not in PAGES:
        # A document: its bytes are its text.
        outcome = _where(first, last) if answer.body else PlaceOutcome.EMPTY
        return replace(found, outcome=outcome, text_sha256=sha256_hex(answer.body))
    page = page_text(answer.body, kind.partition("charset=")[2].strip(" \"'"))
    return replace(
        found,
        outcome=_of_page(first, last, page),
        title=page.title,
        text_sha256=sha256_hex(page.text.encode()) if page.text else "",
        dated_on=page.newest_day(today),
    )


def _of_page(first: WebAddress, last: WebAddress, page: PageText) -> PlaceOutcome:
    if page.says_not_found:
        return PlaceOutcome.GONE
    if len(page.text) < LEAST_TEXT and not _is_front(first, last):
        return PlaceOutcome.MADE_BY_SCRIPTS if page.is_filled_by_scripts else PlaceOutcome.EMPTY
    return _where(first, last)


def _where(first: WebAddress, last: WebAddress) -> PlaceOutcome:
    """Say whether what was reached is where it was looked for."""
    if _is_front(first, last):
        return PlaceOutcome.FRONT_PAGE
    return PlaceOutcome.MOVED if _site(first) != _site(last) else PlaceOutcome.REACHABLE


def _is_front(first: WebAddress, last: WebAddress) -> bool:
    """Whether the address of something within a site has led to the front page of one."""
    return _is_root(last) and not _is_root(first)


def _is_root(address: WebAddress) -> bool:
    path, _, query = address.target.partition("?")
    return not query and path.strip("/").partition(".")[0].lower() in FRONT


def _site(address: WebAddress) -> str:
    return address.host.removeprefix("www.")


def _modified_on(answer: Answer, today: date) -> date | None:
    """Return when the server says that it was last changed; a page made at the moment of asking says nothing by it."""
    try:
        day = shanghai_day(parsedate_to_datetime(answer.headers.get("last-modified", "")).astimezone())
    except (ValueError, TypeError, OverflowError):
        return None
    return day if day < today else None
