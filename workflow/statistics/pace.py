"""How many working days each stage took, and which came back: of what was decided in the period."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Decision, Event, Proposal, ProposalStep, Release, Revision, SignOff
from values.clock import shanghai_day
from values.vocabulary import Action, Outcome, State, StepKind
from values.workdays import WorkingDayTable
from workflow.dues import working_days
from workflow.statistics.figures import Figure, FigureKey, Rows, Scope


class Stage(StrEnum):
    """What follows the steps of a route."""

    APPROVAL = "approval"
    PUBLICATION = "publication"
    WHOLE = "whole"


@dataclass(frozen=True)
class Span:
    """From when to when something waited, and its last day where it had one."""

    stage: str
    began: datetime
    ended: datetime
    due_on: date | None = None


def pace(session: Session, scope: Scope) -> Figure:
    """Tell for each kind of step, the approval, the publication and the whole way how many working days it took.

    The day on which it began to wait does not count, days on which a proposal stood returned do. Late is what
    ended after its own last day.
    """
    spans = [*_steps(session, scope), *_approvals(session, scope), *_publications(session, scope)]
    taken: dict[str, list[int]] = defaultdict(list)
    late: Counter[str] = Counter()
    for span, days in _counted(working_days(session), spans):
        taken[span.stage].append(days)
        late[span.stage] += span.due_on is not None and shanghai_day(span.ended) > span.due_on
    order = [one.value for one in (*StepKind, *Stage)]
    return Figure(
        key=FigureKey.PACE,
        rows_are=Rows.STAGE,
        columns=("number", "median", "longest", "late"),
        rows=tuple(
            (one, (len(taken[one]), float(median(taken[one])), max(taken[one]), late[one]))
            for one in order
            if taken[one]
        ),
    )


def returned(session: Session, scope: Scope) -> Figure:
    """Count what was sent back in the period, by the step that sent it back or the supervisor."""
    by_steps = session.execute(
        sa.select(ProposalStep.kind, sa.func.count())
        .join(SignOff, SignOff.step_id == ProposalStep.id)
        .join(Proposal, Proposal.id == SignOff.proposal_id)
        .where(SignOff.outcome == Outcome.RETURNED, scope.holds(SignOff.signed_at), scope.proposals)
        .group_by(ProposalStep.kind)
    )
    by_supervisors = session.scalar(
        sa.select(sa.func.count())
        .select_from(Decision)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(Decision.action == Action.REQUEST_CHANGES, scope.holds(Decision.decided_at), scope.proposals)
    )
    found = {str(kind): number for kind, number in by_steps} | {Stage.APPROVAL.value: by_supervisors or 0}
    return Figure(
        key=FigureKey.RETURNED,
        rows_are=Rows.STAGE,
        columns=("returned",),
        rows=tuple((one.value, (found[one],)) for one in (*StepKind, *Stage) if found.get(one)),
    )


def _counted(table: WorkingDayTable, spans: Sequence[Span]) -> Iterable[tuple[Span, int]]:
    known: dict[tuple[date, date], int] = {}
    for span in spans:
        between = shanghai_day(span.began), shanghai_day(span.ended)
        if between not in known:
            known[between] = max(table.days_left(*between), 0)
        yield span, known[between]


def _steps(session: Session, scope: Scope) -> Iterable[Span]:
    rows = session.execute(
        sa.select(ProposalStep.kind, ProposalStep.opened_at, SignOff.signed_at, ProposalStep.due_on)
        .join(SignOff, SignOff.step_id == ProposalStep.id)
        .join(Proposal, Proposal.id == SignOff.proposal_id)
        .where(ProposalStep.opened_at <= SignOff.signed_at, scope.holds(SignOff.signed_at), scope.proposals)
    )
    return [Span(kind.value, began, ended, due) for kind, began, ended, due in rows if began is not None]


def _approvals(session: Session, scope: Scope) -> Iterable[Span]:
    came = (
        sa.select(sa.func.max(Event.at))
        .where(
            Event.proposal_id == Decision.proposal_id,
            Event.to_state == State.IN_APPROVAL,
            Event.from_state != State.IN_APPROVAL,
            Event.at <= Decision.decided_at,
        )
        .correlate(Decision)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(came, Decision.decided_at)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(Decision.action != Action.REVOKE_APPROVAL, scope.holds(Decision.decided_at), scope.proposals)
    )
    return [Span(Stage.APPROVAL, began, ended) for began, ended in rows if began is not None]


def _publications(session: Session, scope: Scope) -> Iterable[Span]:
    approved = (
        sa.select(sa.func.max(Decision.decided_at))
        .where(Decision.proposal_id == Proposal.id, Decision.action == Action.APPROVE)
        .correlate(Proposal)
        .scalar_subquery()
    )
    submitted = (
        sa.select(sa.func.min(Revision.submitted_at))
        .where(Revision.proposal_id == Proposal.id)
        .correlate(Proposal)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(sa.func.min(Release.published_at), approved, submitted)
        .join(Proposal, Proposal.id == Release.proposal_id)
        .where(scope.holds(Release.published_at), scope.proposals)
        .group_by(Proposal.id)
    )
    for published, decided, first in rows:
        yield Span(Stage.PUBLICATION, decided or published, published)
        yield Span(Stage.WHOLE, first or published, published)
