"""公布通知 as a letter: index number and days above, what is published and what it changes below."""

from collections.abc import Iterator

from formats.changed_rows import GRID, before_and_after
from formats.paper_parts import (
    WIDTH,
    Form,
    Line,
    OfficialPaper,
    Row,
    Style,
    entry,
    form,
    label,
    line,
    lines,
)
from formats.submitted_paper import validity
from values.papers import NoticePaper

FACTS = (1250, 3430, 1250, WIDTH - 5930)
"""Wide enough for an index number on a line."""


def publication_paper(paper: NoticePaper) -> OfficialPaper:
    """Return the notice, ready to be set."""
    title = f"关于公布{_named(paper)}第{paper.release}版的通知"
    return OfficialPaper(title=title, blocks=tuple(_blocks(paper, title)), is_form=False)


def _blocks(paper: NoticePaper, title: str) -> Iterator[Line | Form]:
    yield form(FACTS, _facts(paper))
    yield line("", Style.ENTRY)
    yield line(title, Style.TITLE)
    for text in _said(paper):
        yield from lines(text, Style.TEXT)
    yield line("", Style.ENTRY)
    yield line(paper.issuing_body, Style.SIGNATURE)
    yield line(paper.written_on, Style.SIGNATURE)
    if paper.rows:
        yield line(f"附：目录调整情况（{len(paper.rows)}项）", Style.SECTION_TITLE)
        yield form(GRID, before_and_after(paper.rows))
        yield line("", Style.ENTRY)


def _named(paper: NoticePaper) -> str:
    return f"《{paper.catalogue.strip('《》')}》"


def _facts(paper: NoticePaper) -> Iterator[Row]:
    pairs = (
        (("索 引 号", paper.index_number), ("发文字号", paper.document_number or "（无）")),
        (("发文机关", paper.issuing_body), ("起草单位", paper.drafting_body)),
        (("签 发 人", paper.signatory), ("成文日期", paper.written_on)),
        (("公布日期", paper.published_on), ("施行日期", paper.effective_on)),
        (
            ("有 效 性", validity(is_trial=paper.is_trial, valid_until=paper.valid_until)),
            ("公开属性", "主动公开"),
        ),
    )
    for (first, one), (second, other) in pairs:
        yield Row((label(first), entry(one), label(second), entry(other)))


def _said(paper: NoticePaper) -> Iterator[str]:
    trial = "，试行" if paper.is_trial else ""
    until = f"，有效期至{paper.valid_until}" if paper.valid_until else ""
    yield (
        f"《{paper.catalogue.strip('《》')}》第{paper.release}版已经签发，现予公布，"
        f"自{paper.effective_on}起施行{trial}{until}。"
    )
    yield f"本次调整事项：{paper.title.rstrip('。')}。"
    if paper.text:
        yield paper.text
