"""Who attends to what waits (转办): found out, and to whom it can be passed on. It gives nobody a right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models import Assignment, Handling, Person, ProposalStep, SignOff
from values.messages import N_, Message
from values.vocabulary import Action, Outcome, Post, Role, State
from workflow.case import Case
from workflow.commands.drafting import WRITABLE, permit_writing
from workflow.errors import ForbiddenError, NotAllowedError
from workflow.holders import holds_on
from workflow.labels import STATE_LABELS
from workflow.parts import deciders_of, signers_of
from workflow.permissions import (
    Predicate,
    Seat,
    Turn,
    is_drafter,
    is_free_drafter,
    is_holder_of_a_step,
    is_publisher,
    is_supervisor,
    turn_of,
)
from workflow.permit import why_not

ROLE_AT = {
    State.DRAFT: Role.DRAFTER,
    State.CHANGES_REQUESTED: Role.DRAFTER,
    State.IN_REVIEW: Role.REVIEWER,
    State.IN_APPROVAL: Role.SUPERVISOR,
    State.APPROVED: Role.PUBLISHER,
}
"""For whom a proposal waits in a state; in the others it waits for nobody in particular."""

_DECIDES: dict[Role, tuple[Predicate, Action]] = {
    Role.SUPERVISOR: (is_supervisor, Action.APPROVE),
    Role.PUBLISHER: (is_publisher, Action.PUBLISH),
}
"""Who may act there, with the action that they are told they may not take; drafts and steps are found apart."""

_WOULD_ACT: tuple[Predicate, ...] = (is_drafter, is_holder_of_a_step, is_supervisor, is_publisher)
"""Who is told that nobody may act now; whoever never may is told that."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """What can be attended to now: the draft, a step in turn, the approval, or the publication."""

    role: Role
    step: ProposalStep | None
    people: dict[int, str]
    """Who may act there, each with their name."""
    person_id: int | None
    """Who attends to it, as long as they may."""
    passed_by: str = ""
    reason: str = ""
    since: datetime | None = None

    @property
    def step_id(self) -> int | None:
        """The step, where it is one."""
        return self.step.id if self.step else None


def places(session: Session, case: Case, *, today: date) -> list[Place]:
    """Return what can be attended to in a proposal now, each with who may and who does; two statements at most."""
    role = ROLE_AT.get(case.proposal.state)
    steps: Sequence[ProposalStep | None] = case.steps_in_turn if role is Role.REVIEWER else [None]
    if role is None or not steps:
        return []
    bodies = {body for step in steps for body in _bodies(case, role, step)}
    held = session.execute(
        sa.select(Person.id, Person.name, Assignment.body_id, Assignment.post)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.role == role, Assignment.body_id.in_(bodies), holds_on(today))
        .order_by(Person.name, Person.id)
    ).all()
    newest = _newest(session, case)
    found = []
    for step in steps:
        people = {
            person: name
            for person, name, body, post in held
            if _may_act(case, person, _seat(case, role, body, post), step)
        }
        handling, passed_by = newest.get((role, step.id if step else None), (None, ""))
        if handling is None or handling.person_id not in people:
            found.append(Place(role=role, step=step, people=people, person_id=None))
        else:
            found.append(
                Place(
                    role=role,
                    step=step,
                    people=people,
                    person_id=handling.person_id,
                    passed_by=passed_by,
                    reason=handling.reason,
                    since=handling.began_at,
                )
            )
    return found


def permit_handling(case: Case, step_id: int | None) -> tuple[int | None, Seat]:
    """Return which step in turn the actor may attend to now, if it is one, and on whose authority.

    Raises: ForbiddenError for those who may not act there; NotAllowedError where nobody may now.
    """
    state = case.proposal.state
    if state in WRITABLE:
        return None, permit_writing(case)
    role = ROLE_AT.get(state)
    if role is None:
        if not any(one(case.standing) for one in _WOULD_ACT):
            raise ForbiddenError(why_not(Action.SIGN_OFF, case.standing))
        raise NotAllowedError(
            Message(
                N_("Nothing can be taken on or passed on while the proposal is “%(state)s”."),
                {"state": Message(STATE_LABELS[state])},
            )
        )
    if role in _DECIDES:
        predicate, action = _DECIDES[role]
        seat = predicate(case.standing)
        if seat is None:
            raise ForbiddenError(why_not(action, case.standing))
        return None, seat
    turns = tuple(_turn(step) for step in case.steps_in_turn if step_id in {None, step.id})
    found = turn_of(replace(case.standing, turns=turns))
    if found is None:
        raise ForbiddenError(why_not(Action.SIGN_OFF, case.standing))
    return found[0].step, found[1]


def handled(
    role: Role,
    proposal_id: InstrumentedAttribute[int],
    today: date | sa.BindParameter[Any],
    *,
    bodies: Sequence[InstrumentedAttribute[Any]],
    step_id: InstrumentedAttribute[int] | None = None,
) -> tuple[type[Handling], sa.ColumnElement[bool]]:
    """Return what lists join, and on what, to say who attends to what waits for a role; none where they hold it no more.

    The role counts in these bodies only, since a catalogue or a draft may have been handed over to another.
    """
    own, newer = aliased(Handling), aliased(Handling)
    return own, sa.and_(
        own.proposal_id == proposal_id,
        own.role == role if step_id is None else own.step_id == step_id,
        sa.not_(
            sa.exists().where(
                newer.proposal_id == own.proposal_id,
                newer.role == own.role,
                newer.step_id.is_not_distinct_from(own.step_id),
                newer.id > own.id,
            )
        ),
        sa.exists().where(
            Assignment.person_id == own.person_id,
            Assignment.role == role,
            sa.or_(*(Assignment.body_id == body for body in bodies)),
            holds_on(today),
        ),
    )


def _newest(session: Session, case: Case) -> dict[tuple[Role, int | None], tuple[Handling, str]]:
    by = aliased(Person)
    rows = session.execute(
        sa.select(Handling, by.name)
        .outerjoin(by, by.id == Handling.passed_by_id)
        .where(Handling.proposal_id == case.proposal.id)
        .order_by(Handling.id)
    )
    return {(handling.role, handling.step_id): (handling, name or "") for handling, name in rows}


def _bodies(case: Case, role: Role, step: ProposalStep | None) -> set[int]:
    """Return the bodies in which people hold the role there."""
    if step:
        return {step.body_id}
    if role is Role.DRAFTER:
        return {case.proposal.drafting_body_id}
    publishing = {case.route.publishing_body_id} - {None} if role is Role.PUBLISHER else set()
    return {case.catalogue.body_id, *(body for body in publishing if body)}


def _may_act(case: Case, person: int, seat: Seat, step: ProposalStep | None) -> bool:
    standing = replace(
        case.standing,
        seats=(seat,),
        has_contributed=person in case.contributors,
        has_signed=person in signers_of(case.sign_offs),
        has_decided=person in deciders_of(case.decisions),
        took_a_step=person in signers_of(_taken(case)),
        turns=(_turn(step),) if step else (),
    )
    if step:
        return turn_of(standing) is not None
    predicate = _DECIDES[seat.role][0] if seat.role in _DECIDES else is_free_drafter
    return predicate(standing) is not None


def _taken(case: Case) -> Iterable[SignOff]:
    return [one for one in case.valid_sign_offs.values() if one.outcome is not Outcome.RETURNED]


def _turn(step: ProposalStep) -> Turn:
    return Turn(step=step.id, body=step.body_id, post=step.post)


def _seat(case: Case, role: Role, body: int, post: Post) -> Seat:
    return Seat(
        role=role, body=body, post=post, jurisdiction=case.jurisdiction.id, path=case.jurisdiction.path
    )
