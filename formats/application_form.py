"""《政务公开目录清单调整申请表》: what is applied for, row by row, and the boxes that are signed and sealed."""

from collections.abc import Iterator

from formats.changed_rows import ALL, GRID, before_and_after
from formats.paper_parts import Cell, OfficialPaper, Row, Style, box, entry, form, label, line
from values.papers import HEADINGS, ApplicationForm, PaperKind, Submitted

BOX_HEIGHT = 1500
ON_PUBLICATION = "自公布之日起"
SIGN_HERE = "签字（盖章）：　　　　　　　　年　　月　　日"
DATE_HERE = "年　　月　　日"


def application_form(paper: ApplicationForm) -> OfficialPaper:
    """Return the form, ready to be set."""
    one = paper.submitted
    heading = HEADINGS[PaperKind.APPLICATION]
    return OfficialPaper(
        title=f"{heading}（{one.number}）",
        blocks=(
            line(heading, Style.TITLE),
            line(f"编号：{one.number}（第{one.revision}稿）", Style.SIGNED),
            form(GRID, _rows(paper)),
            line(fingerprint(one), Style.REMARK),
        ),
        is_form=True,
    )


def fingerprint(one: Submitted) -> str:
    """Say which content the paper is of."""
    return f"第{one.revision}稿SHA-256：{one.sha256}"


def in_force(day: str) -> str:
    """Say from when something holds."""
    return day or ON_PUBLICATION


def validity(*, is_trial: bool, valid_until: str) -> str:
    """Say whether it is on trial, and until when it holds."""
    parts = ("试行" if is_trial else "", f"有效期至{valid_until}" if valid_until else "")
    return "，".join(part for part in parts if part) or "长期有效"


def _rows(paper: ApplicationForm) -> Iterator[Row]:
    one = paper.submitted
    wide = ALL - 1
    yield Row((label("申请单位"), entry(one.body), label("申请日期"), entry(one.submitted_on)))
    yield Row((label("目录名称"), entry(one.catalogue, wide)))
    yield Row((label("申请事项"), entry(one.title, wide)))
    yield Row((label("触发情形"), entry(one.trigger), label("触发日期"), entry(one.trigger_date)))
    holds = validity(is_trial=one.is_trial, valid_until=one.valid_until)
    yield Row((label("施行日期"), entry(in_force(one.in_force)), label("有效期限"), entry(holds)))
    texts = (
        ("调整理由", one.rationale),
        ("政策依据", one.policy_source),
        ("单位变更", one.body_change),
        ("政策解读", paper.interpretation),
        ("附　　件", "\n".join(f"{at}．{name}" for at, name in enumerate(paper.attachments, start=1))),
    )
    for name, text in texts:
        if text:
            yield Row((label(name), entry(text, wide)))
    yield from before_and_after(one.rows)
    for step, body in (("申请单位", one.body), *paper.boxes):
        yield Row((label(f"{step}\n意见"), Cell(box(f"{body}：\n\n", SIGN_HERE), wide)), height=BOX_HEIGHT)
