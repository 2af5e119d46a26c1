"""Who had which part in a proposal: wrote, signed off, decided. Separation of duties holds over all of them."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Decision, DraftSave, Proposal, RevisionContributor, SignOff
from models.db import ask
from workflow.contributions import standing_saves

_WROTE = sa.union_all(
    sa.select(
        RevisionContributor.person_id,
        RevisionContributor.on_behalf_of_id,
        sa.literal("").label("content_sha256"),
        sa.literal(0).label("draft_version"),
    ).where(RevisionContributor.proposal_id == sa.bindparam("proposal")),
    sa.select(
        DraftSave.person_id, DraftSave.on_behalf_of_id, DraftSave.content_sha256, DraftSave.draft_version
    ).where(DraftSave.proposal_id == sa.bindparam("proposal")),
).order_by("draft_version")
"""Who was frozen into a revision, and who has saved the draft, save by save."""


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
    wrote = ask(session, _WROTE, {"proposal": proposal.id}).all()
    submitted = [one for one in wrote if not one.draft_version]
    saves = standing_saves([one for one in wrote if one.draft_version])
    return {
        person for row in (*submitted, *saves) for person in (row.person_id, row.on_behalf_of_id) if person
    }
