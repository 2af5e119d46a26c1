"""A proposal with its changes tracked, as Word tracks them: to accept all gives the new text, to reject all the old."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from itertools import count

from formats.application_form import fingerprint, in_force
from formats.changed_rows import ALL, GRID, each
from formats.official_paper import ENTRY, REMARK, SIGNED, TITLE, Cell, Row, entry, form, label, official_paper
from formats.word_parts import paragraph, paragraph_of, said
from values.clock import SHANGHAI
from values.papers import HEADINGS, PaperField, PaperKind, PaperRow, RedlinePaper
from values.redline import Segment, SegmentKind


def redline_paper(paper: RedlinePaper) -> bytes:
    """Return the proposal as a Word file with insertions and deletions by the drafting body."""
    one = paper.submitted
    heading = HEADINGS[PaperKind.REDLINE]
    tracked = _Tracked(one.body, paper.moment)
    rows = (
        *_facts(paper),
        Row((label("调整项目"), label("修订内容", ALL - 1)), is_header=True),
        *each(one.rows, tracked.cells),
    )
    body = (
        paragraph(heading, TITLE)
        + paragraph(f"编号：{one.number}（第{one.revision}稿）", SIGNED)
        + form(GRID, rows)
        + paragraph("修订标记：接受全部修订即为调整后的内容，拒绝全部修订即为调整前的内容。", REMARK)
        + paragraph(fingerprint(one), REMARK)
    )
    return official_paper(f"{heading}（{one.number}）", body, is_form=True)


def _facts(paper: RedlinePaper) -> Iterator[Row]:
    one = paper.submitted
    yield Row((label("目录名称"), entry(one.catalogue, ALL - 1)))
    yield Row((label("申请事项"), entry(one.title, ALL - 1)))
    yield Row((label("起草单位"), entry(one.body), label("提交日期"), entry(one.submitted_on)))
    yield Row((label("施行日期"), entry(in_force(one.in_force), ALL - 1)))
    if one.body_change:
        yield Row((label("单位变更"), entry(one.body_change, ALL - 1)))


class _Tracked:
    """Writes fields as tracked changes, each with a number of its own."""

    def __init__(self, author: str, moment: datetime) -> None:
        # Word shows the hour that stands there, whatever the Z behind it says: it is Shanghai's.
        local = moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._by = f'w:author="{escape(said(author))}" w:date="{local}"'
        self._ids = count(1)

    def cells(self, _: PaperRow, field: PaperField) -> tuple[Cell, ...]:
        """Return the cell with what a field says."""
        return (Cell(paragraph_of("".join(self._part(one) for one in field.parts), ENTRY), ALL - 1),)

    def _part(self, part: Segment) -> str:
        if part.kind is SegmentKind.EQUAL:
            return _run(part.text, "t")
        tag, text = ("del", "delText") if part.kind is SegmentKind.DELETED else ("ins", "t")
        return f'<w:{tag} w:id="{next(self._ids)}" {self._by}>{_run(part.text, text)}</w:{tag}>'


def _run(text: str, tag: str) -> str:
    """Return a text with its line ends."""
    lines = (f'<w:{tag} xml:space="preserve">{said(one)}</w:{tag}>' for one in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"
