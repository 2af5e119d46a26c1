"""How the demonstration answers the warnings of the rules, so that its proposals can be submitted."""

from dataclasses import replace

import sqlalchemy as sa

from models import Catalogue
from rules.findings import Severity
from values.clock import shanghai_day
from values.proposal_content import DraftContent
from workflow.base import findings_of
from workflow.grounds import paper_of
from workflow.unit import current_clock, transaction

JUSTIFICATIONS: dict[str, str] = {
    "R12": "办事指南的材料要求、空白表格、填写说明和示范文本正在整理，经审定后另行补充。",
    "R13": "所列材料系本地依法增加，依据已核对。",
    "R14": "政策解读由文件印发机关统一发布，本次不另行解读。",
    "R15": "触发事项发生在本系统启用之前，原目录已按当时要求公开，现补录入系统并公布。",
    "R16": "该号码为窗口办公用手机，办公用途。",
}
"""What is said to the warnings of a rule."""

OTHERWISE = "本地情况如此，已与业务科室核实。"


def justified(code: str, text: DraftContent) -> DraftContent:
    """Return a draft in which every warning of the rules that is open yet is answered."""
    day = text.effective_from or shanghai_day(current_clock.get().now())
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
        states = [change.after for change in text.changes]
        found = findings_of(session, catalogue, states, day=day, paper=paper_of(text))
    warnings = {
        one.key: JUSTIFICATIONS.get(one.rule, OTHERWISE) for one in found if one.severity is Severity.WARNING
    }
    return replace(text, answers={**warnings, **text.answers})
