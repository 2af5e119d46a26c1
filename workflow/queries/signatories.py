"""Whose paper may be recorded by whom (代录): the clerks of a step, and who can have signed it."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Person, SignOff
from values.vocabulary import Outcome, Role, State
from workflow.actor import Actor
from workflow.case import Case
from workflow.parts import deciders_of, signers_of
from workflow.permissions import Seat, Turn

CLERKS = frozenset({Role.REVIEWER, Role.PUBLISHER})
"""Roles of a step's body that record papers; drafters write, and supervisors have to stay free to approve."""


def recording_seat(case: Case, turn: Turn) -> Seat | None:
    """Return the seat with which the reader of a case may record the paper of a step."""
    return next(
        (seat for seat in case.standing.seats if seat.role in CLERKS and seat.body == turn.body), None
    )


def took_another_step(case: Case, actor: Actor, step: int) -> bool:
    """Whether a clerk took or recorded another step of the revision, and the route keeps people to one."""
    others = [
        one
        for one in _standing_sign_offs(case)
        if one.step_id != step and signers_of([one]) & {*actor.person_ids}
    ]
    return bool(others) and not case.route.allows_two_steps


def possible_signatories(session: Session, case: Case, actor: Actor, *, today: date) -> list[tuple[int, str]]:
    """Return those whose paper the reader of a case may record now, with their names; nobody where they may not."""
    standing = case.standing
    if case.proposal.state is not State.IN_REVIEW or actor.on_behalf_of_id:
        return []
    if standing.has_contributed or standing.has_decided:
        return []
    turns = [Turn(step=step.id, body=step.body_id, post=step.post) for step in case.steps_in_turn]
    open_to = [
        turn for turn in turns if recording_seat(case, turn) and not took_another_step(case, actor, turn.step)
    ]
    if not open_to:
        return []
    places = [
        sa.and_(Assignment.body_id == turn.body, *([Assignment.post == turn.post] if turn.post else []))
        for turn in open_to
    ]
    barred = {*case.contributors, *deciders_of(case.decisions), *actor.person_ids}
    if not case.route.allows_two_steps:
        barred |= signers_of(_standing_sign_offs(case))
    rows = session.execute(
        sa.select(Person.id, Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(
            Assignment.role == Role.REVIEWER,
            sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
            sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
            sa.or_(*places),
            Person.id.not_in(barred),
        )
        .distinct()
        .order_by(Person.id)
    )
    return [(person, name) for person, name in rows]


def _standing_sign_offs(case: Case) -> list[SignOff]:
    return [one for one in case.valid_sign_offs.values() if one.outcome is not Outcome.RETURNED]
