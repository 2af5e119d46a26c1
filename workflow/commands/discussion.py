"""Comments on a proposal, its rows and fields; discussing is no contribution."""

import secrets

import sqlalchemy as sa

from models import Comment
from values.canonical import sha256_hex
from values.messages import N_, Message
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, record
from workflow.case import Case, open_case
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, invalid
from workflow.move import subject_of
from workflow.once import once
from workflow.permissions import Seat
from workflow.reach import WORKING_ROLES
from workflow.unit import Unit, unit

LONGEST_COMMENT = 4000
"""Characters of a comment."""


def add_comment(
    number: str, *, actor: Actor, text: str, entry: str | None = None, field: str = "", key: str | None = None
) -> str:
    """Add a comment and return its id. Auditors and overseers read but do not comment; final states are closed."""
    with unit(actor) as work:
        case = open_case(work, number, "add_comment")
        seat = _discussing_seat(case)
        text = text.strip()
        if not text:
            raise invalid("text", N_("Write something first."))
        if len(text) > LONGEST_COMMENT:
            raise invalid("text", N_("A comment can have %(most)s characters at most."), most=LONGEST_COMMENT)

        def added() -> str:
            comment = Comment(
                proposal_id=case.proposal.id,
                author_id=work.actor.person_id or 0,
                body_id=seat.body,
                written_at=work.now,
                text=text,
                salt=secrets.token_hex(16),
                revision_no=case.proposal.revision_no,
                entry_id=entry,
                field=field,
            )
            work.session.add(comment)
            work.session.flush()
            _record(work, case, seat, "comment_added", comment)
            return str(comment.id)

        return once(work, key, added)


def resolve_comment(number: str, comment_id: int, *, actor: Actor) -> None:
    """Mark a comment as dealt with; doing so again changes nothing."""
    with unit(actor) as work:
        case = open_case(work, number, "resolve_comment")
        seat = _discussing_seat(case)
        comment = work.session.scalar(
            sa.select(Comment).where(Comment.id == comment_id, Comment.proposal_id == case.proposal.id)
        )
        if comment is None:
            raise NotFoundError
        if comment.resolved_at is None:
            comment.resolved_at = work.now
            comment.resolved_by_id = work.actor.person_id
            _record(work, case, seat, "comment_resolved", comment)


def _discussing_seat(case: Case) -> Seat:
    seat = next((one for one in case.standing.seats if one.role in WORKING_ROLES), None)
    if seat is None:
        kinds = {one.role for one in case.standing.seats}
        reads = kinds & {Role.AUDITOR, Role.OVERSEER}
        raise ForbiddenError(
            Message(N_("Auditors and overseers read the discussion but do not take part."))
            if reads
            else Message(N_("Your roles do not include this."))
        )
    if case.proposal.state.is_final:
        raise NotAllowedError(Message(N_("The proposal has ended; its discussion is closed.")))
    return seat


def _record(work: Unit, case: Case, seat: Seat, action: str, comment: Comment) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=subject_of(case),
            seat=seat,
            about_proposal=case.proposal,
            details={
                "comment": str(comment.id),
                "field": comment.field,
                "entry": comment.entry_id,
                "text_sha256": sha256_hex((comment.salt + comment.text).encode()),
            },
        ),
    )
