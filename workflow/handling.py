"""Who attends to a draft or a step (转办): found out, and to whom it can be passed on. It gives nobody a right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

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
    Seat,
    Standing,
    Turn,
    is_drafter,
    is_free_drafter,
    is_holder_of_a_step,
    turn_of,
)
from workflow.permit import why_not


@dataclass(frozen=True, kw_only=True)
class Place:
    """What can be attended to now: the draft, or a step in turn."""

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
        """The step; None for the draft."""
        return self.step.id if self.step else None


def places(session: Session, case: Case, *, today: date) -> list[Place]:
    """Return what can be attended to in a proposal now, each with who may and who does; two statements at most."""
    steps: list[ProposalStep | None] = []
    if case.proposal.state in WRITABLE:
        steps = [None]
    elif case.proposal.state is State.IN_REVIEW and case.steps:
        steps = [*case.steps_in_turn]
    if not steps:
        return []
    role = Role.REVIEWER if case.proposal.state is State.IN_REVIEW else Role.DRAFTER
    bodies = {step.body_id if step else case.proposal.drafting_body_id for step in steps}
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
        handling, passed_by = newest.get(step.id if step else None, (None, ""))
        if handling is None or handling.person_id not in people:
            found.append(Place(step=step, people=people, person_id=None))
        else:
            found.append(
                Place(
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
    """Return what the actor may attend to now, and on whose authority: the draft (None), or a step in turn.

    Raises: ForbiddenError for those who may not act there; NotAllowedError where nobody may now.
    """
    state = case.proposal.state
    if state in WRITABLE:
        return None, permit_writing(case)
    if state is not State.IN_REVIEW:
        if not (is_drafter(case.standing) or is_holder_of_a_step(case.standing)):
            raise ForbiddenError(why_not(Action.SIGN_OFF, case.standing))
        raise NotAllowedError(
            Message(
                N_("Nothing can be taken on or passed on while the proposal is “%(state)s”."),
                {"state": Message(STATE_LABELS[state])},
            )
        )
    turns = tuple(_turn(step) for step in case.steps_in_turn if step_id in {None, step.id})
    found = turn_of(replace(case.standing, turns=turns))
    if found is None:
        raise ForbiddenError(why_not(Action.SIGN_OFF, case.standing))
    return found[0].step, found[1]


def handler_of(
    proposal_id: InstrumentedAttribute[int], step_id: InstrumentedAttribute[int] | None, today: date
) -> sa.ScalarSelect[int]:
    """Return the query of who attends to a draft or a step, for lists; None where they hold its role no more."""
    newer = aliased(Handling)
    same_step = Handling.step_id.is_(None) if step_id is None else Handling.step_id == step_id
    role = Role.DRAFTER if step_id is None else Role.REVIEWER
    return (
        sa.select(Handling.person_id)
        .where(
            Handling.proposal_id == proposal_id,
            same_step,
            sa.not_(
                sa.exists().where(
                    newer.proposal_id == Handling.proposal_id,
                    newer.step_id.is_not_distinct_from(Handling.step_id),
                    newer.id > Handling.id,
                )
            ),
            sa.exists().where(
                Assignment.person_id == Handling.person_id, Assignment.role == role, holds_on(today)
            ),
        )
        .scalar_subquery()
    )


def _newest(session: Session, case: Case) -> dict[int | None, tuple[Handling, str]]:
    by = aliased(Person)
    rows = session.execute(
        sa.select(Handling, by.name)
        .outerjoin(by, by.id == Handling.passed_by_id)
        .where(Handling.proposal_id == case.proposal.id)
        .order_by(Handling.id)
    )
    return {handling.step_id: (handling, name or "") for handling, name in rows}


def _may_act(case: Case, person: int, seat: Seat, step: ProposalStep | None) -> bool:
    standing = Standing(
        seats=(seat,),
        drafting_body=case.proposal.drafting_body_id,
        has_contributed=person in case.contributors,
        has_signed=person in signers_of(case.sign_offs),
        has_decided=person in deciders_of(case.decisions),
        took_a_step=person in signers_of(_taken(case)),
        route_allows_two_steps=case.route.allows_two_steps,
        turns=(_turn(step),) if step else (),
    )
    return (turn_of(standing) if step else is_free_drafter(standing)) is not None


def _taken(case: Case) -> Iterable[SignOff]:
    return [one for one in case.valid_sign_offs.values() if one.outcome is not Outcome.RETURNED]


def _turn(step: ProposalStep) -> Turn:
    return Turn(step=step.id, body=step.body_id, post=step.post)


def _seat(case: Case, role: Role, body: int, post: Post) -> Seat:
    return Seat(
        role=role, body=body, post=post, jurisdiction=case.jurisdiction.id, path=case.jurisdiction.path
    )
