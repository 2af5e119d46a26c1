"""Department opinions as pages show them: who was asked, who answered, who is silent past the due date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Assignment,
    Body,
    Catalogue,
    DepartmentOpinion,
    Jurisdiction,
    OpinionRequest,
    Person,
    Proposal,
    Revision,
    RevisionContributor,
)
from values.vocabulary import BodyKind, Level, OpinionAnswer, Role, State

ASKED_WHILE = frozenset({State.IN_REVIEW, State.CONSULTING})
"""Bodies are asked about what was submitted, while it is looked at: a working draft is its own body's alone."""

ANSWERED_WHILE = ASKED_WHILE | {State.CHANGES_REQUESTED, State.IN_APPROVAL}
"""A late answer is heard until the proposal is approved or ended."""


@dataclass(frozen=True, kw_only=True)
class AskedOpinion:
    """A request with its answer, if there is one, and the revision that each is about."""

    request: OpinionRequest
    body: str
    asked_about: int
    given: DepartmentOpinion | None
    given_on: int | None
    """The revision that the answer was given to."""
    giver: str

    def is_overdue(self, today: date) -> bool:
        """Whether the body is silent past its due date (逾期未反馈), which is never consent."""
        return self.given is None and today > self.request.due_on


def asked_opinions(session: Session, proposal_id: int) -> list[AskedOpinion]:
    """Return every request on a proposal with its answer, in the order in which they were asked."""
    answered = aliased(Revision)
    rows = session.execute(
        sa.select(OpinionRequest, Body.name, Revision.no, DepartmentOpinion, answered.no, Person.name)
        .join(Body, Body.id == OpinionRequest.body_id)
        .join(Revision, Revision.id == OpinionRequest.revision_id)
        .outerjoin(DepartmentOpinion, DepartmentOpinion.request_id == OpinionRequest.id)
        .outerjoin(answered, answered.id == DepartmentOpinion.revision_id)
        .outerjoin(Person, Person.id == DepartmentOpinion.actor_id)
        .where(OpinionRequest.proposal_id == proposal_id)
        .order_by(OpinionRequest.id)
    )
    return [
        AskedOpinion(request=request, body=body, asked_about=no, given=given, given_on=on, giver=giver or "")
        for request, body, no, given, on, giver in rows
    ]


def askable_bodies(session: Session, catalogue: Catalogue, drafting_body: int, today: date) -> dict[int, str]:
    """Return the bodies that can be asked: others of the county and its townships that have a reviewer to answer."""
    answers = sa.exists().where(
        Assignment.body_id == Body.id,
        Assignment.role == Role.REVIEWER,
        sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
        sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
    )
    rows = session.execute(
        sa.select(Body.id, Body.name)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(
            sa.or_(
                Jurisdiction.id == catalogue.jurisdiction_id,
                sa.and_(
                    Jurisdiction.parent_id == catalogue.jurisdiction_id, Jurisdiction.level == Level.TOWNSHIP
                ),
            ),
            Body.kind != BodyKind.GENERIC,
            Body.id != drafting_body,
            sa.or_(Body.valid_until.is_(None), Body.valid_until >= today),
            answers,
        )
        .order_by(Jurisdiction.path, Body.id)
    )
    return {row[0]: row[1] for row in rows}


def unanswered() -> sa.ColumnElement[bool]:
    """Return the condition that limits a query of requests to those still open."""
    return sa.and_(
        Proposal.id == OpinionRequest.proposal_id,
        Proposal.state.in_(ANSWERED_WHILE),
        ~sa.exists().where(DepartmentOpinion.request_id == OpinionRequest.id),
    )


def open_requests(
    session: Session, bodies: Collection[int], person_id: int
) -> Sequence[tuple[str, OpinionRequest, bool]]:
    """Return what these bodies still have to answer: the proposal's number, the request, whether the person may."""
    contributed = sa.exists().where(
        RevisionContributor.proposal_id == OpinionRequest.proposal_id,
        sa.or_(RevisionContributor.person_id == person_id, RevisionContributor.on_behalf_of_id == person_id),
    )
    rows = session.execute(
        sa.select(Proposal.number, OpinionRequest, sa.not_(contributed))
        .select_from(OpinionRequest)
        .join(Proposal, unanswered())
        .where(OpinionRequest.body_id.in_(bodies))
        .order_by(OpinionRequest.due_on, OpinionRequest.id)
    )
    return [(row[0], row[1], bool(row[2])) for row in rows]


def has_remarks(session: Session, revision: Revision | None) -> bool:
    """Whether a department remarked on a revision (有意见); the next revision takes it up or lets it be."""
    if revision is None:
        return False
    found = sa.select(DepartmentOpinion.id).where(
        DepartmentOpinion.revision_id == revision.id, DepartmentOpinion.answer == OpinionAnswer.HAS_REMARKS
    )
    return session.scalar(found.limit(1)) is not None
