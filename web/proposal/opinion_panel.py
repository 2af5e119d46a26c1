"""The panel of department opinions on a proposal's page: who was asked, who answered, and the two forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models import OpinionRequest, db
from values.vocabulary import OpinionAnswer, Role
from web.numbers import whole_number
from web.proposal.flow import left
from web.wording.common import label
from workflow.dues import working_days
from workflow.permissions import is_drafter
from workflow.queries.opinions import (
    ANSWERED_WHILE,
    ASKED_WHILE,
    AskedOpinion,
    askable_bodies,
    asked_opinions,
)
from workflow.queries.proposal import ProposalFile

ANSWERS = tuple(OpinionAnswer)
USUAL_WORKING_DAYS = 5


@dataclass(frozen=True, kw_only=True)
class OpinionLine:
    """A request as the panel shows it."""

    asked: AskedOpinion
    tone: str
    """Of the pill: g answered, y open, r overdue, n an answer to an earlier revision."""
    days_left: str
    """In words; empty once it is answered."""
    is_overdue: bool
    is_earlier: bool
    """Whether it was answered about an earlier revision."""
    may_answer: bool


@dataclass(frozen=True, kw_only=True)
class OpinionPanel:
    """What the panel shows; the forms only to whom they are open."""

    lines: tuple[OpinionLine, ...]
    overdue: tuple[str, ...]
    """The bodies that are silent past their due date (逾期未反馈)."""
    askable: tuple[tuple[int, str], ...]
    """Whom the reader may ask; empty where they may not."""
    answers: tuple[tuple[str, str], ...]
    ticked: frozenset[int]
    working_days: str
    question: str
    opinion: str


def opinion_panel(
    file: ProposalFile,
    *,
    today: date,
    typed: Mapping[str, str] | None = None,
    ticked: frozenset[int] = frozenset(),
) -> OpinionPanel:
    """Return the panel for a reader; `typed` and `ticked` fill the forms again after a refusal."""
    typed = typed or {}
    case = file.case
    lines = tuple(_line(file, one, today) for one in asked_opinions(db.session(), case.proposal.id))
    may_ask = is_drafter(case.standing) is not None and case.proposal.state in ASKED_WHILE
    askable = (
        askable_bodies(db.session(), case.catalogue, case.proposal.drafting_body_id, today) if may_ask else {}
    )
    taken = {line.asked.request.body_id for line in lines if _is_taken(line.asked, file)}
    return OpinionPanel(
        lines=lines,
        overdue=tuple(line.asked.body for line in lines if line.is_overdue),
        askable=tuple((body, name) for body, name in askable.items() if body not in taken),
        answers=tuple((one.value, label(one)) for one in ANSWERS),
        ticked=ticked,
        working_days=typed.get("working_days", str(USUAL_WORKING_DAYS)),
        question=typed.get("question", ""),
        opinion=typed.get("opinion", ""),
    )


def ticked_bodies(values: list[str]) -> frozenset[int]:
    """Read the bodies that a form names."""
    return frozenset(number for one in values if (number := whole_number(one)) is not None)


def _is_taken(one: AskedOpinion, file: ProposalFile) -> bool:
    """Whether the body cannot be asked again now: it has not answered, or was asked about this revision."""
    return one.given is None or one.asked_about == file.case.proposal.revision_no


def _line(file: ProposalFile, one: AskedOpinion, today: date) -> OpinionLine:
    case = file.case
    is_open = one.given is None and case.proposal.state in ANSWERED_WHILE
    overdue = one.is_overdue(today)
    earlier = one.given is not None and one.given_on != case.proposal.revision_no
    is_open_question = one.given is None or one.given.answer is OpinionAnswer.HAS_REMARKS
    return OpinionLine(
        asked=one,
        tone="r" if overdue else "n" if earlier else "y" if is_open_question else "g",
        days_left=_left(one.request, today) if is_open and not overdue else "",
        is_overdue=overdue,
        is_earlier=earlier,
        may_answer=is_open
        and not case.standing.has_contributed
        and case.standing.holds(Role.REVIEWER, [one.request.body_id]) is not None,
    )


def _left(request: OpinionRequest, today: date) -> str:
    return left(working_days(db.session()).days_left(today, request.due_on))
