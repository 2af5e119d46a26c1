"""呈批单: one page for the leader with what changes, why, what was said of it, and room for the signature."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from formats.changed_rows import ALL
from formats.paper_parts import Cell, OfficialPaper, Row, box, entry, label
from formats.submitted_paper import in_force, submitted_form, validity
from values.papers import ApprovalSheet, PaperKind, PaperOpinion, PaperRow

LETTERS = 27
"""How many characters stand on a line of the wide column, with room for what may not begin a line."""
NARROW = 0.6
"""How wide a Latin letter is, beside a Chinese one."""
TITLE_LINES, CHANGE_LINES, REASON_LINES, OPINION_LINES, ADVICE_LINES = 2, 7, 5, 5, 3
ADVICE_HEIGHT, DECISION_HEIGHT = 1300, 1700
DATE_HERE = "年　　月　　日"
CUT = "……（全文见办理页面）"


def approval_sheet(paper: ApprovalSheet) -> OfficialPaper:
    """Return the sheet, ready to be set: whatever is said, it is one page."""
    return submitted_form(PaperKind.APPROVAL, paper.submitted, _rows(paper))


def _rows(paper: ApprovalSheet) -> Iterator[Row]:
    one = paper.submitted
    wide = ALL - 1
    holds = validity(is_trial=one.is_trial, valid_until=one.valid_until)
    yield Row((label("呈报事项"), entry(within(one.title, TITLE_LINES), wide)))
    yield Row((label("目录名称"), entry(within(one.catalogue, TITLE_LINES), wide)))
    yield Row((label("呈报单位"), entry(within(one.body, TITLE_LINES), wide)))
    yield Row((label("触发情形"), entry(within(f"{one.trigger}（{one.trigger_date}）", 1), wide)))
    begins = entry(f"{in_force(one.in_force)}，{holds}")
    yield Row((label("呈报日期"), entry(one.submitted_on), label("施行日期"), begins))
    changes = [*((one.body_change,) if one.body_change else ()), *(_told(row) for row in one.rows)]
    yield Row((label("调整内容"), entry(listed(changes, CHANGE_LINES), wide)))
    reason = "\n".join(part for part in (one.rationale, one.policy_source) if part)
    yield Row((label("调整理由"), entry(within(reason, REASON_LINES), wide)))
    yield Row((label("规则核对"), entry(within(paper.rules, 1), wide)))
    opinions = listed([opinion_text(each) for each in paper.opinions], OPINION_LINES)
    yield Row((label("已有意见"), entry(opinions or "（无）", wide)))
    advice = listed([opinion_text(each) for each in paper.advice], ADVICE_LINES)
    yield Row((label("拟办意见"), Cell(box(advice, *(() if advice else (DATE_HERE,))), wide)), ADVICE_HEIGHT)
    decided = within(opinion_text(paper.decision), ADVICE_LINES) if paper.decision else ""
    yield Row(
        (label("领导批示"), Cell(box(decided, *(() if decided else (DATE_HERE,))), wide)), DECISION_HEIGHT
    )


def _told(row: PaperRow) -> str:
    fields = "、".join(one.label for one in row.fields)
    return f"{row.title}：{fields}" if fields else row.title


def opinion_text(one: PaperOpinion) -> str:
    """Say an opinion in a line: who, what, and when."""
    who = f"{one.step}（{one.body}）" if one.body else one.step
    earlier = f"（第{one.revision}稿）" if one.revision is not None else ""
    absent = f"（代{one.absent}）" if one.absent else ""
    paper = f"（线下签批，{one.recorder}代录）" if one.recorder else ""
    words = one.text.strip().rstrip("。")
    text = f"。{words}" if words and words != one.said else ""
    by = "　".join(part for part in (f"{one.person}{absent}{paper}", one.day) if part)
    return f"{who}{earlier}：{one.said}{text}。{by}"


def listed(texts: Sequence[str], most: int) -> str:
    """Return numbered texts, as many as there are lines for; how many are left out is said."""
    found: list[str] = []
    left = most
    for at, text in enumerate(texts, start=1):
        room = left if at == len(texts) else left - 1
        if room < 1:
            return "\n".join([*found, f"……其余{len(texts) - len(found)}项见办理页面"])
        said = within(f"{at}．{' '.join(text.split())}" if len(texts) > 1 else text, room)
        found.append(said)
        left -= sum(_lines(one) for one in said.split("\n"))
    return "\n".join(found)


def within(text: str, most: int) -> str:
    """Return a text cut to a number of lines; that it is cut is said."""
    if sum(_lines(one) for one in text.split("\n")) <= most:
        return text
    room, kept = most, []
    for part in text.split("\n"):
        if _lines(part) < room:
            kept.append(part)
            room -= _lines(part)
            continue
        kept.append(_cut(part, room * LETTERS - _width(CUT)))
        break
    return "\n".join(kept) + CUT


def _cut(line: str, width: float) -> str:
    kept: list[str] = []
    for one in line:
        width -= _width(one)
        if width < 0:
            break
        kept.append(one)
    return "".join(kept)


def _lines(line: str) -> int:
    return max(1, int(-(-_width(line) // LETTERS)))


def _width(text: Iterable[str]) -> float:
    return sum(1 if unicodedata.east_asian_width(one) in "WFA" else NARROW for one in text)
