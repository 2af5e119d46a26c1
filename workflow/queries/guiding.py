"""Whether somebody still has their first proposal before them, and how far its draft is."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Draft, DraftSave, GuideDismissal, Proposal, Revision
from values.proposal_content import DraftContent, draft_content
from values.vocabulary import Operation, Role, State
from workflow.permissions import Seat
from workflow.queries.tallies import Tally


@dataclass(frozen=True, kw_only=True)
class FirstSteps:
    """What of a first proposal is done; everything is read from its draft."""

    has_rows: bool = False
    has_edits: bool = False
    """Whether each row says something else than what is published."""
    is_answered: bool = False
    """Whether the rules find no error, and no warning without an answer."""
    has_reason: bool = False


def needs_guide(session: Session, seats: Sequence[Seat], person_id: int) -> bool:
    """Return whether a person drafts, has never submitted, and did not put the guide away."""
    if not any(seat.role is Role.DRAFTER for seat in seats):
        return False
    is_known = sa.or_(
        sa.exists().where(GuideDismissal.person_id == person_id),
        sa.exists().where(Revision.submitted_by_id == person_id),
    )
    return not session.scalar(sa.select(is_known))


def newest_draft(session: Session, person_id: int) -> tuple[str, DraftContent] | None:
    """Return number and text of the newest draft that a person wrote into and nobody submitted."""
    wrote = sa.exists().where(DraftSave.proposal_id == Proposal.id, DraftSave.person_id == person_id)
    found = session.execute(
        sa.select(Proposal.number, Draft.content)
        .join(Draft, Draft.proposal_id == Proposal.id)
        .where(Proposal.state == State.DRAFT, wrote)
        .order_by(Proposal.id.desc())
        .limit(1)
    ).one_or_none()
    return (found[0], draft_content(found[1])) if found else None


def first_steps(text: DraftContent, found: Tally | None) -> FirstSteps:
    """Return what is done of a draft, with what the rules found on it; None where they were not asked yet."""
    has_rows = bool(text.changes)
    return FirstSteps(
        has_rows=has_rows,
        has_edits=has_rows
        and all(
            one.operation is not Operation.AMEND or one.after.sha256 != one.base_sha256
            for one in text.changes
        ),
        is_answered=has_rows and found is not None and not (found.errors or found.unanswered),
        has_reason=bool(text.title and text.trigger and text.trigger_date and text.rationale),
    )
