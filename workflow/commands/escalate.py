"""Tell the next level up of steps and approvals that stay overdue, once a due date, as hidings do (decision 17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from models import Catalogue, Escalation, Event, Proposal, ProposalStep, Route, SignOff
from values.clock import SHANGHAI, shanghai_day
from values.vocabulary import Outcome, State
from values.workdays import WorkingDayTable
from workflow.actor import SYSTEM
from workflow.audit import Happening, proposal_subject, record
from workflow.dues import working_days
from workflow.reminding import FROM
from workflow.unit import Unit, unit

STEP, APPROVAL = "step", "approval"
"""What stays overdue."""

AFTER_WORKING_DAYS = 2
"""How many working days something is overdue before it goes up, unless the installation says otherwise."""


@dataclass(frozen=True, kw_only=True)
class _Overdue:
    proposal: Proposal
    catalogue: Catalogue
    due_on: date
    step: ProposalStep | None = None


def escalate_overdue(*, after: int = AFTER_WORKING_DAYS) -> list[int]:
    """Write an escalation for whatever has been overdue for so many working days; return the events.

    Like reminders on working days from nine on, and once a step or approval and due date. Who is told is up to
    `workflow.superiors`.
    """
    with unit(SYSTEM) as work:
        table = working_days(work.session)
        if work.now.astimezone(SHANGHAI).time() < FROM or not table.is_working_day(work.today):
            return []
        work.take_turn("escalations")
        return [
            _escalate(work, one)
            for one in (*_steps(work), *_approvals(work, table))
            if table.days_left(work.today, one.due_on) <= -after
        ]


def _steps(work: Unit) -> Iterator[_Overdue]:
    done = sa.exists().where(SignOff.step_id == ProposalStep.id, SignOff.outcome != Outcome.RETURNED)
    gone_up = sa.exists().where(
        Escalation.step_id == ProposalStep.id, Escalation.due_on == ProposalStep.due_on
    )
    rows = work.session.execute(
        sa.select(Proposal, Catalogue, ProposalStep)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(ProposalStep, ProposalStep.proposal_id == Proposal.id)
        .where(
            Proposal.state == State.IN_REVIEW,
            ProposalStep.revision_no == Proposal.revision_no,
            ProposalStep.opened_at.is_not(None),
            ProposalStep.due_on < work.today,
            sa.not_(done),
            sa.not_(gone_up),
        )
        .order_by(ProposalStep.id)
    ).all()
    for proposal, catalogue, step in rows:
        yield _Overdue(proposal=proposal, catalogue=catalogue, due_on=step.due_on or work.today, step=step)


def _approvals(work: Unit, table: WorkingDayTable) -> Iterator[_Overdue]:
    """Yield what has waited for an approval for longer than the route allows."""
    since = (
        sa.select(sa.func.max(Event.at))
        .where(
            Event.proposal_id == Proposal.id,
            Event.to_state == State.IN_APPROVAL,
            Event.from_state != State.IN_APPROVAL,
        )
        .scalar_subquery()
    )
    rows = work.session.execute(
        sa.select(Proposal, Catalogue, Route.approval_working_days, sa.type_coerce(since, Event.at.type))
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(Proposal.state == State.IN_APPROVAL)
        .order_by(Proposal.id)
    ).all()
    gone_up = {
        (proposal, due)
        for proposal, due in work.session.execute(
            sa.select(Escalation.proposal_id, Escalation.due_on)
            .join(Proposal, Proposal.id == Escalation.proposal_id)
            .where(Escalation.step_id.is_(None), Proposal.state == State.IN_APPROVAL)
        )
    }
    for proposal, catalogue, days, moment in rows:
        due = table.due_after(shanghai_day(moment), days).day
        if due < work.today and (proposal.id, due) not in gone_up:
            yield _Overdue(proposal=proposal, catalogue=catalogue, due_on=due)


def _escalate(work: Unit, one: _Overdue) -> int:
    kind = APPROVAL if one.step is None else STEP
    step = {} if one.step is None else {"step": str(one.step.id), "body": str(one.step.body_id)}
    event = record(
        work,
        Happening(
            action="escalated",
            subject=proposal_subject(one.proposal, one.catalogue),
            about_proposal=one.proposal,
            details={"kind": kind, "due": one.due_on.isoformat(), **step},
        ),
    )
    work.session.add(
        Escalation(
            proposal_id=one.proposal.id,
            step_id=one.step.id if one.step else None,
            due_on=one.due_on,
            event_id=event.id,
        )
    )
    return event.id
