"""Import the State Council's yearly notice, and compute anew what was guessed by weekends (decision 19)."""

from datetime import date

import sqlalchemy as sa

from formats.working_day_notice import WorkingDayNotice
from models import Proposal, ProposalStep, StatutoryClock, WorkingDayException, WorkingDayYear
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import Role
from values.workdays import DueDate, WorkingDayTable
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.dues import DISCLOSURE_WORKING_DAYS, working_days
from workflow.errors import ForbiddenError, invalid
from workflow.permissions import Seat
from workflow.unit import Unit, unit

IMPORTERS = (Role.BUSINESS_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR)
"""The notice is public and the same for all: whoever keeps the business or the machine may import it."""


def import_notice(notice: WorkingDayNotice, *, actor: Actor) -> int | None:
    """Import a year's notice; return how many due dates moved, None where everything was known already.

    Raises: ForbiddenError for others than administrators; InvalidError where years before it are missing.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "import_calendar", f"calendar:{notice.year}"
        seat = _seat(work)
        table = working_days(work.session)
        if not table.first_year <= notice.year <= table.last_year + 1:
            raise invalid(
                "year",
                N_("The table ends with %(last)s; import the notices year by year."),
                last=table.last_year,
            )
        if not _write(work, notice):
            return None
        work.session.info.pop("working_days")
        moved = [*_steps(work, table), *_clocks(work)]
        record(
            work,
            Happening(
                action="calendar_imported",
                subject=Subject(kind="calendar", id=str(notice.year)),
                seat=seat,
                details={
                    "year": notice.year,
                    "source": notice.source,
                    "days": {day.isoformat(): one.is_working for day, one in sorted(notice.days.items())},
                    "moved": moved,
                },
                owed=False,
            ),
        )
        return len(moved)


def _seat(work: Unit) -> Seat:
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = next((one for one in seats if one.role in IMPORTERS), None)
    if seat is None:
        raise ForbiddenError(Message(N_("Only an administrator of the business or the system does this.")))
    return seat


def _write(work: Unit, notice: WorkingDayNotice) -> bool:
    """Write the year; return whether anything changed."""
    first, after = date(notice.year, 1, 1), date(notice.year + 1, 1, 1)
    known = work.session.scalars(
        sa.select(WorkingDayException).where(
            WorkingDayException.day >= first, WorkingDayException.day < after
        )
    ).all()
    year = work.session.get(WorkingDayYear, notice.year)
    before = {one.day: (one.is_working, one.name) for one in known}
    now = {day: (one.is_working, one.name) for day, one in notice.days.items()}
    if year is not None and before == now:
        return False
    if year is None:
        work.session.add(WorkingDayYear(year=notice.year, source=notice.source))
    else:
        year.source = notice.source
    for one in known:
        work.session.delete(one)
    work.session.flush()
    work.session.add_all(
        WorkingDayException(day=day, is_working=working, name=name) for day, (working, name) in now.items()
    )
    work.session.flush()
    return True


def _steps(work: Unit, before: WorkingDayTable) -> list[dict[str, str]]:
    """Compute open steps anew whose last day was guessed; days for which they stood still stay given back."""
    table = working_days(work.session)
    rows = work.session.execute(
        sa.select(ProposalStep, Proposal.number)
        .join(Proposal, Proposal.id == ProposalStep.proposal_id)
        .where(
            ProposalStep.due_is_guessed,
            ProposalStep.opened_at.is_not(None),
            ProposalStep.revision_no == Proposal.revision_no,
        )
        .order_by(ProposalStep.id)
    )
    moved = []
    for step, number in rows:
        if step.opened_at is None or step.due_on is None:
            continue
        opened = shanghai_day(step.opened_at)
        due = table.due_after(opened, before.days_left(opened, step.due_on))
        moved += _moved(number, step.kind.value, step.due_on, due)
        step.due_on, step.due_is_guessed = due.day, due.guessed
    return moved


def _clocks(work: Unit) -> list[dict[str, str]]:
    table = working_days(work.session)
    rows = work.session.execute(
        sa.select(StatutoryClock, Proposal.number)
        .join(Proposal, Proposal.id == StatutoryClock.proposal_id)
        .where(StatutoryClock.due_is_guessed, StatutoryClock.met_on.is_(None))
        .order_by(StatutoryClock.id)
    )
    moved = []
    for clock, number in rows:
        due = table.due_after(clock.anchored_on, DISCLOSURE_WORKING_DAYS)
        moved += _moved(number, clock.kind, clock.due_on, due)
        clock.due_on, clock.due_is_guessed = due.day, due.guessed
    return moved


def _moved(number: str, kind: str, was: date, due: DueDate) -> list[dict[str, str]]:
    if due.day == was:
        return []
    return [{"proposal": number, "kind": kind, "was": was.isoformat(), "becomes": due.day.isoformat()}]
