"""Each gate refuses a page with the fault that it is there for, and lets a good one pass."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browsing import served
from tests.gates.lighthouse import lighthouse_defects
from tests.gates.sampling import Way
from tests.gates.validity import defects_of_pages
from tests.gates.visits import visiting
from tests.gates.weight import MOST

PAGE = """<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>目录</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>.skip {{position: absolute; top: -9em}} .skip:focus {{top: 0}}</style></head>
<body><a class="skip" href="#main">跳到正文</a><nav><a href="/">首页</a></nav>
<main id="main"><h1>目录</h1><p>这里说的是本县公开什么，由谁公开，何时公开。</p>{}</main></body></html>"""
GOOD = '<form action="/go"><label for="q">名称</label> <input id="q" name="q"> <button>查找</button></form>'
"""A part of a page with which nothing is wrong."""


class Site:
    """Answers on loopback with whatever a test wants to be judged."""

    def __init__(self) -> None:
        self.html, self.headers = "", [("Content-Type", "text/html; charset=utf-8")]

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        """Answer as a WSGI application does."""
        status = "200 OK" if environ["PATH_INFO"] == "/" else "500 Internal Server Error"
        start(status, self.headers)
        return [self.html.encode() if environ["PATH_INFO"] == "/" else b"no"]

    def show(self, part: str, *, policy: str = "") -> None:
        """Lay a part into an otherwise good page."""
        self.html = PAGE.format(part)
        more = [("Content-Security-Policy", policy)] if policy else []
        self.headers = [("Content-Type", "text/html; charset=utf-8"), *more]


@pytest.fixture
def site() -> Site:
    """What is shown."""
    return Site()


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where it is shown."""
    with served(site) as url:
        yield url


def judged(chromium: Browser, address: str, programs: Path | None, width: int = 1440) -> str:
    """Return what all gates of a visit say, in one text."""
    with visiting(chromium, address, programs) as visitor:
        return "\n".join(visitor.defects("/", Way("zh_Hans", width)))


def judged_without_scripts(chromium: Browser, address: str) -> str:
    """Return what is said of the page where scripts do not run."""
    with visiting(chromium, address, None) as visitor:
        return "\n".join(visitor.plain_defects("/", Way("zh_Hans", 1440)))


def test_a_good_page_passes_every_gate(
    chromium: Browser, site: Site, address: str, programs_if_any: Path | None
) -> None:
    site.show(GOOD)
    assert judged(chromium, address, programs_if_any) == ""
    assert judged(chromium, address, programs_if_any, width=390) == ""


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ('<img src="data:,">', "axe image-alt"),
        ('<p style="color: #999">看不清</p>', "axe color-contrast"),
        ('<p style="width: 1500px">宽</p>', "wide"),
        (
            '<nav style="width: 4em; overflow: hidden; white-space: nowrap"><a href="/1">一二三四五</a> <a href="/2">消息</a></nav>',
            "the navigation is cut off at 消息",
        ),
        (
            '<nav><details><summary>更多</summary><a href="/2" style="position: absolute; left: 1400px; white-space: nowrap">依法删除目录</a></details></nav>',
            "the navigation is cut off at 依法删除目录",
        ),
        ("<script>console.info(1)</script>", "the console says info: 1"),
        ("<script>nothing()</script>", "nothing is not defined"),
        ('<img alt="" src="/gone.png">', "status of 500"),
        (
            '<img alt="" src="http://localhost:9/far.png">',
            "asked of another host: http://localhost:9/far.png",
        ),
        (f"<p hidden>{'重' * (MOST // 3 + 1)}</p>", "it weighs"),
        (
            '<button tabindex="2" onfocus="this.blur()">逃</button><p tabindex="0" onfocus="q.focus()">陷</p>'
            + GOOD.replace("<button", '<button tabindex="0" onfocus="q.focus()"'),
            "Tab does not reach",
        ),
        (
            "<style>a:focus {outline: none}</style><a href='/x'>看不见</a>",
            "one does not see the focus on <a href",
        ),
        ("<style>.skip:focus {top: -9em}</style>", "the skip link stays out of sight"),
        ("<script>document.querySelector('.skip').href = '#'</script>" + GOOD, "skip link does not lead"),
        ("<script>document.querySelector('.skip').remove()</script>", "there is no skip link"),
    ],
)
def test_a_fault_is_named(chromium: Browser, site: Site, address: str, part: str, sentence: str) -> None:
    site.show(part)
    assert sentence in judged(chromium, address, None)


def test_what_the_policy_forbids_is_named(chromium: Browser, site: Site, address: str) -> None:
    site.show('<p style="color: red">红</p>', policy="style-src 'self'")
    assert "against the policy: style-src" in judged(chromium, address, None)


def test_html_codesniffer_finds_what_lacks_a_name(
    chromium: Browser, site: Site, address: str, programs: Path
) -> None:
    site.show('<p style="color: #999; background: #fff">看不清</p><input>')
    said = judged(chromium, address, programs)
    assert "htmlcs WCAG2AA.Principle1.Guideline1_4.1_4_3" in said
    assert "htmlcs WCAG2AA.Principle4.Guideline4_1.4_1_2" in said


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("<h1>又一</h1>", "2 headings"),
        ("<button>无表单</button>", "a button does nothing"),
        (
            '<form action="/go"><button type="button">不发送</button><button>发送</button></form>',
            "a button does",
        ),
        ('<label>名称 <input name="q"></label>', "a field belongs to no form"),
        ('<a href="#">去</a>', "a link leads nowhere"),
        ('<form action="/go"><label>名称 <input name="q"></label></form>', "a form cannot be sent"),
        ('<p hx-get="/more">更多</p>', "only acts with scripts"),
        ("<style>main p {display: none}</style>", "nothing but a heading"),
        ('<p style="width: 1500px">宽</p>', "wide"),
    ],
)
def test_what_needs_scripts_is_named(
    chromium: Browser, site: Site, address: str, part: str, sentence: str
) -> None:
    site.show(part)
    assert sentence in judged_without_scripts(chromium, address)


def test_without_scripts_a_good_page_passes(chromium: Browser, site: Site, address: str) -> None:
    site.show(GOOD + "<script>document.write('<button>')</script>")
    assert judged_without_scripts(chromium, address) == ""


def test_invalid_html_is_named_with_its_page(programs: Path, tmp_path: Path) -> None:
    pages = [
        ("good", PAGE.format(GOOD)),
        ("bad", PAGE.format("<p><div>x</div></p><input autocomplete=maybe>")),
    ]
    found = defects_of_pages(pages, programs, tmp_path)
    assert found
    assert all(one.startswith("bad: ") for one in found)


def test_lighthouse_takes_points_from_a_bad_page(
    site: Site, address: str, programs: Path, required: Any, tmp_path: Path
) -> None:
    site.show(
        '<img src="/x"><input onpaste="return false"><button></button><p style="color: #999">看不清</p>'
    )
    found = lighthouse_defects(
        f"{address}/", cookie="", programs=programs, chromium=required("browser"), folder=tmp_path
    )
    assert [one.partition(" points ")[2].partition(":")[0] for one in found] == [
        "for accessibility",
        "for best-practices",
    ]
    assert "image-alt" in found[0]
