"""Remind bodies of the opinions they were asked for: at half time, a day before, and once overdue (decision 19)."""

from datetime import date

import sqlalchemy as sa

from models import Catalogue, OpinionReminder, OpinionRequest, Proposal
from values.clock import SHANGHAI, shanghai_day
from values.vocabulary import ReminderKind
from workflow.actor import SYSTEM
from workflow.audit import Happening, proposal_subject, record
from workflow.dues import working_days
from workflow.queries.opinions import unanswered
from workflow.reminding import FROM, newest_kind
from workflow.unit import Unit, unit


def remind_asked_bodies() -> list[int]:
    """Write a reminder for every unanswered request that has reached its time; return the events."""
    with unit(SYSTEM) as work:
        table = working_days(work.session)
        if work.now.astimezone(SHANGHAI).time() < FROM or not table.is_working_day(work.today):
            return []
        rows = work.session.execute(
            sa.select(OpinionRequest, Proposal, Catalogue)
            .select_from(OpinionRequest)
            .join(Proposal, unanswered())
            .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
            .order_by(OpinionRequest.id)
        ).all()
        given = _given(work, [request.id for request, *_ in rows])
        found = []
        for request, proposal, catalogue in rows:
            kind = newest_kind(
                table, opened=shanghai_day(request.asked_at), due=request.due_on, today=work.today
            )
            if kind is not None and (request.id, kind, request.due_on) not in given:
                found.append(_remind(work, request, proposal, catalogue, kind))
        return found


def _given(work: Unit, requests: list[int]) -> set[tuple[int, ReminderKind, date]]:
    rows = work.session.execute(
        sa.select(OpinionReminder.request_id, OpinionReminder.kind, OpinionReminder.due_on).where(
            OpinionReminder.request_id.in_(requests)
        )
    )
    return {(request, kind, due) for request, kind, due in rows}


def _remind(
    work: Unit, request: OpinionRequest, proposal: Proposal, catalogue: Catalogue, kind: ReminderKind
) -> int:
    event = record(
        work,
        Happening(
            action="opinion_reminded",
            subject=proposal_subject(proposal, catalogue),
            about_proposal=proposal,
            details={
                "request": str(request.id),
                "body": str(request.body_id),
                "kind": kind.value,
                "due": request.due_on.isoformat(),
            },
        ),
    )
    work.session.add(
        OpinionReminder(request_id=request.id, kind=kind, due_on=request.due_on, event_id=event.id)
    )
    return event.id
