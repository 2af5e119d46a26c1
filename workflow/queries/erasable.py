"""What can be erased by law (个人信息保护法 art. 47), shown before it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Comment, Proposal
from values.messages import N_
from values.vocabulary import Role
from workflow.errors import NotFoundError
from workflow.permissions import Seat

COMMENT_ERASERS = (Role.BUSINESS_ADMINISTRATOR,)


@dataclass(frozen=True, kw_only=True)
class ErasableComment:
    """A comment on a proposal, with the seat from which someone may erase its text."""

    comment: Comment
    proposal: Proposal
    seat: Seat


def erasable_comment(
    session: Session, number: str, comment_id: int, seats: Sequence[Seat]
) -> ErasableComment:
    """Return a comment, by the numbers of its proposal and its own, for who may erase it.

    Raises: NotFoundError where there is none, or none of these seats administers its jurisdiction.
    """
    asked = (
        sa.select(Comment, Proposal, Catalogue.jurisdiction_id)
        .join(Proposal, Proposal.id == Comment.proposal_id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .where(Proposal.number == number, Comment.id == comment_id)
    )
    found = session.execute(asked).one_or_none() if number.isprintable() else None
    administering = [one for one in seats if one.role in COMMENT_ERASERS]
    seat = next((one for one in administering if found and one.jurisdiction == found[2]), None)
    if found is None or seat is None:
        raise NotFoundError(N_("There is no such comment on a proposal of your jurisdiction."))
    return ErasableComment(comment=found[0], proposal=found[1], seat=seat)
