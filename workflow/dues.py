"""Due dates in working days of the PRC, by the table that the database holds."""

from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Event, StatutoryClock, WorkingDayException, WorkingDayYear
from models.base import DayText
from models.db import ask
from values.clock import shanghai_day
from values.proposal_content import RevisionContent
from values.route_plan import STATUTORY_WORKING_DAYS
from values.vocabulary import State
from values.workdays import WorkingDayTable
from workflow.case import Case
from workflow.unit import Unit

DISCLOSURE_WORKING_DAYS = STATUTORY_WORKING_DAYS
"""Regulations art. 26: within 20 working days of the information's creation or change."""

PAUSING = frozenset({State.CHANGES_REQUESTED, State.CONSULTING})
"""Where internal periods pause; the statutory one never does."""


BETWEEN_DAYS = "\x1e"
"""Nobody writes it into the name of a day."""

_DAYS = sa.func.aggregate_strings(
    DayText(WorkingDayException.day)
    + sa.case((WorkingDayException.is_working, "+"), else_="-")
    + WorkingDayException.name,
    BETWEEN_DAYS,
)
_TABLE = sa.select(
    sa.select(sa.func.min(WorkingDayYear.year)).scalar_subquery(),
    sa.select(sa.func.max(WorkingDayYear.year)).scalar_subquery(),
    sa.select(_DAYS).scalar_subquery(),
)
"""Every day that departs, of more than twenty years, is a cell: to read so many rows takes seven times as long."""


def working_days(session: Session) -> WorkingDayTable:
    """Return the table of working days as imported."""
    if "working_days" not in session.info:
        session.info["working_days"] = _made_of(*ask(session, _TABLE).one())
    table: WorkingDayTable = session.info["working_days"]
    return table


@lru_cache(maxsize=4)
def _made_of(first: int | None, last: int | None, days: str | None) -> WorkingDayTable:
    """Return the table that its text says; it changes once a year."""
    said = [
        (date.fromisoformat(one[:10]), one[10] == "+", one[11:])
        for one in (days or "").split(BETWEEN_DAYS)
        if one
    ]
    return WorkingDayTable(
        exceptions={day: working for day, working, _ in said},
        names={day: name for day, _, name in said if name},
        first_year=first or 1,
        last_year=last or 0,
    )


def open_steps_in_turn(unit: Unit, case: Case) -> None:
    """Open the steps that are in turn and give them their due dates, unless they have been open before."""
    for step in case.steps_in_turn:
        if step.opened_at is None or step.id == case.reopened_step_id:
            due = working_days(unit.session).due_after(unit.today, step.working_days)
            step.opened_at = unit.now
            step.due_on = due.day
            step.due_is_guessed = due.guessed


def resume_steps(unit: Unit, case: Case) -> None:
    """Give open steps the working days back at whose end the proposal stood where internal periods pause.

    Called when it comes back to review; the step that sent it back begins anew instead.
    """
    since = unit.session.scalar(
        sa.select(sa.func.max(Event.at)).where(
            Event.proposal_id == case.proposal.id,
            Event.to_state.in_(PAUSING),
            Event.from_state.not_in(PAUSING),
        )
    )
    if since is None:
        return
    table = working_days(unit.session)
    paused = table.paused_days(shanghai_day(since), unit.today)
    for step in case.open_steps:
        if paused and step.due_on is not None and step.id != case.reopened_step_id:
            due = table.due_after(step.due_on, paused)
            step.due_on, step.due_is_guessed = due.day, due.guessed


_STATUTORY = sa.select(StatutoryClock).where(
    StatutoryClock.proposal_id == sa.bindparam("proposal"), StatutoryClock.kind == "disclosure"
)


def start_statutory_clock(unit: Unit, case: Case, content: RevisionContent) -> None:
    """Run the statutory clock from the day of the trigger (触发日); it never pauses."""
    due = working_days(unit.session).due_after(content.trigger_date, DISCLOSURE_WORKING_DAYS)
    # It was started with the first revision.
    is_first = case.given_revision.no == 1
    clock = None if is_first else unit.session.scalar(_STATUTORY, {"proposal": case.proposal.id})
    if clock is None:
        clock = StatutoryClock(
            proposal_id=case.proposal.id,
            kind="disclosure",
            anchored_on=content.trigger_date,
            due_on=due.day,
            due_is_guessed=due.guessed,
        )
        unit.session.add(clock)
    clock.anchored_on, clock.due_on, clock.due_is_guessed = content.trigger_date, due.day, due.guessed
