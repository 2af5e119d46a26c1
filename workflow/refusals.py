"""Refusals are in the trail too: the first of a minute as an event, the others counted and closed with one."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from models import Assignment, Body, Event, RefusalCount
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import WorkflowError
from workflow.unit import Unit, transaction, unit

LONGEST_OBJECT = 80
"""Characters of what a refusal was about."""


def record_refusal(work: Unit, error: WorkflowError) -> None:
    """Record what the rolled-back unit was refused; by the system nothing is refused that needs counting."""
    person_id = work.actor.person_id
    if person_id is None:
        return
    minute = work.now.replace(second=0, microsecond=0)
    about = replace(work.about, object=_storable(work.about.object))
    with transaction() as session:
        again = Unit(session=session, actor=work.actor, now=work.now)
        again.hold_person(person_id)
        counted = session.execute(
            sa.update(RefusalCount)
            .where(
                RefusalCount.person_id == person_id,
                RefusalCount.action == about.action,
                RefusalCount.object == about.object,
                RefusalCount.minute == minute,
            )
            .values(count=RefusalCount.count + 1)
        )
        if counted.rowcount:  # type: ignore[attr-defined]
            return
        session.add(
            RefusalCount(person_id=person_id, action=about.action, object=about.object, minute=minute)
        )
        record(
            again,
            Happening(
                action="refused",
                subject=Subject(kind="object", id=about.object, jurisdiction_id=about.jurisdiction_id),
                details={"action": about.action, "why": type(error).__name__},
                owed=False,
            ),
        )


def _storable(text: str) -> str:
    """Return what was asked for as a column can hold it: addresses are made up freely."""
    return "".join(one if one.isprintable() else "?" for one in text)[:LONGEST_OBJECT]


def record_refused_reading(actor: Actor, number: str, error: WorkflowError) -> None:
    """Record that someone asked for a proposal that is not for them."""
    record_refused_page(actor, f"proposal:{number}", error)


def record_refused_page(actor: Actor, about: str, error: WorkflowError) -> None:
    """Record that someone asked for a page that is not for them."""
    with suppress(WorkflowError), unit(actor) as work:
        work.about.action, work.about.object = "read", about[:LONGEST_OBJECT]
        raise error


def _whose(work: Unit, row: RefusalCount) -> int | None:
    """Return whose trail the first refusal of the minute belongs to; else where the person works."""
    first = sa.select(Event.jurisdiction_id).where(
        Event.action == "refused",
        Event.actor_id == row.person_id,
        Event.subject_id == row.object,
        Event.at >= row.minute,
        Event.at < row.minute + timedelta(minutes=1),
        Event.jurisdiction_id.is_not(None),
    )
    works = (
        sa.select(Body.jurisdiction_id)
        .join(Assignment, Assignment.body_id == Body.id)
        .where(Assignment.person_id == row.person_id)
        .order_by(Assignment.id)
    )
    return work.session.scalar(first.limit(1)) or work.session.scalar(works.limit(1))


def close_minutes() -> int:
    """Close past minutes in which something was refused more than once with an event each; return how many."""
    with unit(SYSTEM) as work:
        past = work.session.scalars(
            sa.select(RefusalCount)
            .where(
                RefusalCount.closed_at.is_(None),
                RefusalCount.count > 1,
                RefusalCount.minute < work.now - timedelta(minutes=1),
            )
            .limit(500)
        ).all()
        for row in past:
            row.closed_at = work.now
            record(
                work,
                Happening(
                    action="refusals_counted",
                    subject=Subject(kind="object", id=row.object, jurisdiction_id=_whose(work, row)),
                    details={"action": row.action, "person": str(row.person_id), "count": row.count},
                    owed=False,
                ),
            )
        return len(past)
