"""Legal bases in free text (公开依据): which laws and policies a cell cites, however it writes them."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from values.basis_parts import Beside, beside, canonical_title, end_of_tail, readable
from values.basis_titles import KIND_ENDS, Mended, TitleSpan, title_spans
from values.document_numbers import CLOSING, OPENING, document_numbers


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A basis as a text cites it: title without 《》, number with 〔〕, and what stands beside them."""

    title: str = ""
    number: str = ""
    remarks: tuple[str, ...] = ()
    """What else its brackets say: when it was passed, amended, by which order."""
    short: str = ""
    """The name that the text gives it (以下简称《条例》)."""
    articles: tuple[str, ...] = ()
    mended: tuple[Mended, ...] = field(default=(), compare=False)
    """How it was not written as it should be."""

    @property
    def rendered(self) -> str:
        """The basis as it should be written: 《…》（国发〔2015〕2号）."""
        told = [one for one in (self.number, *self.remarks) if one]
        if self.short:
            told.append(f"以下简称《{self.short}》")
        inside = "，".join(told)
        if self.title and inside:
            inside = f"（{inside}）"
        return (f"《{self.title}》" if self.title else "") + inside + "、".join(self.articles)

    @property
    def numbers(self) -> tuple[str, ...]:
        """All document numbers it names, its own first."""
        told = document_numbers(readable("\n".join((self.number, *self.remarks))))
        return tuple(one.text for one in told)


@dataclass(frozen=True)
class Recognition:
    """What a text cites, in its order, and what of it names no basis."""

    mentions: tuple[Mention, ...]
    unplaced: tuple[str, ...]


_O, _C = re.escape(OPENING), re.escape(CLOSING)
_KIND_AT_END = re.compile(
    r"(?:法|法典|条例|办法|规定|通知|意见|决定|细则|规程|公告|通告|批复|复函|方案|规划|纲要|目录|标准|指南|指引|规范"
    r"|制度|章程|解释)\Z"
)
_VAGUE = re.compile(r"有关|相关|其他|其它|上述|本办法|依法|方法|无法|执法|办法\Z(?<=\A办法)")
_JOINS = re.compile(r"[\s、,;。:.·]|[和及与或等的并]|根据|按照|依据|依照|参照|以及|规定|要求|文件|精神")
_LEADS = re.compile(r"\A(?:\s|[、,:·和及与]|根据|按照|依据|依照|参照|以及)+")
_NUMBERING = re.compile(
    r"\A\s*(?:[0-9]{1,3}[.、)]\s*|[(][0-9一二三四五六七八九十]{1,3}[)]\s*|[一二三四五六七八九十]{1,3}、\s*)"
)
_SEGMENTS = re.compile(rf"[\n;。]|(?<=[{KIND_ENDS}号{_C}])[、,和及]")
_SHORT_NAME = re.compile(r"简称:?[ ]?[“\"]?\Z")
_SHORTEST_BARE, _LONGEST_BARE = 3, 120
_LONGEST_BACKWARD = 4
"""Characters of a title that may stand for an earlier one: 条例, 办法, 《通知》 …"""


KEPT = 16_384
"""Texts whose bases are kept: counties cite the same words."""


@lru_cache(maxsize=KEPT)
def recognised(text: str) -> Recognition:
    """Return the bases that any text cites; it never raises and takes linear time."""
    plain = readable(text)
    cell = _Cell()
    spans = [one for one in title_spans(plain) if not _names_shortly(plain, one.start)]
    ends = [*(one.start for one in spans), len(plain)][1:]
    cell.read_loose(plain[: spans[0].start] if spans else plain)
    for span, end in zip(spans, ends, strict=True):
        tail_end = end_of_tail(plain, span.end, end)
        mention = _mention(span, beside(plain[span.end : tail_end]))
        if mention is None:
            cell.unplaced.append(plain[span.start : tail_end].strip())
        else:
            before = plain[max(0, span.start - 3) : span.start]
            cell.take(mention, follows_number=before.rstrip().endswith("号"))
        cell.read_loose(plain[tail_end:end])
    return Recognition(tuple(cell.mentions), tuple(one for one in cell.unplaced if one))


def _names_shortly(plain: str, start: int) -> bool:
    return _SHORT_NAME.search(plain[max(0, start - 5) : start]) is not None


def _mention(span: TitleSpan, said: Beside) -> Mention | None:
    title, moved, mended = canonical_title(span.raw)
    if moved:
        said = beside(moved).followed_by(said)
    if not title:
        return None
    return Mention(
        title=title,
        number=said.number,
        remarks=said.remarks,
        short=said.short,
        articles=said.articles,
        mended=tuple(dict.fromkeys((*span.mended, *mended, *said.mended))),
    )


@dataclass
class _Cell:
    """What has been read so far of a cell."""

    mentions: list[Mention] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    by_short_name: dict[str, Mention] = field(default_factory=dict)
    """By the name that the text gave, or the last characters of the title; the latest counts."""

    def take(self, mention: Mention, *, follows_number: bool = False) -> None:
        """Add a mention: with the number that stood in front of it, or as the earlier one that it stands for."""
        if follows_number and self.mentions and not self.mentions[-1].title and not mention.number:
            before = self.mentions.pop()
            mended = tuple(one for one in before.mended if one is not Mended.TITLE_MISSING)
            mention = replace(mention, number=before.number, mended=(*mended, *mention.mended))
        earlier = None if mention.number else self.by_short_name.get(mention.title)
        if earlier is not None:
            mention = replace(
                mention,
                title=earlier.title,
                number=earlier.number,
                mended=(*mention.mended, Mended.REFERS_BACK),
            )
        self.mentions.append(mention)
        names = [mention.short, *(mention.title[-length:] for length in range(2, _LONGEST_BACKWARD + 1))]
        self.by_short_name |= {name: mention for name in names if name and name != mention.title}

    def read_loose(self, loose: str) -> None:
        """Read what stands between titles: titles without 《》, numbers without titles, and what is neither."""
        for segment in _SEGMENTS.split(loose):
            bare = _LEADS.sub("", _NUMBERING.sub("", segment)).strip()
            numbers = document_numbers(bare)
            head = bare[: numbers[0].start] if numbers else bare
            head = re.split(f"[{_O}]", head, maxsplit=1)[0].strip()
            if _is_bare_title(head):
                span = TitleSpan(0, 0, head, (Mended.BRACKETS_MISSING,))
                mention = _mention(span, beside(bare[len(head) :]))
                if mention is not None:
                    self.take(mention)
            elif numbers:
                self._take_numbers([one.text for one in numbers], beside(bare[numbers[0].start :]))
            elif _JOINS.sub("", bare).strip(OPENING + CLOSING):
                self.unplaced.append(bare)

    def _take_numbers(self, numbers: list[str], said: Beside) -> None:
        mended = (Mended.TITLE_MISSING, *said.mended)
        self.mentions += [Mention(number=one, mended=mended) for one in numbers[:-1]]
        self.mentions.append(Mention(number=numbers[-1], articles=said.articles, mended=mended))


def _is_bare_title(head: str) -> bool:
    return (
        _SHORTEST_BARE <= len(head) <= _LONGEST_BARE
        and _KIND_AT_END.search(head) is not None
        and _VAGUE.search(head) is None
    )
