"""All figures of a scope, and the newest reasons for which proposals were sent back."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Decision, Proposal, ProposalStep, SignOff
from values.vocabulary import Action, Outcome, StepKind
from workflow.statistics.counts import begun, by_month, by_operation
from workflow.statistics.figures import Figure, FigureKey, Scope
from workflow.statistics.pace import Stage, pace, returned
from workflow.statistics.places import places
from workflow.statistics.standing import standing

ORDER = tuple(FigureKey)


@dataclass(frozen=True, kw_only=True)
class Return:
    """That a proposal was sent back, and why."""

    number: str
    title: str
    stage: StepKind | Stage
    reason: str
    at: datetime


def every_figure(session: Session, scope: Scope) -> tuple[Figure, ...]:
    """Return all figures in the order of the page; a fixed number of statements."""
    figures = (
        *begun(session, scope),
        *standing(session, scope),
        *(one(session, scope) for one in (by_operation, by_month, pace, returned, places)),
    )
    return tuple(sorted(figures, key=lambda one: ORDER.index(one.key)))


def newest_returns(session: Session, scope: Scope, *, most: int) -> list[Return]:
    """Return why proposals were sent back in the period, the newest first."""
    by_steps = session.execute(
        sa.select(Proposal.number, Proposal.title, ProposalStep.kind, SignOff.opinion, SignOff.signed_at)
        .join(SignOff, SignOff.proposal_id == Proposal.id)
        .join(ProposalStep, ProposalStep.id == SignOff.step_id)
        .where(SignOff.outcome == Outcome.RETURNED, scope.holds(SignOff.signed_at), scope.proposals)
        .order_by(SignOff.signed_at.desc())
        .limit(most)
    )
    by_supervisors = session.execute(
        sa.select(Proposal.number, Proposal.title, Decision.opinion, Decision.decided_at)
        .join(Decision, Decision.proposal_id == Proposal.id)
        .where(Decision.action == Action.REQUEST_CHANGES, scope.holds(Decision.decided_at), scope.proposals)
        .order_by(Decision.decided_at.desc())
        .limit(most)
    )
    found = [
        Return(number=number, title=title, stage=kind, reason=reason, at=at)
        for number, title, kind, reason, at in by_steps
    ]
    found += [
        Return(number=number, title=title, stage=Stage.APPROVAL, reason=reason, at=at)
        for number, title, reason, at in by_supervisors
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]
