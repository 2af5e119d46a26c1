"""《政务公开目录清单调整申请表》: what is applied for, row by row, and the boxes that are signed and sealed."""

from collections.abc import Iterator

from formats.changed_rows import ALL, before_and_after
from formats.paper_parts import Cell, OfficialPaper, Row, box, entry, label
from formats.submitted_paper import in_force, submitted_form, validity
from values.papers import ApplicationForm, PaperKind

BOX_HEIGHT = 1500
SIGN_HERE = "签字（盖章）：　　　　　　　　年　　月　　日"


def application_form(paper: ApplicationForm) -> OfficialPaper:
    """Return the form, ready to be set."""
    return submitted_form(PaperKind.APPLICATION, paper.submitted, _rows(paper))


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
