"""Name a deputy for a time of absence (外出委托), and end that time."""

from datetime import date, timedelta

import sqlalchemy as sa

from models import Assignment, Body, Delegation, Jurisdiction, Person
from values.messages import N_, Message
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import ForbiddenError, NotFoundError, invalid
from workflow.permissions import Seat
from workflow.queries.absence import possible_deputies
from workflow.reach import seats_of
from workflow.unit import Unit, unit

LONGEST = 366
"""Days; a longer absence is a change of office."""


def delegate(
    *, actor: Actor, deputy_id: int, valid_from: date, valid_until: date, person_id: int | None = None
) -> int:
    """Have a colleague stand in for someone on these days, both included, and return the delegation's id.

    People name their own deputy; for those who cannot, the security administrator of their place does, and
    never themselves (`docs/decisions/0020`).
    Raises: ForbiddenError for others; InvalidError for days or deputies that do not fit.
    """
    with unit(actor) as work:
        person = person_id or actor.person_id or 0
        work.about.action, work.about.object = "delegate", f"person:{person}"
        seat = _require_right(work, person, deputy_id)
        _require_days(work, person, valid_from, valid_until)
        if deputy_id not in dict(possible_deputies(work.session, person, today=work.today)):
            raise invalid(
                "deputy",
                N_("Choose a colleague who has a role in the same body and no office of an administrator."),
            )
        row = Delegation(
            person_id=person, deputy_id=deputy_id, valid_from=valid_from, valid_until=valid_until
        )
        work.session.add(row)
        work.session.flush()
        details = {
            "deputy": str(deputy_id),
            "from": valid_from.isoformat(),
            "until": valid_until.isoformat(),
        }
        _record(work, "delegated", person, seat, details)
        return row.id


def end_delegation(delegation_id: int, *, actor: Actor) -> None:
    """End the time of a deputy at once; one that is over already stays as it is.

    Raises: NotFoundError for one that is not there; ForbiddenError for others than its person, its deputy and
    the security administrator.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "end_delegation", f"delegation:{delegation_id}"
        row = work.session.get(Delegation, delegation_id)
        if row is None:
            raise NotFoundError
        is_deputy = row.deputy_id == actor.person_id and actor.on_behalf_of_id is None
        seat = None if is_deputy else _require_right(work, row.person_id, row.deputy_id)
        if row.valid_until < work.today:
            return
        _end(work, row, seat)


def end_delegations_of(work: Unit, person_id: int, seat: Seat | None) -> int:
    """End every time for which a person has a deputy or is one, within the closing of their account; return how many."""
    of_person = sa.or_(Delegation.person_id == person_id, Delegation.deputy_id == person_id)
    rows = work.session.scalars(
        sa.select(Delegation).where(of_person, Delegation.valid_until >= work.today).order_by(Delegation.id)
    ).all()
    for row in rows:
        _end(work, row, seat)
    return len(rows)


def _end(work: Unit, row: Delegation, seat: Seat | None) -> None:
    # It no longer counts today; that it did until now is in the trail.
    row.valid_until = work.today - timedelta(days=1)
    details = {"deputy": str(row.deputy_id), "until": row.valid_until.isoformat()}
    _record(work, "delegation_ended", row.person_id, seat, details)


def _require_right(work: Unit, person_id: int, deputy_id: int) -> Seat | None:
    """Return the administrator's seat on which it is done; None for the person themselves."""
    actor = work.actor
    if actor.on_behalf_of_id is None and actor.person_id is not None:
        if actor.person_id == person_id:
            return None
        paths = set(
            work.session.scalars(
                sa.select(Jurisdiction.path)
                .join(Body, Body.jurisdiction_id == Jurisdiction.id)
                .join(Assignment, Assignment.body_id == Body.id)
                .where(Assignment.person_id == person_id)
            )
        )
        for seat in seats_of(work.session, actor.person_id, work.today):
            reaches = paths and all(path.startswith(seat.path) for path in paths)
            if seat.role is Role.SECURITY_ADMINISTRATOR and reaches and deputy_id != actor.person_id:
                return seat
    raise ForbiddenError(
        Message(
            N_("A deputy is named by the person themselves, or by the security administrator of their place.")
        )
    )


def _require_days(work: Unit, person_id: int, valid_from: date, valid_until: date) -> None:
    # Rows that are looked up first and written then wait for each other here.
    work.hold_person(person_id)
    if valid_until < valid_from or valid_until < work.today:
        raise invalid("valid_until", N_("The last day cannot lie before the first, nor before today."))
    if valid_from < work.today:
        raise invalid("valid_from", N_("The first day cannot lie before today."))
    if (valid_until - valid_from).days >= LONGEST:
        raise invalid("valid_until", N_("A deputy is named for a year at most."))
    overlapping = sa.select(Delegation.id).where(
        Delegation.person_id == person_id,
        Delegation.valid_from <= valid_until,
        Delegation.valid_until >= valid_from,
        Delegation.valid_until >= Delegation.valid_from,
    )
    if work.session.scalar(overlapping.limit(1)) is not None:
        raise invalid(
            "valid_from", N_("There is a deputy on some of these days already; end that time first.")
        )


def _record(work: Unit, action: str, person_id: int, seat: Seat | None, details: dict[str, str]) -> None:
    jurisdiction = work.session.scalar(
        sa.select(Body.jurisdiction_id)
        .join(Assignment, Assignment.body_id == Body.id)
        .join(Person, Person.id == Assignment.person_id)
        .where(Person.id == person_id)
        .order_by(Assignment.id)
        .limit(1)
    )
    record(
        work,
        Happening(
            action=action,
            subject=Subject(kind="person", id=str(person_id), jurisdiction_id=jurisdiction),
            seat=seat,
            details=details,
            owed=action == "delegated",
        ),
    )
