"""Who had which part in a proposal: wrote, signed off, decided. Separation of duties holds over all of them."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Decision, DraftSave, Proposal, RevisionContributor, SignOff
from workflow.contributions import standing_saves

_SUBMITTED = sa.select(RevisionContributor.person_id, RevisionContributor.on_behalf_of_id).where(
    RevisionContributor.proposal_id == sa.bindparam("proposal")
)
_SAVES = (
    sa.select(DraftSave.person_id, DraftSave.on_behalf_of_id, DraftSave.content_sha256)
    .where(DraftSave.proposal_id == sa.bindparam("proposal"))
    .order_by(DraftSave.draft_version)
)


def signers_of(sign_offs: Iterable[SignOff]) -> set[int]:
    """Return everyone bound by these sign-offs: who signed, for whom, and who recorded it."""
    return {
        person
        for one in sign_offs
        for person in (one.actor_id, one.on_behalf_of_id, one.recorded_by_id)
        if person is not None
    }


def deciders_of(decisions: Iterable[Decision]) -> set[int]:
    """Return who acted as supervisor on a proposal, in person or through a deputy."""
    return {person for one in decisions for person in (one.actor_id, one.on_behalf_of_id) if person}


def contributors_of(session: Session, proposal: Proposal) -> set[int]:
    """Return everyone who wrote into any revision, or into the draft since."""
    asked = {"proposal": proposal.id}
    submitted = session.execute(_SUBMITTED, asked).all() if proposal.revision_no is not None else []
    saves = standing_saves(session.execute(_SAVES, asked).all())
    return {
        person for row in (*submitted, *saves) for person in (row.person_id, row.on_behalf_of_id) if person
    }
