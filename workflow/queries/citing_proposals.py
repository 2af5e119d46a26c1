"""Open proposals that cite a basis, of those that someone may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Draft, Proposal, Revision
from models.db import ask
from values.vocabulary import State
from workflow.bases import cited, register_of
from workflow.basis_marking import CAUSE
from workflow.permissions import Seat
from workflow.queries.bases import history
from workflow.queries.bodies import current_day, name_on
from workflow.queries.pending import OPEN
from workflow.queries.proposal import SHOWS_DRAFT
from workflow.queries.quoted import Rows, quoted_by, quoted_in
from workflow.reach import visible_proposals, working_bodies


@dataclass(frozen=True, kw_only=True)
class Citing:
    """An open proposal that cites a basis, or was opened since that changed."""

    proposal_id: int
    title: str
    rows: int
    """Of its rows, how many cite it; none where it replaces the basis by another."""
    is_caused: bool
    """Whether the system opened it, since the basis was amended or repealed."""


@dataclass(frozen=True, kw_only=True)
class CitingProposal:
    """The same with what lists show of it."""

    number: str
    title: str
    state: State
    catalogue: str
    code: str
    body: str
    rows: int
    is_caused: bool


def proposals_citing(session: Session, seats: tuple[Seat, ...], basis_id: int) -> list[Citing]:
    """Return the open proposals that the seats may see and that cite a basis or were opened for it, the newest first.

    Each is read as its page shows it: the working draft to the body that writes it, the newest revision to all
    others. They are recognised one by one, since a draft may cite in words that no published row has.
    """
    shows_draft = sa.or_(
        Revision.id.is_(None),
        sa.and_(Proposal.drafting_body_id.in_(working_bodies(seats)), Proposal.state.in_(SHOWS_DRAFT)),
    )
    content = (
        sa.select(sa.cast(Draft.content, sa.Text)).where(Draft.proposal_id == Proposal.id).scalar_subquery()
    )
    statement = (
        sa.select(
            Proposal.id,
            sa.case((Proposal.cause_kind == CAUSE, Proposal.cause_id)),
            sa.case((shows_draft, content)),
            Revision.content_sha256,
        )
        .outerjoin(
            Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no)
        )
        .where(Proposal.state.in_(OPEN), visible_proposals(seats))
        .order_by(Proposal.id.desc())
    )
    rows = ask(session, statement).all()
    revisions = quoted_by(session, (sha256 for _, _, draft, sha256 in rows if draft is None))
    register, changes = register_of(session), {str(one.id) for one in history(session, basis_id)}

    @cache
    def means(text: str) -> bool:
        return basis_id in cited(text, register)

    @cache
    def citing(said: Rows) -> int:
        return sum(any(map(means, texts)) for texts in said)

    found = []
    for proposal, cause, draft, sha256 in rows:
        said = revisions[sha256] if draft is None else quoted_in(draft)
        # Of thousands many change the same rows.
        number = citing(said.rows)
        if number or cause in changes:
            found.append(
                Citing(proposal_id=proposal, title=said.title, rows=number, is_caused=cause in changes)
            )
    return found


def listed(session: Session, found: Sequence[Citing]) -> list[CitingProposal]:
    """Return what lists show of these proposals, in their order; one statement."""
    rows = session.execute(
        sa.select(
            Proposal.id,
            Proposal.number,
            Proposal.state,
            Catalogue.title,
            Catalogue.code,
            name_on(current_day()),
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Body, Body.id == Proposal.drafting_body_id)
        .where(Proposal.id.in_([one.proposal_id for one in found]))
    )
    about = {row[0]: row[1:] for row in rows}
    shown = []
    for one in found:
        number, state, catalogue, code, body = about[one.proposal_id]
        shown.append(
            CitingProposal(
                number=number,
                title=one.title,
                state=state,
                catalogue=catalogue,
                code=code,
                body=body,
                rows=one.rows,
                is_caused=one.is_caused,
            )
        )
    return shown
