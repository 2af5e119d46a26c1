"""The inbox: what waits for a person and their bodies, by due date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Person, Proposal
from values.clock import shanghai_day
from values.vocabulary import Role, StepKind
from values.workdays import DueDate, WorkingDayTable
from workflow.dues import working_days as table_of
from workflow.permissions import Seat
from workflow.queries.archive import lists_to_judge_count
from workflow.queries.bodies import current_day, name_on
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox_parts import PARTS, whose
from workflow.queries.titles import shown_title
from workflow.queries.waiting import Waiting

MOST = 999
"""So many are counted for the header, which every page has."""


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """Whose inbox it is."""

    seats: Sequence[Seat]
    """What the person is today."""
    person_id: int
    seated: int | None = None
    """Whose seats these are, where the person stands in for somebody."""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles for which something can wait."""
        return frozenset(seat.role for seat in self.seats if seat.role in PARTS)

    @property
    def parameters(self) -> dict[str, Any]:
        """What makes the queries this person's."""
        return whose(self.seats, self.person_id, seated=self.seated)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many proposals wait."""

    mine: int
    others: int
    """For colleagues."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """So much of what waits as was asked for."""

    mine: list[Waiting]
    others: list[Waiting]
    counted: Counted
    """In all."""


def waiting(session: Session, of: Inbox, *, mine: slice, others: slice) -> Listed:
    """Return what waits for the person, and for colleagues: by due date, undated last.

    A due date that follows from when the wait began is known only when it is counted. Where routes give
    different periods for that, the list is cut by the beginning, and each part of it is in order.

    Args:
        session: a session of the caller's transaction.
        of: whose inbox it is.
        mine: from the how-manieth to which of what waits for the person.
        others: the same of what waits for colleagues.
    """
    if not of.roles:
        return Listed(mine=[], others=[], counted=Counted(mine=0, others=0))
    # One of each at least, since the rows bring the counts.
    ends = {"mine": max(mine.stop, 1), "others": max(others.stop, 1)}
    rows = session.execute(_first(of.roles), of.parameters | ends).all()
    table = table_of(session)
    dated = sorted(
        ((row, _due(row, table)) for row in rows),
        key=lambda one: (one[1] is None, one[1].day if one[1] else date.max, one[0].since),
    )
    own = [one for one in dated if one[0].is_mine]
    further = [one for one in dated if not one[0].is_mine]
    shown = _worded(session, [*own[mine], *further[others]])
    return Listed(
        mine=[one for one in shown if one.is_mine],
        others=[one for one in shown if not one.is_mine],
        counted=Counted(mine=_whole(own), others=_whole(further)),
    )


def mine_counted(session: Session, of: Inbox) -> int:
    """Return how much waits for the person themself, counted up to one more than `MOST`; one statement."""
    return session.execute(_count(of.roles), of.parameters).scalar_one() if of.roles else 0


def own_steps(session: Session, of: Inbox, numbers: Collection[str]) -> dict[str, StepKind]:
    """Return in which kind of step these proposals wait for the person themself; those that do not are left out."""
    if Role.REVIEWER not in of.roles:
        return {}
    rows = _every(frozenset({Role.REVIEWER}))
    found = session.execute(
        sa.select(Proposal.number, rows.c.step)
        .join(rows, rows.c.proposal == Proposal.id)
        .where(Proposal.number.in_(numbers), rows.c.is_mine, rows.c.step.is_not(None)),
        of.parameters,
    )
    return {row[0]: row[1] for row in found}


def beside_count(session: Session, of: Inbox) -> int:
    """Return how many hidings and lists for destruction the person has to judge."""
    hidings = sum(one.is_mine for one in hidings_to_judge(session, of.seats, of.person_id))
    return hidings + lists_to_judge_count(session, of.seats, of.person_id)


def waits(of: Inbox) -> sa.ColumnElement[bool]:
    """Return the condition that a proposal waits in the inbox, for lists that leave it out."""
    if not of.roles:
        return sa.false()
    return Proposal.id.in_(sa.select(_every(of.roles).c.proposal).params(of.parameters))


@cache
def _every(roles: frozenset[Role]) -> sa.Subquery:
    parts = [part for role in PARTS if role in roles for part in PARTS[role]]
    numbered = [part.add_columns(sa.literal(number).label("part")) for number, part in enumerate(parts)]
    return sa.union_all(*numbered).subquery()


@cache
def _count(roles: frozenset[Role]) -> sa.Select[int]:
    mine = sa.select(sa.literal(1)).where(_every(roles).c.is_mine).limit(MOST + 1)
    return sa.select(sa.func.count()).select_from(mine.subquery())


@cache
def _first(roles: frozenset[Role]) -> sa.Select[*tuple[Any, ...]]:
    every = _every(roles)
    urgent = (every.c.due_on.is_(None), every.c.due_on, every.c.since, every.c.proposal)
    place = sa.func.row_number().over(partition_by=(every.c.part, every.c.is_mine), order_by=urgent)
    whole = sa.func.count().over(partition_by=every.c.is_mine)
    ranked = sa.select(every, place.label("place"), whole.label("whole")).subquery()
    mine, others = (sa.bindparam(name, type_=sa.BigInteger) for name in ("mine", "others"))
    end = sa.case((ranked.c.is_mine, mine), else_=others)
    return sa.select(ranked).where(ranked.c.place <= end)


def _whole(rows: Sequence[tuple[sa.Row[*tuple[Any, ...]], DueDate | None]]) -> int:
    return int(rows[0][0].whole) if rows else 0


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
