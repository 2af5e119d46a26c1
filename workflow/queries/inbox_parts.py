"""What waits for a person and their bodies: a query for each reason to wait, all with the same columns."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from models import (
    Catalogue,
    Decision,
    DraftSave,
    OpinionRequest,
    Proposal,
    ProposalStep,
    Revision,
    Route,
    SignOff,
)
from values.vocabulary import Role, State
from workflow.handling import handler_of
from workflow.permissions import Seat
from workflow.queries.bodies import current_day
from workflow.queries.opinions import unanswered
from workflow.queries.waiting import contributed, is_done, signed, stands

Part = sa.Select[*tuple[Any, ...]]


def parts(seats: Sequence[Seat], person_id: int, *, seated: int | None) -> list[Part]:
    """Return what waits: steps in turn, opinions asked for, approvals, publications, and drafts.

    `is_mine` tells what the person can do themself; what separation of duties bars them from, and what
    somebody else has taken on, is a colleague's.

    Args:
        seats: what the person is today.
        person_id: the person.
        seated: whose seats these are, where the person stands in for somebody.
    """
    found: list[Part] = []
    me = {person_id} if seated is None else {person_id, seated}
    if reviewing := [seat for seat in seats if seat.role is Role.REVIEWER]:
        found += [_steps(reviewing, person_id, me), _opinions(_bodies(reviewing), person_id)]
    if bodies := _bodies(seat for seat in seats if seat.role is Role.SUPERVISOR):
        found.append(_approvals(bodies, person_id))
    if bodies := _bodies(seat for seat in seats if seat.role is Role.PUBLISHER):
        found.append(_publications(bodies))
    if bodies := _bodies(seat for seat in seats if seat.role is Role.DRAFTER):
        found.append(_drafts(bodies, person_id, me))
    return found


def _bodies(seats: Iterable[Seat]) -> set[int]:
    return {seat.body for seat in seats}


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


def _steps(reviewing: Sequence[Seat], person_id: int, me: Collection[int]) -> Part:
    took_another = sa.exists().where(
        SignOff.proposal_id == Proposal.id,
        SignOff.revision_id == Revision.id,
        SignOff.step_id != ProposalStep.id,
        stands(),
        sa.or_(SignOff.actor_id == person_id, SignOff.on_behalf_of_id == person_id),
    )
    before = aliased(ProposalStep)
    waits_for_another = sa.exists().where(
        before.proposal_id == Proposal.id,
        before.revision_no == Proposal.revision_no,
        before.position < ProposalStep.position,
        sa.not_(is_done(before.id)),
    )
    in_my_post = sa.or_(
        *(
            sa.and_(
                ProposalStep.body_id == seat.body,
                sa.or_(ProposalStep.post.is_(None), ProposalStep.post == seat.post),
            )
            for seat in reviewing
        )
    )
    handler = handler_of(Proposal.id, ProposalStep.id, current_day())
    return (
        _part(
            since=ProposalStep.opened_at,
            step=ProposalStep.kind,
            due_on=ProposalStep.due_on,
            due_is_guessed=ProposalStep.due_is_guessed,
            handler=handler,
            is_mine=sa.and_(
                in_my_post,
                sa.not_(contributed(person_id)),
                sa.or_(Route.allows_two_steps, sa.not_(took_another)),
                sa.func.coalesce(handler, person_id).in_(me),
            ),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(ProposalStep, ProposalStep.proposal_id == Proposal.id)
        .join(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(
            Proposal.state == State.IN_REVIEW,
            ProposalStep.revision_no == Proposal.revision_no,
            ProposalStep.opened_at.is_not(None),
            ProposalStep.body_id.in_(_bodies(reviewing)),
            sa.not_(is_done(ProposalStep.id)),
            sa.not_(waits_for_another),
        )
    )


def _opinions(bodies: Collection[int], person_id: int) -> Part:
    return (
        _part(
            since=OpinionRequest.asked_at,
            due_on=OpinionRequest.due_on,
            due_is_guessed=OpinionRequest.due_is_guessed,
            asks_opinion=True,
            is_mine=sa.not_(contributed(person_id)),
        )
        .join(OpinionRequest, unanswered())
        .where(OpinionRequest.body_id.in_(bodies))
    )


def _approvals(bodies: Collection[int], person_id: int) -> Part:
    last_sign_off = (
        sa.select(sa.func.max(SignOff.signed_at)).where(SignOff.proposal_id == Proposal.id).scalar_subquery()
    )
    return (
        _part(
            since=sa.func.coalesce(last_sign_off, Proposal.created_at),
            working_days=Route.approval_working_days,
            is_mine=sa.not_(sa.or_(contributed(person_id), signed(person_id))),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(Proposal.state == State.IN_APPROVAL, Catalogue.body_id.in_(bodies))
    )


def _publications(bodies: Collection[int]) -> Part:
    last = (
        sa.select(sa.func.max(Decision.decided_at))
        .where(Decision.proposal_id == Proposal.id)
        .scalar_subquery()
    )
    return (
        _part(
            since=sa.func.coalesce(last, Proposal.created_at),
            working_days=Route.publication_working_days,
            scheduled_for=Proposal.scheduled_for,
            is_mine=sa.true(),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(
            Proposal.state == State.APPROVED,
            sa.or_(Catalogue.body_id.in_(bodies), Route.publishing_body_id.in_(bodies)),
        )
    )


def _drafts(bodies: Collection[int], person_id: int, me: Collection[int]) -> Part:
    saved = sa.exists().where(
        DraftSave.proposal_id == Proposal.id,
        sa.or_(DraftSave.person_id == person_id, DraftSave.on_behalf_of_id == person_id),
    )
    handler = handler_of(Proposal.id, None, current_day())
    return _part(
        since=Proposal.created_at,
        handler=handler,
        is_mine=sa.case((handler.is_(None), saved), else_=handler.in_(me)),
    ).where(Proposal.state.in_([State.DRAFT, State.CHANGES_REQUESTED]), Proposal.drafting_body_id.in_(bodies))
