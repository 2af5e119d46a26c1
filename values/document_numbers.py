"""Document numbers (文号): found in free text, written one way, and compared as what they mean."""

import re
from dataclasses import dataclass

OPENING = "([{【〔"
CLOSING = ")]}】〕"
"""Brackets as they are after NFKC, which turns the full-width and small ones into these."""

_O, _C = re.escape(OPENING), re.escape(CLOSING)
_FARTHEST = 40
"""Characters before the year or 令 that may belong to the issuer; bounds the work on any text."""

_CORE = re.compile(
    rf"""
      [ ]? [{_O}] [ ]? (?P<year>(?:19|20)[0-9]{{2}}) [ ]? [{_C}]? [ ]?
          第? [ ]? (?P<count>[0-9]{{1,5}}) (?: [ ]? 号 | (?= [ ]? (?: [{_C},;、\n] | \Z )))
    | (?P<late>(?:19|20)[0-9]{{2}}) [ ]? [{_C}] [ ]? 第? [ ]? (?P<late_count>[0-9]{{1,5}}) [ ]? 号
    | 令 [ ]? [{_O}]? [ ]? 第? [ ]? (?P<order>[0-9]{{1,5}}|[〇零一二三四五六七八九十百千]{{1,7}}) [ ]? 号
    | 公告 [ ]? (?P<notice_year>(?:19|20)[0-9]{{2}}) [ ]? 年? [ ]? 第 [ ]? (?P<notice>[0-9]{{1,5}}) [ ]? 号
    """,
    re.VERBOSE,
)
_ISSUER = re.compile(r"[\u3400-\u9fff]+(?: [\u3400-\u9fff]+)*\Z")
_LEADS_IN = re.compile(r"\A.*(?:根据|按照|依据|依照|参照|文号|简称)")
_REPUBLIC = "中华人民共和国"
_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class DocumentNumber:
    """A document number with where it was found in the text; `text` is how it should be written."""

    start: int
    end: int
    text: str
    is_well_bracketed: bool
    """Whether the year stood in 〔〕, or it is a number without such brackets."""


def document_numbers(plain: str) -> tuple[DocumentNumber, ...]:
    """Find the document numbers in a text that is in NFKC, in linear time."""
    found: list[DocumentNumber] = []
    free = 0
    for core in _CORE.finditer(plain):
        issuer = _issuer_before(plain, max(free, core.start() - _FARTHEST), core.start(), after=free)
        if not issuer:
            continue
        start = core.start() - len(issuer)
        year = core["year"] or core["late"]
        found.append(
            DocumentNumber(start, core.end(), issuer + _core(core), not year or f"〔{year}〕" in core.group())
        )
        free = core.end()
    return tuple(found)


def number_key(number: str) -> str:
    """Return what a number means: without blanks, 中华人民共和国, leading zeros and kinds of digits."""
    bare = "".join(number.split()).replace(_REPUBLIC, "").replace("人力资源和社会保障", "人力资源社会保障")
    return re.sub(
        r"(?<=第)[〇零一二三四五六七八九十百千]{1,7}(?=号)|(?<![0-9])0+(?=[0-9]+号)",
        lambda match: _digits(match.group()),
        bare,
    )


def _issuer_before(plain: str, start: int, end: int, *, after: int) -> str:
    before = _ISSUER.search(plain[start:end])
    if not before:
        return ""
    issuer = _LEADS_IN.sub("", before.group())
    place = end - len(issuer)
    if issuer[:1] in ("和", "及", "与") and after and place == after:
        return issuer[1:].lstrip()
    if issuer[:1] == "日" and plain[max(0, place - 1) : place].isdigit():
        return issuer[1:].lstrip()
    return issuer.lstrip()


def _core(core: re.Match[str]) -> str:
    if core["order"]:
        return f"令第{core['order']}号"
    if core["notice"]:
        return f"公告{core['notice_year']}年第{core['notice']}号"
    return f"〔{core['year'] or core['late']}〕{core['count'] or core['late_count']}号"


def _digits(numeral: str) -> str:
    """Return a Chinese numeral in digits (三十五, 一百零三, 二〇一五), and nothing for leading zeros."""
    if numeral[0] == "0":
        return ""
    if not _UNITS.keys() & set(numeral):
        return "".join(str(_NUMERALS[one]) for one in numeral).lstrip("0")
    total, count = 0, 0
    for one in numeral:
        if one in _UNITS:
            total, count = total + (count or 1) * _UNITS[one], 0
        else:
            count = _NUMERALS[one]
    return str(total + count)
