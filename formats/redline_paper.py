"""A proposal with its changes tracked: to accept all gives the new text, to reject all the old."""

from collections.abc import Iterator

from formats.changed_rows import ALL, GRID, each
from formats.paper_parts import Cell, Line, OfficialPaper, Row, Style, entry, form, label, line
from formats.submitted_paper import fingerprint, in_force
from values.papers import HEADINGS, PaperField, PaperKind, PaperRow, RedlinePaper

HOW_TO_READ = "修订标记：接受全部修订即为调整后的内容，拒绝全部修订即为调整前的内容。"


def redline_paper(paper: RedlinePaper) -> OfficialPaper:
    """Return the proposal with insertions and deletions by the drafting body, ready to be set."""
    one = paper.submitted
    heading = HEADINGS[PaperKind.REDLINE]
    rows = (
        *_facts(paper),
        Row((label("调整项目"), label("修订内容", ALL - 1)), is_header=True),
        *each(one.rows, _tracked),
    )
    return OfficialPaper(
        title=f"{heading}（{one.number}）",
        blocks=(
            line(heading, Style.TITLE),
            line(f"编号：{one.number}（第{one.revision}稿）", Style.SIGNED),
            form(GRID, rows),
            line(HOW_TO_READ, Style.REMARK),
            line(fingerprint(one), Style.REMARK),
        ),
        is_form=True,
        changed_by=one.body,
        changed_at=paper.moment,
    )


def _facts(paper: RedlinePaper) -> Iterator[Row]:
    one = paper.submitted
    yield Row((label("目录名称"), entry(one.catalogue, ALL - 1)))
    yield Row((label("申请事项"), entry(one.title, ALL - 1)))
    yield Row((label("起草单位"), entry(one.body), label("提交日期"), entry(one.submitted_on)))
    yield Row((label("施行日期"), entry(in_force(one.in_force), ALL - 1)))
    if one.body_change:
        yield Row((label("单位变更"), entry(one.body_change, ALL - 1)))


def _tracked(_: PaperRow, field: PaperField) -> tuple[Cell, ...]:
    """Return the cell with what a field says, before and after."""
    return (Cell((Line(field.parts, Style.ENTRY),), ALL - 1),)
