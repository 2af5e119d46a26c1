"""What every paper of a proposal says of what was submitted, and the form that two of them are."""

from collections.abc import Iterable

from formats.changed_rows import GRID
from formats.paper_parts import OfficialPaper, Row, Style, form, line
from values.papers import HEADINGS, PaperKind, Submitted

ON_PUBLICATION = "自公布之日起"


def submitted_form(kind: PaperKind, one: Submitted, rows: Iterable[Row]) -> OfficialPaper:
    """Return a form with its heading, number and rows, and which content it is of."""
    heading = HEADINGS[kind]
    return OfficialPaper(
        title=f"{heading}（{one.number}）",
        blocks=(
            line(heading, Style.TITLE),
            line(f"编号：{one.number}（第{one.revision}稿）", Style.SIGNED),
            form(GRID, rows),
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
