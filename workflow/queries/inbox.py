"""The inbox: what waits for a person and their bodies, by due date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models import (
    Body,
    Catalogue,
    Decision,
    DraftSave,
    Proposal,
    ProposalStep,
    Revision,
    RevisionContributor,
    Route,
    SignOff,
)
from values.clock import shanghai_day
from values.vocabulary import Outcome, Role, State, StepKind
from workflow.dues import working_days as table_of
from workflow.permissions import Seat
from workflow.queries.archive import lists_to_judge_count
from workflow.queries.bodies import current_day, name_on
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.opinions import open_requests
from workflow.queries.titles import shown_title


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A proposal that waits for someone, and for what."""

    number: str
    title: str
    catalogue: str
    body: str
    state: State
    step: StepKind | None
    since: datetime
    due_on: date | None
    due_is_guessed: bool
    asks_opinion: bool = False
    """Whether its body was asked for an opinion, rather than for a step."""
    is_mine: bool
    """Whether this person can do it; else it waits for a colleague."""
    scheduled_for: datetime | None = None
    """When the system is to publish it."""


def inbox(session: Session, seats: Sequence[Seat], person_id: int) -> list[Waiting]:
    """Return what waits for the person and their bodies: steps in turn, approvals, publications, returned drafts.

    What separation of duties bars the person from is listed as a colleague's. In order of due date, undated last.
    """
    found = [
        *_steps(session, seats, person_id),
        *_at_supervisors(session, seats, person_id),
        *_at_publishers(session, seats),
        *_at_drafters(session, seats, person_id),
        *_asked(session, seats, person_id),
    ]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.since))


def waiting_count(session: Session, seats: Sequence[Seat], person_id: int) -> int:
    """Return how many of them are the person's own; hidings and lists for destruction to be judged included."""
    beside = sum(one.is_mine for one in hidings_to_judge(session, seats, person_id))
    beside += lists_to_judge_count(session, seats, person_id)
    return beside + sum(one.is_mine for one in inbox(session, seats, person_id))


def _about_proposals(*extra: Any) -> sa.Select[*tuple[Any, ...]]:
    """Return a query of proposals with their catalogue and body, and further columns."""
    return (
        sa.select(
            Proposal.number, shown_title(), Catalogue.title, name_on(current_day()), Proposal.state, *extra
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Body, Body.id == Proposal.drafting_body_id)
    )


def _contributed(person_id: int) -> sa.ColumnElement[bool]:
    mine = sa.or_(
        RevisionContributor.person_id == person_id, RevisionContributor.on_behalf_of_id == person_id
    )
    return sa.exists().where(RevisionContributor.proposal_id == Proposal.id, mine)


def _signed(person_id: int) -> sa.ColumnElement[bool]:
    mine = sa.or_(
        SignOff.actor_id == person_id,
        SignOff.on_behalf_of_id == person_id,
        SignOff.recorded_by_id == person_id,
    )
    return sa.exists().where(SignOff.proposal_id == Proposal.id, mine)


def _steps(session: Session, seats: Sequence[Seat], person_id: int) -> list[Waiting]:
    reviewing = [seat for seat in seats if seat.role is Role.REVIEWER]
    if not reviewing:
        return []
    took_another = sa.exists().where(
        SignOff.proposal_id == Proposal.id,
        SignOff.revision_id == Revision.id,
        SignOff.step_id != ProposalStep.id,
        _stands(),
        sa.or_(SignOff.actor_id == person_id, SignOff.on_behalf_of_id == person_id),
    )
    before = aliased(ProposalStep)
    waits_for_another = sa.exists().where(
        before.proposal_id == Proposal.id,
        before.revision_no == Proposal.revision_no,
        before.position < ProposalStep.position,
        sa.not_(is_done(before.id)),
    )
    rows = session.execute(
        _about_proposals(
            ProposalStep.kind,
            ProposalStep.opened_at,
            ProposalStep.due_on,
            ProposalStep.due_is_guessed,
            ProposalStep.body_id,
            ProposalStep.post,
            _contributed(person_id),
            sa.and_(took_another, sa.not_(Route.allows_two_steps)),
        )
        .join(ProposalStep, ProposalStep.proposal_id == Proposal.id)
        .join(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(
            Proposal.state == State.IN_REVIEW,
            ProposalStep.revision_no == Proposal.revision_no,
            ProposalStep.opened_at.is_not(None),
            ProposalStep.body_id.in_([seat.body for seat in reviewing]),
            sa.not_(is_done(ProposalStep.id)),
            sa.not_(waits_for_another),
        )
    )
    return [
        Waiting(
            number=number,
            title=title,
            catalogue=catalogue,
            body=body,
            state=state,
            step=kind,
            since=opened,
            due_on=due,
            due_is_guessed=guessed,
            is_mine=not contributed
            and not barred
            and any(seat.body == step_body and post in {None, seat.post} for seat in reviewing),
        )
        for number, title, catalogue, body, state, kind, opened, due, guessed, step_body, post, contributed, barred in rows
    ]


def is_done(step_id: InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a step is taken."""
    return sa.exists().where(SignOff.step_id == step_id, _stands())


def _stands() -> sa.ColumnElement[bool]:
    """Whether a sign-off completes its step: not a return, and not replaced since."""
    newer = aliased(SignOff)
    replaced = sa.exists().where(newer.step_id == SignOff.step_id, newer.id > SignOff.id)
    return sa.and_(SignOff.outcome != Outcome.RETURNED, sa.not_(replaced))


def _at_supervisors(session: Session, seats: Sequence[Seat], person_id: int) -> list[Waiting]:
    bodies = [seat.body for seat in seats if seat.role is Role.SUPERVISOR]
    if not bodies:
        return []
    last_sign_off = (
        sa.select(sa.func.max(SignOff.signed_at)).where(SignOff.proposal_id == Proposal.id).scalar_subquery()
    )
    rows = session.execute(
        _about_proposals(
            sa.func.coalesce(last_sign_off, Proposal.created_at, type_=Proposal.created_at.type),
            sa.or_(_contributed(person_id), _signed(person_id)),
            Route.approval_working_days,
        )
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(Proposal.state == State.IN_APPROVAL, Catalogue.body_id.in_(bodies))
    ).all()
    return [
        _due(session, _undated(row[:5], since=row[5], is_mine=not row[6]), working_days=row[7])
        for row in rows
    ]


def _at_publishers(session: Session, seats: Sequence[Seat]) -> list[Waiting]:
    bodies = [seat.body for seat in seats if seat.role is Role.PUBLISHER]
    if not bodies:
        return []
    last = (
        sa.select(sa.func.max(Decision.decided_at))
        .where(Decision.proposal_id == Proposal.id)
        .scalar_subquery()
    )
    rows = session.execute(
        _about_proposals(
            sa.func.coalesce(last, Proposal.created_at, type_=Proposal.created_at.type),
            Proposal.scheduled_for,
            Route.publication_working_days,
        )
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .where(
            Proposal.state == State.APPROVED,
            sa.or_(Catalogue.body_id.in_(bodies), Route.publishing_body_id.in_(bodies)),
        )
    ).all()
    return [
        replace(
            _due(session, _undated(row[:5], since=row[5], is_mine=True), working_days=row[7]),
            scheduled_for=row[6],
        )
        for row in rows
    ]


def _at_drafters(session: Session, seats: Sequence[Seat], person_id: int) -> list[Waiting]:
    bodies = [seat.body for seat in seats if seat.role is Role.DRAFTER]
    if not bodies:
        return []
    saved = sa.exists().where(
        DraftSave.proposal_id == Proposal.id,
        sa.or_(DraftSave.person_id == person_id, DraftSave.on_behalf_of_id == person_id),
    )
    rows = session.execute(
        _about_proposals(Proposal.created_at, saved).where(
            Proposal.state.in_([State.DRAFT, State.CHANGES_REQUESTED]), Proposal.drafting_body_id.in_(bodies)
        )
    )
    return [_undated(row[:5], since=row[5], is_mine=bool(row[6])) for row in rows]


def _asked(session: Session, seats: Sequence[Seat], person_id: int) -> list[Waiting]:
    bodies = {seat.body for seat in seats if seat.role is Role.REVIEWER}
    if not bodies:
        return []
    asked = open_requests(session, bodies, person_id)
    if not asked:
        return []
    numbers = [number for number, *_ in asked]
    about = {
        row[0]: row[1:] for row in session.execute(_about_proposals().where(Proposal.number.in_(numbers)))
    }
    return [
        Waiting(
            number=number,
            title=about[number][0],
            catalogue=about[number][1],
            body=about[number][2],
            state=about[number][3],
            step=None,
            since=request.asked_at,
            due_on=request.due_on,
            due_is_guessed=request.due_is_guessed,
            asks_opinion=True,
            is_mine=may_answer,
        )
        for number, request, may_answer in asked
    ]


def _due(session: Session, waiting: Waiting, *, working_days: int) -> Waiting:
    """Return what waits with its last day, so many working days after it began to wait."""
    due = table_of(session).due_after(shanghai_day(waiting.since), working_days)
    return replace(waiting, due_on=due.day, due_is_guessed=due.guessed)


def _undated(about: Sequence[object], *, since: datetime, is_mine: bool) -> Waiting:
    number, title, catalogue, body, state = about
    return Waiting(
        number=str(number),
        title=str(title),
        catalogue=str(catalogue),
        body=str(body),
        state=State(str(state)),
        step=None,
        since=since,
        due_on=None,
        due_is_guessed=False,
        is_mine=is_mine,
    )
