"""The parts of a citation: readable text, the title as it should be, and what stands in brackets beside it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from values.basis_titles import NUMBERED, Mended
from values.document_numbers import CLOSING, OPENING, document_numbers

LONGEST_TITLE = 200

_NUMERAL = "0-9〇零一二三四五六七八九十百千"
_ARTICLE = re.compile(
    rf"第ﾠ?[{_NUMERAL}]{{1,8}}ﾠ?条(?:之[一二三四五六七八九十])?(?:第ﾠ?[{_NUMERAL}]{{1,4}}ﾠ?款)?"
    rf"(?:第?ﾠ?\(?[{_NUMERAL}]{{1,4}}\)?ﾠ?项)?".replace("ﾠ", "[ ]")
)
_SHORT = re.compile(
    r"(?:以下)?简称:?[ ]?[《“\"「『〈]?(?P<short>[^《》〈〉“”\"「」『』,;、。\n()\[\]{}【】〔〕]{1,40})[》”\"」』〉]?"
)
_NUMBERED = re.compile(NUMBERED)
_SEPARATORS = re.compile(r"[,;。\n\ue002]|(?<=号)、")
_HELD = {"〔": "\ue000", "〕": "\ue001"}
"""Brackets of numbers, out of the way while others are counted; `readable` leaves no such character."""
_FREED = str.maketrans({held: bracket for bracket, held in _HELD.items()})
_AS_WRITTEN = str.maketrans({"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"})


@dataclass(frozen=True)
class Beside:
    """What stands behind a title: its number, remarks in brackets, a short name, articles."""

    number: str = ""
    remarks: tuple[str, ...] = ()
    short: str = ""
    articles: tuple[str, ...] = ()
    mended: tuple[Mended, ...] = ()

    def followed_by(self, other: "Beside") -> "Beside":
        """Return both as one; the first number stays the number."""
        number = self.number or other.number
        more = (other.number,) if self.number and other.number and other.number != self.number else ()
        return Beside(
            number=number,
            remarks=(*self.remarks, *more, *other.remarks),
            short=self.short or other.short,
            articles=(*self.articles, *other.articles),
            mended=(Mended.NUMBER_IN_TITLE, *self.mended, *other.mended),
        )


def readable(text: str) -> str:
    """Return a text in NFKC with single blanks and line breaks and without control characters."""
    return _kept(text) if len(text) <= LONGEST_TITLE else _readable(text)


def _readable(text: str) -> str:
    lines = "\n".join(text.splitlines())
    seen = "".join(
        one if one == "\n" else " " if one == "\t" else "" if unicodedata.category(one)[0] == "C" else one
        for one in lines
    )
    wide = re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFKC", seen))
    return re.sub(r" ?\n[ \n]*", "\n", wide).strip()


_kept = lru_cache(maxsize=16_384)(_readable)
"""Titles and numbers in this form; many rows cite the same ones."""


def canonical_title(raw: str) -> tuple[str, str, tuple[Mended, ...]]:
    """Return a title as it should be written, what of it belongs behind its brackets, and what was mended.

    A title that is too long to be one comes back empty.
    """
    moved = ""
    numbered = _NUMBERED.search(raw)
    if numbered and raw.rstrip()[-1] in CLOSING + "号":
        raw, moved = raw[: numbered.start()], raw[numbered.start() :]
    if len(raw) > LONGEST_TITLE:
        return "", moved, ()
    title = unicodedata.normalize("NFC", _nested(raw.replace("\n", "")).translate(_AS_WRITTEN))
    return " ".join(title.split()), moved, (Mended.NUMBER_IN_TITLE,) if moved else ()


def _nested(raw: str) -> str:
    """Write the brackets inside a title as 〈〉, without those that have no partner."""
    kept: list[str] = []
    opened: list[int] = []
    for one in raw:
        if one in "《〈<":
            opened.append(len(kept))
            kept.append("〈")
        elif one in "》〉>":
            if opened:
                opened.pop()
                kept.append("〉")
        else:
            kept.append(one)
    for place in opened:
        kept[place] = ""
    return "".join(kept)


def end_of_tail(plain: str, start: int, end: int) -> int:
    """Return where what belongs to a title ends: at a separator outside brackets, or at `end`."""
    depth = 0
    first_break = None
    for place in range(start, end):
        one = plain[place]
        if one in OPENING:
            depth += 1
        elif one in CLOSING:
            depth = max(0, depth - 1)
        elif one in "\n;。、,和及与":
            if depth == 0 and not _goes_on(plain, place):
                return place
            if one in "\n;。" and first_break is None:
                first_break = place
    return first_break if depth and first_break is not None else end


def _goes_on(plain: str, place: int) -> bool:
    """Whether an article, or after a line break a bracket, follows a separator."""
    following = plain[place + 1 : place + 2]
    if plain[place] == "\n":
        return following != "" and following in OPENING
    return plain[place] != "。" and _ARTICLE.match(plain, place + 1) is not None


def beside(tail: str) -> Beside:
    """Read what stands behind a title."""
    short = _SHORT.search(tail)
    text = _SHORT.sub("\ue002", tail)
    articles = tuple("".join(one.split()) for one in _ARTICLE.findall(text))
    text = _ARTICLE.sub("\ue002", text)
    numbers = document_numbers(text)
    is_well = all(one.is_well_bracketed for one in numbers)
    for one in reversed(numbers):
        text = text[: one.start] + _held(one.text) + text[one.end :]
    parts = [" ".join(part.split()) for part in _inside(text)]
    told = [part.translate(_FREED) for part in parts if part.strip()]
    whole = [part for part in told if _is_number(part)]
    number = whole[0] if whole else ""
    if number:
        told.remove(number)
    return Beside(
        number=number,
        remarks=tuple(told),
        short=short["short"].strip() if short else "",
        articles=articles,
        mended=() if is_well else (Mended.NUMBER_BRACKETS,),
    )


def _held(number: str) -> str:
    return "".join(_HELD.get(one, one) for one in number)


def _inside(text: str) -> list[str]:
    """Cut what stands in brackets at separators and brackets; of what stands outside only numbers are kept."""
    parts: list[str] = []
    depth = start = 0
    ended = f"{text}\n"
    for place, one in enumerate(ended):
        if one not in OPENING + CLOSING and not _SEPARATORS.match(ended, place):
            continue
        part = text[start:place].strip()
        if part and (depth or _is_number(part.translate(_FREED))):
            parts.append(part)
        depth = max(0, depth + (one in OPENING) - (one in CLOSING))
        start = place + 1
    return parts


def _is_number(part: str) -> bool:
    found = document_numbers(part)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(part))
