"""How much the rules found on each of many proposals: as it was kept, since a list checks nothing itself."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Draft, DraftCheck, Proposal, Revision, RuleOutcome
from rules.findings import Severity
from values.vocabulary import State
from workflow.outcomes import outcome_of

WRITTEN = frozenset({State.DRAFT, State.CHANGES_REQUESTED})
"""While a proposal stands here its draft is told, else its newest revision."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How much was found."""

    errors: int
    warnings: int
    """Those that are answered as well."""
    unanswered: int


def tallies(session: Session, numbers: Collection[str]) -> dict[str, Tally]:
    """Return, by number of proposal, what was last found on it; two statements.

    A draft that was saved since it was checked is left out, and so is a revision from before outcomes were kept.
    """
    return _of_drafts(session, numbers) | _of_revisions(session, numbers)


def _of_drafts(session: Session, numbers: Collection[str]) -> dict[str, Tally]:
    rows = session.execute(
        sa.select(Proposal.number, DraftCheck.errors, DraftCheck.warnings, DraftCheck.unanswered)
        .join(Draft, Draft.proposal_id == Proposal.id)
        .join(
            DraftCheck,
            sa.and_(DraftCheck.proposal_id == Proposal.id, DraftCheck.draft_version == Draft.draft_version),
        )
        .where(Proposal.number.in_(numbers), Proposal.state.in_(WRITTEN))
    )
    return {
        number: Tally(errors=errors, warnings=warnings, unanswered=unanswered)
        for number, errors, warnings, unanswered in rows
    }


def _of_revisions(session: Session, numbers: Collection[str]) -> dict[str, Tally]:
    kept = aliased(RuleOutcome)
    newest = sa.select(sa.func.max(kept.id)).where(kept.revision_id == Revision.id).correlate(Revision)
    rows = session.execute(
        sa.select(Proposal.number, RuleOutcome.data)
        .join(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
        .join(RuleOutcome, RuleOutcome.id == newest.scalar_subquery())
        .where(Proposal.number.in_(numbers), Proposal.state.not_in(WRITTEN))
    )
    found = {number: outcome_of(data) for number, data in rows}
    return {
        number: Tally(
            errors=one.count(Severity.ERROR), warnings=one.count(Severity.WARNING), unanswered=one.unanswered
        )
        for number, one in found.items()
    }
