"""What a page of the web says to a reader: its title, its text beyond navigation, and the newest day it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree, html

from formats.page_tables import CHINESE, DECLARED

AROUND = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "select",
    "svg",
)
"""What is no content of a page."""

FILLED = ("app", "root", "__next", "__nuxt", "main-app")
"""The ids of elements that programs fill in the browser."""

LONGEST_TITLE = 200
LONG = 500_000
"""Bytes from which a page is taken for one that was cut off."""
_DAY = re.compile(
    r"(?P<now>(?:今天|今日|现在|当前)(?:日期|时间)?(?:是|为)?[:：]?\s*)?"
    r"(?<!\d)(?P<year>20\d\d)\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})(?!\d)"
)
_NOT_FOUND = re.compile(
    r"not found|(?:页面|网页|内容|文件)(?:不存在|未找到|找不到|已删除)|找不到.{0,6}(?:页面|网页)",
    re.IGNORECASE,
)
_NUMBER_OF_NOT_FOUND = re.compile(r"(?<!\d)404(?![\d号])")
"""In a title; in a text it may be the number of a document."""


@dataclass(frozen=True, kw_only=True)
class PageText:
    """A page as far as its own bytes say it, without running anything."""

    title: str = ""
    text: str = ""
    """Without what stands around it, white space made single."""
    is_filled_by_scripts: bool = False

    @property
    def says_not_found(self) -> bool:
        """Whether its title, or all of a short text, says that there is nothing here."""
        is_short = len(self.text) < LONGEST_TITLE
        return bool(
            _NOT_FOUND.search(self.title)
            or _NUMBER_OF_NOT_FOUND.search(self.title)
            or (is_short and _NOT_FOUND.search(self.text))
        )

    def newest_day(self, today: date) -> date | None:
        """Return the newest day that it names and that is not ahead; "today is …" is no such day."""
        return max((one for one in _days(self.text) if one <= today), default=None)


def page_text(data: bytes, charset: str = "") -> PageText:
    """Read a page; whatever cannot be read is an empty one.

    Args:
        data: the bytes, which may end anywhere.
        charset: what the server says of them, if it does.
    """
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", _decoded(data, charset)).replace("\x00", "")
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return PageText()
    title = _single(" ".join(one.text_content() for one in root.iter("title")))[:LONGEST_TITLE]
    filled = any(
        (one.get("id") or "").lower() in FILLED and not _single(one.text_content())
        for one in root.iter("div")
    )
    for one in [*root.iter(*AROUND, "head")]:
        one.drop_tree()
    said = _single(" ".join(root.itertext()))
    return PageText(title=title, text=said, is_filled_by_scripts=filled)


def _single(text: str) -> str:
    return " ".join(text.split())


def _decoded(data: bytes, charset: str) -> str:
    """Return the text; what says nothing of its encoding is UTF-8 where it can be, else GB18030."""
    declared = DECLARED.search(data[:4096])
    named = (charset or (declared[1].decode("ascii") if declared else "")).lower()
    if not named:
        # Of a long page the end may be missing, in the middle of a character.
        try:
            return data.decode("utf-8", errors="strict" if len(data) < LONG else "replace")
        except UnicodeDecodeError:
            named = "gb18030"
    return data.decode("gb18030" if named in CHINESE else "utf-8", errors="replace")


def _days(text: str) -> Iterator[date]:
    for found in _DAY.finditer(text):
        if found["now"]:
            continue
        try:
            yield date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue
