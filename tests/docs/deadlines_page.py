"""The page about deadlines, from the tables of cases; `python -m tests.docs.deadlines_page` writes it again."""

from tests.rules.deadline_cases import KEPT, LONGER, NOT_COMPARABLE, Table
from tests.sources import ROOT
from tests.values.deadline_cases import EXCEPTED, UNDERSTOOD, UNREAD

PAGE = ROOT / "docs" / "deadlines.md"
LONGEST = 60

INTRODUCTION = """# 公开时限 · Deadlines: what is understood, and what rule R08 says

A cell of the column 公开时限 is read by `values/deadlines/` into its time limits: what is to happen (公开, 办理, 更新,
公示), counted from what (no anchor means 信息形成或变更之日), within how long or how often, and for what alone. The cell
itself is never changed. What is not understood is kept as it stands, and rule R08 says so: nothing passes in silence.
Any text is read, in linear time. This page is written from the tables of cases that the tests hold.

Compared are time limits of one kind, anchor and unit (decision 29): 即时 and 实时 are the shortest, 当日 is sooner than any
number of days, a range counts with its upper end, 公示 is a minimum, what repeats compares with what repeats, 周 is seven
days, 季度 three months and 年 twelve. A deadline that is longer is an error, whatever cannot be compared a warning that
asks for an answer. Against a field of the standard that nobody saw (重建稿，待核) it is at most a warning.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join(
        [
            INTRODUCTION,
            "## What is read",
            "",
            "| written | read as |",
            "|---|---|",
            *(
                f"| {_cell(text)} | {'；'.join(read) or '—（不能确定，原样保留）'} |"
                for text, read in UNDERSTOOD.items()
            ),
            *(f"| {_cell(text)} | 例外：{exception} |" for text, exception in EXCEPTED.items()),
            "",
            "Not understood, and kept: " + "、".join(_cell(text) for text in UNREAD) + ".",
            "",
            *_kept("Kept: no longer than the standard's", KEPT),
            *_found("Longer, or a public notice that is shorter: an error", LONGER),
            *_found("Not comparable: a warning", NOT_COMPARABLE),
        ]
    )


def _kept(title: str, table: Table) -> list[str]:
    rows = (
        f"| {why} | {_cell(case.own)} | {_cell(case.standard)} |"
        for why, cases in table.items()
        for case in cases
    )
    return [f"## {title}", "", "| why | the row | the standard |", "|---|---|---|", *rows, ""]


def _found(title: str, table: Table) -> list[str]:
    rows = (
        f"| {why} | {_cell(case.own)} | {_cell(case.standard)} | … {case.said} … |"
        for why, cases in table.items()
        for case in cases
    )
    heads = ["| why | the row | the standard | the message says |", "|---|---|---|---|"]
    return [f"## {title}", "", *heads, *rows, ""]


def _cell(text: str) -> str:
    told = text if len(text) <= LONGEST else f"{text[:5]}…"
    return told.replace("\n", "⏎").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
