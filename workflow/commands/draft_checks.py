"""Count what the rules find on working drafts, for lists that show many of them."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Catalogue, Draft, DraftCheck, Proposal
from rules.findings import Severity
from values.proposal_content import draft_content
from workflow.actor import SYSTEM
from workflow.base import findings_of_text
from workflow.commands.drafting import WRITABLE
from workflow.outcomes import answered
from workflow.unit import unit

AT_ONCE = 50
"""Drafts that one run checks, those saved last before all others; the next run takes up the rest."""


def drafts_to_check(session: Session, *, today: date, most: int = AT_ONCE) -> Sequence[int]:
    """Return drafts that were not checked as they are, or not against what is published by now, or not today."""
    standard = aliased(Catalogue)
    return session.scalars(
        sa.select(Proposal.id)
        .join(Draft, Draft.proposal_id == Proposal.id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .outerjoin(standard, standard.id == Catalogue.upstream_catalogue_id)
        .outerjoin(DraftCheck, DraftCheck.proposal_id == Proposal.id)
        .where(
            Proposal.state.in_(WRITABLE),
            sa.or_(
                DraftCheck.proposal_id.is_(None),
                DraftCheck.draft_version != Draft.draft_version,
                DraftCheck.release_no.is_distinct_from(Catalogue.current_release_no),
                DraftCheck.standard_release_no.is_distinct_from(standard.current_release_no),
                DraftCheck.checked_on != today,
            ),
        )
        .order_by(Draft.saved_at.desc(), Proposal.id)
        .limit(most)
    ).all()


def check_draft(proposal_id: int) -> None:
    """Count what the rules find on a draft as it is now; once more does no harm."""
    with unit(SYSTEM) as work:
        session = work.session
        # Whoever checks the same draft at this moment waits, and finds the row that this one makes.
        draft = session.scalars(
            sa.select(Draft).where(Draft.proposal_id == proposal_id).with_for_update()
        ).one()
        catalogue = session.scalars(
            sa.select(Catalogue)
            .join(Proposal, Proposal.catalogue_id == Catalogue.id)
            .where(Proposal.id == proposal_id)
        ).one()
        standard = session.get(Catalogue, catalogue.upstream_catalogue_id or 0)
        text = draft_content(draft.content)
        found = answered(findings_of_text(work, catalogue, text), text.answers)
        session.merge(
            DraftCheck(
                proposal_id=proposal_id,
                draft_version=draft.draft_version,
                release_no=catalogue.current_release_no,
                standard_release_no=standard.current_release_no if standard else None,
                checked_on=work.today,
                errors=found.count(Severity.ERROR),
                warnings=found.count(Severity.WARNING),
                unanswered=found.unanswered,
            )
        )
