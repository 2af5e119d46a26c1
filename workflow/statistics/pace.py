"""How many working days each stage took, and which came back: of what was decided in the period."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Catalogue, Decision, Event, Proposal, ProposalStep, Release, Revision, Route, SignOff
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
    ended after its own last day: a step's, or that of the days which the route gives approval and publication. The
    whole way has none.
    """
    table = working_days(session)
    spans = [
        *_steps(session, scope),
        *_approvals(session, scope, table),
        *_publications(session, scope, table),
    ]
    taken: dict[str, list[int]] = defaultdict(list)
    late: Counter[str] = Counter()
    for span, days in _counted(table, spans):
        taken[span.stage].append(days)
        late[span.stage] += span.due_on is not None and shanghai_day(span.ended) > span.due_on
    order = [one.value for one in (*StepKind, *Stage)]
    return Figure(
        key=FigureKey.PACE,
        rows_are=Rows.STAGE,
        columns=("number", "median", "longest", "late"),
        rows=tuple(
            (
                one,
                (
                    len(taken[one]),
                    float(median(taken[one])),
                    max(taken[one]),
                    None if one == Stage.WHOLE else late[one],
                ),
            )
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
        sa.select(
            ProposalStep.kind,
            ProposalStep.opened_at,
            SignOff.signed_at,
            ProposalStep.due_on,
            _came_to_review(),
            _signed_before(),
        )
        .join(SignOff, SignOff.step_id == ProposalStep.id)
        .join(Proposal, Proposal.id == SignOff.proposal_id)
        .where(scope.holds(SignOff.signed_at), scope.proposals)
    )
    for kind, opened, ended, due, came, before in rows:
        if opened is not None and opened <= ended:
            yield Span(kind.value, opened, ended, due)
        elif began := max((one for one in (came, before) if one is not None), default=None):
            # It sent the proposal back and was opened anew since, with another last day.
            yield Span(kind.value, began, ended)


def _came_to_review() -> sa.ScalarSelect[datetime]:
    """Return when a proposal last came to its review before a sign-off."""
    return (
        sa.select(sa.func.max(Event.at))
        .where(
            Event.proposal_id == SignOff.proposal_id,
            Event.to_state == State.IN_REVIEW,
            Event.from_state != State.IN_REVIEW,
            Event.at <= SignOff.signed_at,
        )
        .correlate(SignOff)
        .scalar_subquery()
    )


def _signed_before() -> sa.ScalarSelect[datetime]:
    """Return when a step that comes earlier on the route was last taken before a sign-off."""
    earlier, step = aliased(SignOff), aliased(ProposalStep)
    return (
        sa.select(sa.func.max(earlier.signed_at))
        .join(step, step.id == earlier.step_id)
        .where(
            step.proposal_id == ProposalStep.proposal_id,
            step.revision_no == ProposalStep.revision_no,
            step.position < ProposalStep.position,
            earlier.signed_at <= SignOff.signed_at,
        )
        .correlate(ProposalStep, SignOff)
        .scalar_subquery()
    )


def _approvals(session: Session, scope: Scope, table: WorkingDayTable) -> Iterable[Span]:
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
        sa.select(came, Decision.decided_at, Route.approval_working_days)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .outerjoin(Route, _its_route())
        .where(Decision.action != Action.REVOKE_APPROVAL, scope.holds(Decision.decided_at), scope.proposals)
    )
    return [
        Span(Stage.APPROVAL, began, ended, _due(table, began, days))
        for began, ended, days in rows
        if began is not None
    ]


def _due(table: WorkingDayTable, began: datetime, days: int | None) -> date | None:
    return None if days is None else table.due_after(shanghai_day(began), days).day


def _its_route() -> sa.ColumnElement[bool]:
    """Return the condition that a route is the version that a proposal took."""
    return Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id)


def _publications(session: Session, scope: Scope, table: WorkingDayTable) -> Iterable[Span]:
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
        sa.select(sa.func.min(Release.published_at), approved, submitted, Route.publication_working_days)
        .join(Proposal, Proposal.id == Release.proposal_id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .outerjoin(Route, _its_route())
        .where(scope.holds(Release.published_at), scope.proposals)
        .group_by(Proposal.id, Route.publication_working_days)
    )
    for published, decided, first, days in rows:
        began = decided or published
        yield Span(Stage.PUBLICATION, began, published, _due(table, began, days))
        yield Span(Stage.WHOLE, first or published, published)
