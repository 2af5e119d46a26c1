"""Remind the holders of a step: at half time, a day before it is due, and once it is overdue (decision 19)."""

from datetime import date

import sqlalchemy as sa

from models import Catalogue, Proposal, ProposalStep, Reminder, SignOff
from values.clock import SHANGHAI, shanghai_day
from values.vocabulary import Outcome, ReminderKind, State
from values.workdays import WorkingDayTable
from workflow.actor import SYSTEM
from workflow.audit import Happening, proposal_subject, record
from workflow.dues import working_days
from workflow.reminding import FROM, newest_kind
from workflow.unit import Unit, unit


def remind_due() -> list[int]:
    """Write a reminder for every open step that has reached its time, once a kind and due date; return the events."""
    with unit(SYSTEM) as work:
        if work.now.astimezone(SHANGHAI).time() < FROM:
            return []
        table = working_days(work.session)
        if not table.is_working_day(work.today):
            return []
        return [
            _remind(work, step, proposal, catalogue, kind)
            for step, proposal, catalogue, given in _open_steps(work)
            for kind in [_newest_kind(table, step, work.today)]
            if kind is not None and kind not in given
        ]


def _newest_kind(table: WorkingDayTable, step: ProposalStep, today: date) -> ReminderKind | None:
    """Return the latest reminder of an open step whose time has come."""
    if step.due_on is None or step.opened_at is None:
        return None
    return newest_kind(table, opened=shanghai_day(step.opened_at), due=step.due_on, today=today)


def _open_steps(work: Unit) -> list[tuple[ProposalStep, Proposal, Catalogue, set[ReminderKind]]]:
    done = sa.exists().where(SignOff.step_id == ProposalStep.id, SignOff.outcome != Outcome.RETURNED)
    rows = work.session.execute(
        sa.select(ProposalStep, Proposal, Catalogue)
        .join(Proposal, Proposal.id == ProposalStep.proposal_id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .where(
            Proposal.state == State.IN_REVIEW,
            ProposalStep.revision_no == Proposal.revision_no,
            ProposalStep.opened_at.is_not(None),
            ProposalStep.due_on.is_not(None),
            sa.not_(done),
        )
    ).all()
    given: dict[tuple[int, date], set[ReminderKind]] = {}
    for step, kind, due in work.session.execute(
        sa.select(Reminder.step_id, Reminder.kind, Reminder.due_on).where(
            Reminder.step_id.in_([row[0].id for row in rows])
        )
    ):
        given.setdefault((step, due), set()).add(kind)
    return [(*row, given.get((row[0].id, row[0].due_on or date.max), set())) for row in rows]


def _remind(
    work: Unit,
    step: ProposalStep,
    proposal: Proposal,
    catalogue: Catalogue,
    kind: ReminderKind,
) -> int:
    due = step.due_on or work.today
    event = record(
        work,
        Happening(
            action="reminded",
            subject=proposal_subject(proposal, catalogue),
            about_proposal=proposal,
            details={"step": str(step.id), "kind": kind.value, "due": due.isoformat()},
        ),
    )
    work.session.add(Reminder(step_id=step.id, kind=kind, due_on=due, event_id=event.id))
    return event.id
