"""Open proposals that cite a basis, of those that someone may see."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Draft, Proposal, Revision
from values.entry import EntryState
from values.proposal_content import DraftContent, RevisionContent, draft_content, revision_content
from values.vocabulary import State
from workflow.bases import cited, register_of
from workflow.basis_marking import CAUSE
from workflow.permissions import Seat
from workflow.queries.bases import history
from workflow.queries.bodies import current_day, name_on
from workflow.queries.pending import OPEN
from workflow.queries.proposal import SHOWS_DRAFT
from workflow.reach import visible_proposals, working_bodies

AT_ONCE = 100
"""Texts of proposals that are held while they are read."""


@dataclass(frozen=True, kw_only=True)
class CitingProposal:
    """An open proposal that cites a basis, or was opened since that changed."""

    number: str
    title: str
    state: State
    catalogue: str
    code: str
    body: str
    rows: int
    """Of its rows, how many cite it; none where it replaces the basis by another."""
    is_caused: bool
    """Whether the system opened it, since the basis was amended or repealed."""


def citing_proposals(session: Session, seats: tuple[Seat, ...], basis_id: int) -> list[CitingProposal]:
    """Return the open proposals that the seats may see and that cite a basis or were opened for it, the newest first.

    Each is read as its page shows it: the working draft to the body that writes it, the newest revision to all
    others. They are recognised one by one, since a draft may cite in words that no published row has.
    """
    bodies = working_bodies(seats)
    statement = (
        sa.select(Proposal, Catalogue, name_on(current_day()), Draft.content, Revision.data)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Body, Body.id == Proposal.drafting_body_id)
        .join(Draft, Draft.proposal_id == Proposal.id)
        .outerjoin(
            Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no)
        )
        .where(Proposal.state.in_(OPEN), visible_proposals(seats))
        .order_by(Proposal.id.desc())
        .execution_options(yield_per=AT_ONCE)
    )
    register = register_of(session)
    changes = {str(one.id) for one in history(session, basis_id)}
    found = []
    for proposal, catalogue, body, draft, data in session.execute(statement):
        is_own = proposal.drafting_body_id in bodies
        shows_draft = data is None or (is_own and proposal.state in SHOWS_DRAFT)
        said = draft_content(draft) if shows_draft else revision_content(json.loads(data))
        rows = sum(
            any(basis_id in cited(one.text, register) for one in state.content.legal_bases)
            for state in _states(said)
        )
        is_caused = proposal.cause_kind == CAUSE and proposal.cause_id in changes
        if rows or is_caused:
            found.append(
                CitingProposal(
                    number=proposal.number,
                    title=said.title,
                    state=proposal.state,
                    catalogue=catalogue.title,
                    code=catalogue.code,
                    body=body,
                    rows=rows,
                    is_caused=is_caused,
                )
            )
    return found


def _states(said: DraftContent | RevisionContent) -> Iterator[EntryState]:
    """Yield the rows as they are to become, those in other catalogues of a body change included."""
    yield from (change.after for change in said.changes)
    if isinstance(said, RevisionContent):
        yield from (change.after for one in said.elsewhere for change in one.changes)
