"""What waits for a person and their bodies: a query for each reason to wait, all with the same columns."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from models import (
    Catalogue,
    Decision,
    DraftSave,
    Handling,
    OpinionRequest,
    Proposal,
    ProposalStep,
    Revision,
    Route,
    SignOff,
)
from values.vocabulary import Role, State
from workflow.handling import handled
from workflow.permissions import Seat
from workflow.queries.bodies import current_day
from workflow.queries.opinions import unanswered
from workflow.queries.waiting import contributed, is_done, signed, stands
from workflow.unit import current_clock

Part = sa.Select[*tuple[Any, ...]]

PERSON = sa.bindparam("person", type_=sa.Integer)
ME: sa.BindParameter[Any] = sa.bindparam("me", expanding=True)
"""The person and whom they stand in for."""

DAY = sa.bindparam("day", type_=sa.Date)
NOW: sa.BindParameter[Any] = sa.bindparam("now", type_=Proposal.consulting_until.type)


def whose(seats: Sequence[Seat], person_id: int, *, seated: int | None) -> dict[str, Any]:
    """Return the parameters that make the queries a person's.

    Args:
        seats: what the person is today.
        person_id: the person.
        seated: whose seats these are, where the person stands in for somebody.
    """
    return {
        "person": person_id,
        "me": [person_id] if seated is None else [person_id, seated],
        "day": current_day(),
        "now": current_clock.get().now(),
        "posts": [(seat.body, seat.post) for seat in seats if seat.role is Role.REVIEWER],
        **{role.value: [seat.body for seat in seats if seat.role is role] for role in PARTS},
    }


def _bodies(role: Role) -> sa.BindParameter[Any]:
    return sa.bindparam(role.value, expanding=True)


def _null(like: sa.ColumnElement[Any] | Any) -> sa.ColumnElement[Any]:
    return sa.cast(sa.null(), like.type)


def _part(
    *,
    since: Any,
    is_mine: sa.ColumnElement[bool],
    step: Any = None,
    due_on: Any = None,
    due_is_guessed: Any = None,
    working_days: Any = None,
    scheduled_for: Any = None,
    handler: Any = None,
    asks_opinion: bool = False,
) -> Part:
    """Return a query of proposals that wait, whose joins and conditions follow."""

    def column(name: str, given: Any, like: Any) -> sa.Label[Any]:
        return (_null(like) if given is None else given).label(name)

    return sa.select(
        Proposal.id.label("proposal"),
        column("step", step, ProposalStep.kind),
        sa.type_coerce(since, Proposal.created_at.type).label("since"),
        column("due_on", due_on, ProposalStep.due_on),
        column("due_is_guessed", due_is_guessed, ProposalStep.due_is_guessed),
        column("working_days", working_days, Route.approval_working_days),
        column("scheduled_for", scheduled_for, Proposal.scheduled_for),
        column("handler", handler, Proposal.id),
        (sa.true() if asks_opinion else sa.false()).label("asks_opinion"),
        is_mine.label("is_mine"),
    ).select_from(Proposal)


def _is_ours(handling: type[Handling]) -> sa.ColumnElement[bool]:
    """Return the condition that nobody else has taken it on."""
    return sa.func.coalesce(handling.person_id, PERSON).in_(ME)


def _steps() -> Part:
    took_another = sa.exists().where(
        SignOff.proposal_id == Proposal.id,
        SignOff.revision_id == Revision.id,
        SignOff.step_id != ProposalStep.id,
        stands(),
        sa.or_(SignOff.actor_id == PERSON, SignOff.on_behalf_of_id == PERSON),
    )
    before = aliased(ProposalStep)
    waits_for_another = sa.exists().where(
        before.proposal_id == Proposal.id,
        before.revision_no == Proposal.revision_no,
        before.position < ProposalStep.position,
        sa.not_(is_done(before.id)),
    )
    in_my_post = sa.or_(
        ProposalStep.post.is_(None),
        sa.tuple_(ProposalStep.body_id, ProposalStep.post).in_(sa.bindparam("posts", expanding=True)),
    )
    handling, latest = handled(
        Role.REVIEWER, Proposal.id, DAY, bodies=[ProposalStep.body_id], step_id=ProposalStep.id
    )
    return (
        _part(
            since=ProposalStep.opened_at,
            step=ProposalStep.kind,
            due_on=ProposalStep.due_on,
            due_is_guessed=ProposalStep.due_is_guessed,
            handler=handling.person_id,
            is_mine=sa.and_(
                in_my_post,
                sa.not_(contributed(PERSON)),
                sa.or_(Route.allows_two_steps, sa.not_(took_another)),
                _is_ours(handling),
            ),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(ProposalStep, ProposalStep.proposal_id == Proposal.id)
        .join(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(handling, latest)
        .where(
            Proposal.state == State.IN_REVIEW,
            ProposalStep.revision_no == Proposal.revision_no,
            ProposalStep.opened_at.is_not(None),
            ProposalStep.body_id.in_(_bodies(Role.REVIEWER)),
            sa.not_(is_done(ProposalStep.id)),
            sa.not_(waits_for_another),
        )
    )


def _opinions() -> Part:
    return (
        _part(
            since=OpinionRequest.asked_at,
            due_on=OpinionRequest.due_on,
            due_is_guessed=OpinionRequest.due_is_guessed,
            asks_opinion=True,
            is_mine=sa.not_(contributed(PERSON)),
        )
        .join(OpinionRequest, unanswered())
        .where(OpinionRequest.body_id.in_(_bodies(Role.REVIEWER)))
    )


def _approvals() -> Part:
    last_sign_off = (
        sa.select(sa.func.max(SignOff.signed_at)).where(SignOff.proposal_id == Proposal.id).scalar_subquery()
    )
    handling, latest = handled(Role.SUPERVISOR, Proposal.id, DAY, bodies=[Catalogue.body_id])
    return (
        _part(
            since=sa.func.coalesce(last_sign_off, Proposal.created_at),
            working_days=Route.approval_working_days,
            handler=handling.person_id,
            is_mine=sa.and_(sa.not_(contributed(PERSON)), sa.not_(signed(PERSON)), _is_ours(handling)),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(handling, latest)
        .where(Proposal.state == State.IN_APPROVAL, Catalogue.body_id.in_(_bodies(Role.SUPERVISOR)))
    )


def _publications() -> Part:
    last = (
        sa.select(sa.func.max(Decision.decided_at))
        .where(Decision.proposal_id == Proposal.id)
        .scalar_subquery()
    )
    bodies = _bodies(Role.PUBLISHER)
    handling, latest = handled(
        Role.PUBLISHER, Proposal.id, DAY, bodies=[Catalogue.body_id, Route.publishing_body_id]
    )
    return (
        _part(
            since=sa.func.coalesce(last, Proposal.created_at),
            working_days=Route.publication_working_days,
            scheduled_for=Proposal.scheduled_for,
            handler=handling.person_id,
            is_mine=_is_ours(handling),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(handling, latest)
        .where(
            Proposal.state == State.APPROVED,
            sa.or_(Catalogue.body_id.in_(bodies), Route.publishing_body_id.in_(bodies)),
        )
    )


def _drafts() -> Part:
    saved = sa.exists().where(
        DraftSave.proposal_id == Proposal.id,
        sa.or_(DraftSave.person_id == PERSON, DraftSave.on_behalf_of_id == PERSON),
    )
    handling, latest = handled(Role.DRAFTER, Proposal.id, DAY, bodies=[Proposal.drafting_body_id])
    # A consultation whose window is over stands still until a drafter closes it.
    to_close = sa.and_(Proposal.state == State.CONSULTING, Proposal.consulting_until <= NOW)
    return (
        _part(
            since=sa.case((to_close, Proposal.consulting_until), else_=Proposal.created_at),
            handler=handling.person_id,
            is_mine=sa.case((handling.id.is_(None), saved), else_=handling.person_id.in_(ME)),
        )
        .outerjoin(handling, latest)
        .where(
            sa.or_(Proposal.state.in_([State.DRAFT, State.CHANGES_REQUESTED]), to_close),
            Proposal.drafting_body_id.in_(_bodies(Role.DRAFTER)),
        )
    )


PARTS = {
    Role.REVIEWER: (_steps(), _opinions()),
    Role.SUPERVISOR: (_approvals(),),
    Role.PUBLISHER: (_publications(),),
    Role.DRAFTER: (_drafts(),),
}
"""What waits for those who have a role: steps in turn, opinions asked for, approvals, publications, drafts,
and consultations to close.

`is_mine` tells what the person can do themself; what separation of duties bars them from, and what somebody
else has taken on, is a colleague's. `whose` gives the parameters.
"""
