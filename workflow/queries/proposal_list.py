"""Proposals in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Proposal
from values.vocabulary import State
from workflow.permissions import Seat
from workflow.queries.bodies import current_day, name_on
from workflow.queries.titles import shown_title
from workflow.reach import visible_proposals


@dataclass(frozen=True, kw_only=True)
class ListedProposal:
    """A proposal in a list."""

    number: str
    title: str
    state: State
    catalogue: str
    catalogue_code: str
    body: str
    revision_no: int | None
    created_at: datetime
    scheduled_for: datetime | None
    """When the system is to publish it."""


def proposals(
    session: Session,
    seats: tuple[Seat, ...],
    *,
    state: State | None,
    offset: int,
    limit: int,
    catalogue_id: int | None = None,
    where: Iterable[sa.ColumnElement[bool]] = (),
) -> list[ListedProposal]:
    """Return the proposals that the seats may see, the newest first; one more than the limit tells of a next page."""
    statement = (
        sa.select(
            Proposal.number,
            shown_title(),
            Proposal.state,
            Catalogue.title,
            Catalogue.code,
            name_on(current_day()),
            Proposal.revision_no,
            Proposal.created_at,
            Proposal.scheduled_for,
        )
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .join(Body, Body.id == Proposal.drafting_body_id)
        .where(visible_proposals(seats), *where)
        .order_by(Proposal.id.desc())
        .offset(offset)
        .limit(limit + 1)
    )
    if state is not None:
        statement = statement.where(Proposal.state == state)
    if catalogue_id is not None:
        statement = statement.where(Proposal.catalogue_id == catalogue_id)
    return [
        ListedProposal(
            number=number,
            title=title,
            state=at,
            catalogue=catalogue,
            catalogue_code=code,
            body=body,
            revision_no=no,
            created_at=created,
            scheduled_for=planned,
        )
        for number, title, at, catalogue, code, body, no, created, planned in session.execute(statement)
    ]
