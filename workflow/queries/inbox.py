"""The inbox: what waits for a person and their bodies, by due date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Person, Proposal
from values.clock import shanghai_day
from values.vocabulary import StepKind
from values.workdays import DueDate, WorkingDayTable
from workflow.dues import working_days as table_of
from workflow.permissions import Seat
from workflow.queries.archive import lists_to_judge_count
from workflow.queries.bodies import current_day, name_on
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox_parts import Part, parts
from workflow.queries.titles import shown_title
from workflow.queries.waiting import Waiting


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """Whose inbox it is."""

    seats: Sequence[Seat]
    """What the person is today."""
    person_id: int
    seated: int | None = None
    """Whose seats these are, where the person stands in for somebody."""

    def parts(self) -> list[Part]:
        """Return the queries of what waits."""
        return parts(self.seats, self.person_id, seated=self.seated)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many proposals wait."""

    mine: int
    others: int
    """For colleagues."""


def waiting(session: Session, of: Inbox, *, mine: bool, offset: int, limit: int) -> list[Waiting]:
    """Return so much of what waits for the person, or for colleagues: by due date, undated last.

    A due date that follows from when the wait began is known only when it is counted. Where routes give
    different periods for that, the list is cut by the beginning, and each part of it is in order.
    """
    first = [_first(part, offset + limit, mine=mine) for part in of.parts()]
    if not first:
        return []
    rows = session.execute(sa.union_all(*first)).all()
    table = table_of(session)
    dated = [(row, _due(row, table)) for row in rows]
    ordered = sorted(
        dated, key=lambda one: (one[1] is None, one[1].day if one[1] else date.max, one[0].since)
    )
    return _worded(session, ordered[offset : offset + limit])


def counted(session: Session, of: Inbox) -> Counted:
    """Return how much waits in all; one statement."""
    every = of.parts()
    if not every:
        return Counted(mine=0, others=0)
    rows = sa.union_all(*(sa.select(part.subquery().c.is_mine) for part in every)).subquery()
    whole, mine = session.execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((rows.c.is_mine, 1), else_=0)), 0))
    ).one()
    return Counted(mine=mine, others=whole - mine)


def own_steps(session: Session, of: Inbox, numbers: Collection[str]) -> dict[str, StepKind]:
    """Return in which kind of step these proposals wait for the person themself; those that do not are left out."""
    every = of.parts()
    if not every:
        return {}
    rows = sa.union_all(*(sa.select(part.subquery()) for part in every)).subquery()
    found = session.execute(
        sa.select(Proposal.number, rows.c.step)
        .join(rows, rows.c.proposal == Proposal.id)
        .where(Proposal.number.in_(numbers), rows.c.is_mine, rows.c.step.is_not(None))
    )
    return {row[0]: row[1] for row in found}


def waiting_count(session: Session, of: Inbox) -> int:
    """Return how much waits for the person themself; hidings and lists for destruction to be judged included."""
    beside = sum(one.is_mine for one in hidings_to_judge(session, of.seats, of.person_id))
    beside += lists_to_judge_count(session, of.seats, of.person_id)
    return beside + counted(session, of).mine


def waits(of: Inbox) -> sa.ColumnElement[bool]:
    """Return the condition that a proposal waits in the inbox, for lists that leave it out."""
    every = of.parts()
    if not every:
        return sa.false()
    return Proposal.id.in_(sa.union_all(*(sa.select(part.subquery().c.proposal) for part in every)))


def _first(part: Part, limit: int, *, mine: bool) -> sa.Select[*tuple[Any, ...]]:
    every = part.subquery()
    first = (
        sa.select(every)
        .where(every.c.is_mine if mine else sa.not_(every.c.is_mine))
        .order_by(every.c.due_on.is_(None), every.c.due_on, every.c.since, every.c.proposal)
        .limit(limit)
    )
    return sa.select(first.subquery())


def _due(row: sa.Row[*tuple[Any, ...]], table: WorkingDayTable) -> DueDate | None:
    if row.working_days is not None:
        return table.due_after(shanghai_day(row.since), row.working_days)
    return None if row.due_on is None else DueDate(row.due_on, bool(row.due_is_guessed))


def _worded(
    session: Session, chosen: Sequence[tuple[sa.Row[*tuple[Any, ...]], DueDate | None]]
) -> list[Waiting]:
    """Return what is listed, in the words that name it; two statements however much it is."""
    about = {
        row[0]: row
        for row in session.execute(
            sa.select(
                Proposal.id,
                Proposal.number,
                shown_title(),
                Catalogue.title,
                name_on(current_day()),
                Proposal.state,
            )
            .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
            .join(Body, Body.id == Proposal.drafting_body_id)
            .where(Proposal.id.in_({row.proposal for row, _ in chosen}))
        )
    }
    names = {
        row[0]: row[1]
        for row in session.execute(
            sa.select(Person.id, Person.name).where(
                Person.id.in_({row.handler for row, _ in chosen} - {None})
            )
        )
    }
    found = []
    for row, due in chosen:
        _, number, title, catalogue, body, state = about[row.proposal]
        found.append(
            Waiting(
                number=number,
                title=title,
                catalogue=catalogue,
                body=body,
                state=state,
                step=row.step,
                since=row.since,
                due_on=due.day if due else None,
                due_is_guessed=due is not None and due.guessed,
                asks_opinion=bool(row.asks_opinion),
                is_mine=bool(row.is_mine),
                handler=names.get(row.handler, ""),
                scheduled_for=row.scheduled_for,
            )
        )
    return found
