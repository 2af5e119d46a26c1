"""Remind of what ends by itself: a consultation's window, and the validity of what was published (decision 16)."""

import json
from datetime import date

import sqlalchemy as sa

from models import Catalogue, Event, Installation, Proposal, PublicationNotice, Release
from values.clock import SHANGHAI
from values.vocabulary import Action, State
from values.workdays import WorkingDayTable
from workflow.actor import SYSTEM
from workflow.audit import Happening, proposal_subject, record
from workflow.dues import working_days
from workflow.reminding import FROM
from workflow.unit import Unit, unit

SOON_WORKING_DAYS = 20
"""How long before the end of a validity its holders are reminded for the first time."""

SOON, LAST_DAY = "soon", "last_day"


def remind_of_windows() -> list[int]:
    """Write a reminder for every consultation that is over, and every validity about to end; return the events.

    Once a window, and twice a validity: ahead of it and on its last day; one that was slept through is not made
    up for.
    """
    with unit(SYSTEM) as work:
        if work.now.astimezone(SHANGHAI).time() < FROM:
            return []
        _hold_the_reminders(work)
        return [*_consultations(work), *_validities(work, working_days(work.session))]


def _hold_the_reminders(work: Unit) -> None:
    """Have another worker wait until what this one reminded of can be seen, so that nobody is told twice."""
    if not work.is_sqlite:
        work.session.execute(sa.select(Installation.log).with_for_update(key_share=True))


def _consultations(work: Unit) -> list[int]:
    opened, told = (
        sa.select(sa.func.coalesce(sa.func.max(Event.id), 0))
        .where(Event.proposal_id == Proposal.id, Event.action == action)
        .scalar_subquery()
        for action in (Action.OPEN_CONSULTATION.value, "consultation_over")
    )
    rows = work.session.execute(
        sa.select(Proposal, Catalogue)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .where(Proposal.state == State.CONSULTING, Proposal.consulting_until <= work.now, told < opened)
        .order_by(Proposal.id)
    ).all()
    return [
        _told(work, "consultation_over", proposal, catalogue, {"until": str(proposal.consulting_until)})
        for proposal, catalogue in rows
    ]


def _validities(work: Unit, table: WorkingDayTable) -> list[int]:
    rows = work.session.execute(
        sa.select(PublicationNotice.valid_until, Release.no, Proposal, Catalogue)
        .join(Release, Release.id == PublicationNotice.release_id)
        .join(Proposal, Proposal.id == Release.proposal_id)
        .join(Catalogue, Catalogue.id == Release.catalogue_id)
        .where(PublicationNotice.valid_until >= work.today)
        .order_by(Release.id)
    ).all()
    given = _given(work, [proposal.id for _, _, proposal, _ in rows])
    return [
        _told(
            work,
            "validity_ending",
            proposal,
            catalogue,
            {"release": no, "until": until.isoformat(), "stage": stage},
        )
        for until, no, proposal, catalogue in rows
        if until and (stage := _stage(table, until, work.today)) and (catalogue.id, no, stage) not in given
    ]


def _stage(table: WorkingDayTable, until: date, today: date) -> str:
    if until == today:
        return LAST_DAY
    return SOON if table.days_left(today, until) <= SOON_WORKING_DAYS else ""


def _given(work: Unit, proposals: list[int]) -> set[tuple[int | None, int, str]]:
    rows = work.session.execute(
        sa.select(Event.catalogue_id, Event.data).where(
            Event.action == "validity_ending", Event.proposal_id.in_(proposals)
        )
    )
    said = [(catalogue, json.loads(data)["details"]) for catalogue, data in rows]
    return {(catalogue, details["release"], details["stage"]) for catalogue, details in said}


def _told(
    work: Unit, action: str, proposal: Proposal, catalogue: Catalogue, details: dict[str, object]
) -> int:
    subject = proposal_subject(proposal, catalogue)
    return record(
        work, Happening(action=action, subject=subject, about_proposal=proposal, details=details)
    ).id
