"""What is found at an address, asked of real servers; and that nobody can have the checker ask a machine of their choice."""

import socket
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.websites import LOOPBACK, TEXT, Website, certificate_for, page, rules, website
from values.place import PlaceOutcome
from workflow.places.connecting import MOST_BYTES
from workflow.places.judging import Found, look
from workflow.places.rules import AskingRules, asking_rules

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Website]:
    """A site on loopback."""
    with website() as found:
        yield found


def seen(url: str, *sites: Website, seconds: float = 30) -> Found:
    return look(url, rules(*sites, seconds=seconds), now=NOW)


def outcome(url: str, *sites: Website, seconds: float = 30) -> PlaceOutcome:
    return seen(url, *sites, seconds=seconds).outcome


def test_a_page_is_read_with_what_tells_when_it_was_worked_on(site: Website) -> None:
    url = site.says(
        "/jy/jx.html",
        f"今天是2026年3月2日 {TEXT} 发布日期：2026-02-11 下次更新 2026-05-01",
        packed=True,
        Last_Modified="Thu, 12 Feb 2026 08:00:00 GMT",
    )
    found = seen(url, site)
    assert (found.outcome, found.status, found.title) == (PlaceOutcome.REACHABLE, 200, "就业服务")
    assert (found.dated_on, found.modified_on) == (date(2026, 2, 11), date(2026, 2, 12))
    site.says("/jy/jx.html", f"今天是2026年3月2日 {TEXT} 发布日期：2026-02-11 下次更新 2026-05-01 ")
    again = seen(url, site)
    assert again.text_sha256 == found.text_sha256
    assert again.modified_on is None
    path, headers = site.asked[0]
    assert path == "/jy/jx.html"
    assert headers["user-agent"] == "Mulu-place-check/1.0 (+mailto:webmaster@example.gov.cn)"
    assert headers["host"] == f"127.0.0.1:{site.port}"


@pytest.mark.parametrize(
    ("status", "body", "meant"),
    [
        (404, TEXT, PlaceOutcome.GONE),
        (410, TEXT, PlaceOutcome.GONE),
        (200, "您访问的页面不存在或已删除，请返回首页。", PlaceOutcome.GONE),
        (500, TEXT, PlaceOutcome.SERVER_ERROR),
        (503, TEXT, PlaceOutcome.SERVER_ERROR),
        (401, TEXT, PlaceOutcome.TURNED_AWAY),
        (403, TEXT, PlaceOutcome.TURNED_AWAY),
        (412, "<script>var a=1</script>", PlaceOutcome.TURNED_AWAY),
        (429, TEXT, PlaceOutcome.TURNED_AWAY),
        (200, "", PlaceOutcome.EMPTY),
        (200, "<div>建设中</div>", PlaceOutcome.EMPTY),
        (200, "<div id='app'></div><script src='/a.js'></script>", PlaceOutcome.MADE_BY_SCRIPTS),
        (200, TEXT, PlaceOutcome.REACHABLE),
    ],
)
def test_what_a_server_says_has_a_meaning(site: Website, status: int, body: str, meant: PlaceOutcome) -> None:
    assert outcome(site.says("/x", body, status), site) is meant


def test_a_document_is_no_page(site: Website) -> None:
    url = site.says("/list.pdf", b"%PDF-1.7 \xff\x00", Content_Type="application/pdf")
    assert outcome(url, site) is PlaceOutcome.REACHABLE
    site.says("/list.pdf", b"", Content_Type="application/pdf")
    assert outcome(url, site) is PlaceOutcome.EMPTY


def test_pages_are_read_in_their_own_encoding(site: Website) -> None:
    text = page(title="就业").decode().replace("utf-8", "gb2312").encode("gb18030")
    assert seen(site.says("/gb", text), site).title == "就业"
    silent = page(title="社保").decode().replace("<meta charset='utf-8'>", "").encode("gb18030")
    assert seen(site.says("/silent", silent), site).title == "社保"
    named = page(title="医保").decode().replace("<meta charset='utf-8'>", "").encode("gb18030")
    found = seen(site.says("/named", named, Content_Type="text/html; charset=GBK"), site)
    assert found.title == "医保"


def test_redirects_are_followed_and_judged_by_where_they_end(site: Website) -> None:
    site.says("/", TEXT)
    site.says("/new/jx.html", TEXT)
    assert seen(site.leads("/old", "/new/jx.html", 301), site).final_url == site.url("/new/jx.html")
    assert outcome(site.url("/old"), site) is PlaceOutcome.REACHABLE
    assert outcome(site.leads("/lost", "/"), site) is PlaceOutcome.FRONT_PAGE
    assert outcome(site.leads("/lost", "/index.html?"), site) is PlaceOutcome.GONE
    assert outcome(site.url("/"), site) is PlaceOutcome.REACHABLE
    assert outcome(site.leads("/away", site.url("/new/jx.html", "localhost")), site) is PlaceOutcome.MOVED
    assert outcome(site.leads("/a", "/a"), site) is PlaceOutcome.ROUND_IN_CIRCLES
    assert len([path for path, _ in site.asked if path == "/a"]) == 6
    assert outcome(site.leads("/odd", "http://no host/"), site) is PlaceOutcome.SERVER_ERROR


def test_a_server_that_is_not_there_is_dead_in_its_own_way(site: Website) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = Website(port=taken.getsockname()[1])
        assert outcome(closed.url("/"), closed) is PlaceOutcome.UNREACHABLE
    assert outcome("http://no-such-county.invalid/", site) is PlaceOutcome.UNKNOWN_NAME
    assert outcome(f"https://127.0.0.1:{site.port}/", site) is not PlaceOutcome.REACHABLE


def test_a_server_that_dawdles_is_given_up_in_time(site: Website) -> None:
    def drip(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", "text/html")
        to.end_headers()
        for one in page(TEXT * 2):
            to.wfile.write(bytes([one]))
            to.wfile.flush()
            time.sleep(0.1)

    def silence(to: BaseHTTPRequestHandler) -> None:
        del to
        time.sleep(60)

    def slow_head(to: BaseHTTPRequestHandler) -> None:
        for one in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 300:
            to.wfile.write(bytes([one]))
            to.wfile.flush()
            time.sleep(0.1)

    for answer in (drip, silence, slow_head):
        site.answers["/slow"] = answer
        began = time.monotonic()
        assert outcome(site.url("/slow"), site, seconds=0.5) is PlaceOutcome.TIMED_OUT
        assert time.monotonic() - began < 10, "what the server says would take longer"


def test_nothing_grows_beyond_its_bound(site: Website) -> None:
    bomb = site.says("/bomb", b"<p>" + b"a" * 200_000_000, packed=True)
    assert seen(bomb, site).size == MOST_BYTES
    endless = site.says("/big", page(TEXT * 50_000))
    found = seen(endless, site)
    assert (found.outcome, found.size) == (PlaceOutcome.REACHABLE, MOST_BYTES)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        # Whoever accepts and never says a word, not even to shake hands.
        silent = Website(port=mute.getsockname()[1], scheme="https")
        assert outcome(silent.url("/"), silent, seconds=0.3) is PlaceOutcome.TIMED_OUT
    torn = site.says("/torn", b"no gzip at all", Content_Encoding="gzip")
    assert outcome(torn, site) is PlaceOutcome.SERVER_ERROR


def test_certificates_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, ended = certificate_for(tmp_path), certificate_for(tmp_path, "ended", days=-1)
    with website(good) as site, website(ended) as old:
        site.says("/", TEXT)
        old.says("/", TEXT)
        # Nobody vouches for it.
        assert outcome(site.url("/", "localhost"), site) is PlaceOutcome.BAD_CERTIFICATE
        monkeypatch.setenv("SSL_CERT_FILE", str(good))
        assert outcome(site.url("/", "localhost"), site) is PlaceOutcome.REACHABLE
        # It is somebody else's.
        assert outcome(site.url("/", "127.0.0.1"), site) is PlaceOutcome.BAD_CERTIFICATE
        monkeypatch.setenv("SSL_CERT_FILE", str(ended))
        assert outcome(old.url("/", "localhost"), old) is PlaceOutcome.BAD_CERTIFICATE


def test_nothing_on_loopback_is_asked_unless_its_network_is_allowed(site: Website) -> None:
    url = site.says("/", TEXT)
    strict = AskingRules(ports=frozenset({site.port}))
    for one in (url, site.url("/", "localhost"), f"http://[::1]:{site.port}/", f"http://0:{site.port}/"):
        assert look(one, strict, now=NOW).outcome is PlaceOutcome.NOT_ALLOWED
    for one in (f"http://2130706433:{site.port}/", f"http://[::ffff:127.0.0.1]:{site.port}/"):
        assert look(one, strict, now=NOW).outcome is PlaceOutcome.NOT_ALLOWED
    assert site.asked == []
    assert look(url, AskingRules(networks=LOOPBACK), now=NOW).outcome is PlaceOutcome.NOT_ALLOWED
    assert site.asked == []
    own = asking_rules(networks="127.0.0.1/32", ports=f"{site.port}", contact="", failures=2)
    assert look(url, own, now=NOW).outcome is PlaceOutcome.REACHABLE


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://100.100.100.200/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[fd00:ec2::254]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://user:secret@127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://127.0.0.1:22/",
    ],
)
def test_a_redirect_leads_nowhere_that_could_not_be_asked_at_once(site: Website, to: str) -> None:
    url = site.leads("/innocent", to)
    assert outcome(url, site) is PlaceOutcome.NOT_ALLOWED
    assert outcome(to, site) is PlaceOutcome.NOT_ALLOWED


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{0,20}(:[0-9]{0,6})?/.{0,20}", fullmatch=True))
def test_whatever_stands_in_a_row_is_a_finding_and_no_error(text: str) -> None:
    found = look(text, AskingRules(ports=frozenset({1}), seconds=0.01), now=NOW)
    assert found.outcome in {PlaceOutcome.NOT_ALLOWED, PlaceOutcome.UNKNOWN_NAME, PlaceOutcome.TIMED_OUT}
