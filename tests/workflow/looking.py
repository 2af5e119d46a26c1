"""What tests look at: rows of one proposal, and its events as an outsider reads them."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Base, Event, Proposal
from models.proposal import ProposalStep
from workflow.permissions import Seat
from workflow.queries.inbox import Counted, Inbox, mine_counted, waiting
from workflow.queries.waiting import Waiting
from workflow.unit import transaction


def rows_of(model: type[Base], number: str) -> list[Any]:
    """Return the rows of a model that belong to a proposal, in their order."""
    with transaction() as session:
        return list(
            session.scalars(
                sa.select(model)
                .join(Proposal, Proposal.id == model.proposal_id)
                .where(Proposal.number == number)
                .order_by(model.id)
            )
        )


def steps_of(number: str) -> list[ProposalStep]:
    """Return the steps of the newest revision."""
    steps = rows_of(ProposalStep, number)
    return [step for step in steps if step.revision_no == max(one.revision_no for one in steps)]


def told(number: str) -> list[dict[str, Any]]:
    """Return what the bytes of a proposal's events say, in their order."""
    return [json.loads(event.data) for event in rows_of(Event, number)]


def last_told(number: str) -> dict[str, Any]:
    """Return what the bytes of a proposal's last event say."""
    return told(number)[-1]


def all_events(action: str) -> list[Event]:
    """Return every event of an action."""
    with transaction() as session:
        return list(session.scalars(sa.select(Event).where(Event.action == action).order_by(Event.id)))


def whole_inbox(
    session: Session, seats: Sequence[Seat], person: int, *, seated: int | None = None
) -> list[Waiting]:
    """Return everything in a person's inbox: their own, then their colleagues'."""
    of = Inbox(seats=seats, person_id=person, seated=seated)
    everything = slice(0, sys.maxsize)
    found = waiting(session, of, mine=everything, others=everything)
    assert found.counted == Counted(mine=len(found.mine), others=len(found.others))
    assert mine_counted(session, of) == len(found.mine)
    return [*found.mine, *found.others]
