"""Titles of laws and policies in 《》, found in free text: nested, doubled, and with brackets that are missing."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from values.document_numbers import CLOSING, OPENING


class Mended(StrEnum):
    """What was wrong in how a basis was written, and was understood all the same."""

    OPENING_MISSING = "opening_missing"
    CLOSING_MISSING = "closing_missing"
    BRACKETS_MISSING = "brackets_missing"
    OTHER_BRACKETS = "other_brackets"
    NUMBER_BRACKETS = "number_brackets"
    NUMBER_IN_TITLE = "number_in_title"
    TITLE_MISSING = "title_missing"
    REFERS_BACK = "refers_back"


@dataclass(frozen=True)
class TitleSpan:
    """Where a title stands in a text, its brackets included, and what stands between them."""

    start: int
    end: int
    raw: str
    mended: tuple[Mended, ...] = ()


_O, _C = re.escape(OPENING), re.escape(CLOSING)

KIND_ENDS = "法典例定知见则程告复案划要录准南引范函度释"
"""The last characters of 条例, 决定, 通知 … and so of most titles."""

NUMBERED = (
    rf"[{_O}][^{_O}{_C}\n]{{0,40}}"
    rf"(?:[{_O}][ ]?(?:19|20)[0-9]{{2}}[ ]?[{_C}]|令[ ]?第?[ ]?[0-9]|第[ ]?[0-9]{{1,5}}[ ]?号|[0-9][ ]?年[ ]?[0-9]{{1,2}}[ ]?月)"
)
"""A bracket with a number or a day in it, which no title has."""

_MARKS = re.compile(r"[《》〈〉]|<+|>+")
_STRONG = ("《", "<<", "》", ">>")
_OVER = re.compile(rf"\s*(?:\Z|[;。]|{NUMBERED})|[ ]?\n(?!\s*[的等和及》〉>])")
_CUT = re.compile(rf"[;。\n]|{NUMBERED}|(?<=[{KIND_ENDS}])[、,]")
_ENDED = re.compile(rf"(?:[、,;。]|[{_C}]|号)[ ]?\Z")
_LEADS_INTO = re.compile(
    r"(?:印发|修改|转发|公布|发布|实施|施行|执行|贯彻|落实|废止|关于|对|[》〉>][、,和及与 ]{0,3})\s?\Z"
)
_BREAKS = re.compile(r"[、,;。\n:]")


@dataclass
class _Reading:
    """What has been read so far of the titles of a text."""

    plain: str
    found: list[TitleSpan] = field(default_factory=list)
    opened: re.Match[str] | None = None
    inner: list[bool] = field(default_factory=list)
    """Of the brackets that are open inside the title: whether each is 《."""
    is_doubled: bool = False

    def open(self, mark: re.Match[str], last: int) -> None:
        is_strong = mark.group() in _STRONG
        if self.opened is not None and is_strong and self._is_over(mark, last):
            self.cut(mark.start())
        if self.opened is None:
            self.opened, self.inner, self.is_doubled = mark, [], False
        elif mark.start() > self.opened.end() or not is_strong:
            self.inner.append(is_strong)
        else:
            self.is_doubled = True

    def close(self, mark: re.Match[str], last: int) -> None:
        is_strong = mark.group() in _STRONG
        if self.opened is None:
            self._close_unopened(mark, last)
        elif self.inner and (self.inner[-1] or not is_strong):
            if self.inner.pop() and _OVER.match(self.plain, mark.end()):
                self._take(mark.end(), mark.end(), Mended.CLOSING_MISSING)
        else:
            is_usual = self.opened.group() == "《" and mark.group() == "》"
            is_usual = is_usual and not self.inner and not self.is_doubled
            self._take(mark.end(), mark.start(), *(() if is_usual else (Mended.OTHER_BRACKETS,)))

    def cut(self, limit: int) -> None:
        """End a title that was never closed where it most likely ends."""
        if self.opened is not None:
            found = _CUT.search(self.plain, self.opened.end(), limit)
            end = found.start() if found else limit
            self._take(end, end, Mended.CLOSING_MISSING)

    def _is_over(self, mark: re.Match[str], last: int) -> bool:
        before = self.plain[max(last, mark.start() - 60) : mark.start()]
        if _LEADS_INTO.search(self.plain[max(0, mark.start() - 12) : mark.start()]):
            return False
        return bool(_ENDED.search(before)) or "\n" in before

    def _take(self, end: int, text_end: int, *mended: Mended) -> None:
        if self.opened is not None:
            raw = self.plain[self.opened.end() : text_end]
            self.found.append(TitleSpan(self.opened.start(), end, raw, mended))
            self.opened = None

    def _close_unopened(self, mark: re.Match[str], last: int) -> None:
        start = last
        for found in _BREAKS.finditer(self.plain, last, mark.start()):
            start = found.end()
        raw = self.plain[start : mark.start()]
        if raw.strip():
            self.found.append(TitleSpan(start, mark.end(), raw, (Mended.OPENING_MISSING,)))


def title_spans(plain: str) -> tuple[TitleSpan, ...]:
    """Find the titles in a text that is in NFKC, from left to right, in linear time."""
    reading = _Reading(plain)
    last = 0
    for mark in _MARKS.finditer(plain):
        if mark.group()[0] in "《〈<":
            reading.open(mark, last)
        else:
            reading.close(mark, last)
        last = mark.end()
    reading.cut(len(plain))
    return tuple(reading.found)
