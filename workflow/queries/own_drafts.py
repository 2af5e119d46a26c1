"""The drafts of a catalogue that a drafter's own bodies are writing, into which rows of a file can be taken."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Draft, Proposal
from values.vocabulary import Role
from workflow.commands.drafting import WRITABLE
from workflow.permissions import Seat


def own_drafts(session: Session, catalogue_id: int, seats: Sequence[Seat]) -> list[tuple[str, str, int]]:
    """Return number, title and draft's version of each, the newest first."""
    bodies = {seat.body for seat in seats if seat.role is Role.DRAFTER}
    rows = session.execute(
        sa.select(Proposal.number, Proposal.title, Draft.draft_version)
        .join(Draft, Draft.proposal_id == Proposal.id)
        .where(
            Proposal.catalogue_id == catalogue_id,
            Proposal.drafting_body_id.in_(bodies),
            Proposal.state.in_(WRITABLE),
        )
        .order_by(Proposal.id.desc())
    )
    return [(row[0], row[1], row[2]) for row in rows]
