"""The inbox: what waits for a person and their bodies, by due date."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Catalogue,
    Decision,
    DraftSave,
    Person,
    Proposal,
    ProposalStep,
    Revision,
    Route,
    SignOff,
)
from values.clock import shanghai_day
from values.vocabulary import Role, State
from workflow.dues import working_days as table_of
from workflow.handling import handler_of
from workflow.permissions import Seat
from workflow.queries.archive import lists_to_judge_count
from workflow.queries.bodies import current_day
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.opinions import open_requests
from workflow.queries.waiting import Waiting, about_proposals, contributed, is_done, signed, stands, undated


def inbox(
    session: Session, seats: Sequence[Seat], person_id: int, *, seated: int | None = None
) -> list[Waiting]:
    """Return what waits for the person and their bodies: steps in turn, approvals, publications, returned drafts.

    What separation of duties bars the person from, and what somebody else has taken on, is listed as a
    colleague's. In order of due date, undated last.

    Args:
        session: to read in.
        seats: what the person is today.
        person_id: the person.
        seated: whose seats these are, where the person stands in for somebody.
    """
    mine = {None, person_id, seated}
    found = [
        *_steps(session, seats, person_id, mine),
        *_at_supervisors(session, seats, person_id, mine),
        *_at_publishers(session, seats, mine),
        *_at_drafters(session, seats, person_id, mine),
        *_asked(session, seats, person_id),
    ]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.since))


def waiting_count(
    session: Session, seats: Sequence[Seat], person_id: int, *, seated: int | None = None
) -> int:
    """Return how many of them are the person's own; hidings and lists for destruction to be judged included."""
    beside = sum(one.is_mine for one in hidings_to_judge(session, seats, person_id))
    beside += lists_to_judge_count(session, seats, person_id)
    return beside + sum(one.is_mine for one in inbox(session, seats, person_id, seated=seated))


def _steps(
    session: Session, seats: Sequence[Seat], person_id: int, mine: Collection[int | None]
) -> list[Waiting]:
    reviewing = [seat for seat in seats if seat.role is Role.REVIEWER]
    if not reviewing:
        return []
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
    rows = session.execute(
        about_proposals(
            ProposalStep.kind,
            ProposalStep.opened_at,
            ProposalStep.due_on,
            ProposalStep.due_is_guessed,
            ProposalStep.body_id,
            ProposalStep.post,
            contributed(person_id),
            sa.and_(took_another, sa.not_(Route.allows_two_steps)),
            Person.id,
            Person.name,
        )
        .join(ProposalStep, ProposalStep.proposal_id == Proposal.id)
        .join(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(
            Person,
            Person.id == handler_of(Role.REVIEWER, Proposal.id, current_day(), step_id=ProposalStep.id),
        )
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
            and handler in mine
            and any(seat.body == step_body and post in {None, seat.post} for seat in reviewing),
            handler=name or "",
        )
        for number, title, catalogue, body, state, kind, opened, due, guessed, step_body, post, contributed, barred, handler, name in rows
    ]


def _at_supervisors(
    session: Session, seats: Sequence[Seat], person_id: int, mine: Collection[int | None]
) -> list[Waiting]:
    bodies = [seat.body for seat in seats if seat.role is Role.SUPERVISOR]
    if not bodies:
        return []
    last_sign_off = (
        sa.select(sa.func.max(SignOff.signed_at)).where(SignOff.proposal_id == Proposal.id).scalar_subquery()
    )
    rows = session.execute(
        about_proposals(
            sa.func.coalesce(last_sign_off, Proposal.created_at, type_=Proposal.created_at.type),
            sa.or_(contributed(person_id), signed(person_id)),
            Route.approval_working_days,
            Person.id,
            Person.name,
        )
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(Person, Person.id == handler_of(Role.SUPERVISOR, Proposal.id, current_day()))
        .where(Proposal.state == State.IN_APPROVAL, Catalogue.body_id.in_(bodies))
    ).all()
    return [
        replace(
            _due(
                session,
                undated(row[:5], since=row[5], is_mine=not row[6] and row[8] in mine),
                working_days=row[7],
            ),
            handler=row[9] or "",
        )
        for row in rows
    ]


def _at_publishers(session: Session, seats: Sequence[Seat], mine: Collection[int | None]) -> list[Waiting]:
    bodies = [seat.body for seat in seats if seat.role is Role.PUBLISHER]
    if not bodies:
        return []
    last = (
        sa.select(sa.func.max(Decision.decided_at))
        .where(Decision.proposal_id == Proposal.id)
        .scalar_subquery()
    )
    rows = session.execute(
        about_proposals(
            sa.func.coalesce(last, Proposal.created_at, type_=Proposal.created_at.type),
            Proposal.scheduled_for,
            Route.publication_working_days,
            Person.id,
            Person.name,
        )
        .join(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(Person, Person.id == handler_of(Role.PUBLISHER, Proposal.id, current_day()))
        .where(
            Proposal.state == State.APPROVED,
            sa.or_(Catalogue.body_id.in_(bodies), Route.publishing_body_id.in_(bodies)),
        )
    ).all()
    return [
        replace(
            _due(session, undated(row[:5], since=row[5], is_mine=row[8] in mine), working_days=row[7]),
            scheduled_for=row[6],
            handler=row[9] or "",
        )
        for row in rows
    ]


def _at_drafters(
    session: Session, seats: Sequence[Seat], person_id: int, mine: Collection[int | None]
) -> list[Waiting]:
    bodies = [seat.body for seat in seats if seat.role is Role.DRAFTER]
    if not bodies:
        return []
    saved = sa.exists().where(
        DraftSave.proposal_id == Proposal.id,
        sa.or_(DraftSave.person_id == person_id, DraftSave.on_behalf_of_id == person_id),
    )
    rows = session.execute(
        about_proposals(Proposal.created_at, saved, Person.id, Person.name)
        .outerjoin(Person, Person.id == handler_of(Role.DRAFTER, Proposal.id, current_day()))
        .where(
            Proposal.state.in_([State.DRAFT, State.CHANGES_REQUESTED]), Proposal.drafting_body_id.in_(bodies)
        )
    )
    return [
        replace(
            undated(row[:5], since=row[5], is_mine=row[7] in mine if row[7] else bool(row[6])),
            handler=row[8] or "",
        )
        for row in rows
    ]


def _asked(session: Session, seats: Sequence[Seat], person_id: int) -> list[Waiting]:
    bodies = {seat.body for seat in seats if seat.role is Role.REVIEWER}
    if not bodies:
        return []
    asked = open_requests(session, bodies, person_id)
    if not asked:
        return []
    numbers = [number for number, *_ in asked]
    about = {
        row[0]: row[1:] for row in session.execute(about_proposals().where(Proposal.number.in_(numbers)))
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
