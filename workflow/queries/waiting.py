"""A proposal that waits for someone, as the inbox lists it, and the conditions that its lists are made of."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models import Proposal, RevisionContributor, SignOff
from values.vocabulary import Outcome, State, StepKind


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A proposal that waits for someone, and for what."""

    number: str
    title: str
    catalogue: str
    body: str
    state: State
    step: StepKind | None
    since: datetime
    due_on: date | None
    due_is_guessed: bool
    asks_opinion: bool = False
    """Whether its body was asked for an opinion, rather than for a step."""
    is_mine: bool
    """Whether this person can do it; else it waits for a colleague."""
    handler: str = ""
    """Who attends to it (转办); empty where nobody has taken it on."""
    scheduled_for: datetime | None = None
    """When the system is to publish it."""


def contributed(person: sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Return the condition that the person wrote into a revision, or had it written."""
    mine = sa.or_(RevisionContributor.person_id == person, RevisionContributor.on_behalf_of_id == person)
    return sa.exists().where(RevisionContributor.proposal_id == Proposal.id, mine)


def signed(person: sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Return the condition that the person signed it off, or recorded that somebody did."""
    mine = sa.or_(
        SignOff.actor_id == person,
        SignOff.on_behalf_of_id == person,
        SignOff.recorded_by_id == person,
    )
    return sa.exists().where(SignOff.proposal_id == Proposal.id, mine)


def is_done(step_id: InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a step is taken."""
    return sa.exists().where(SignOff.step_id == step_id, stands())


def stands() -> sa.ColumnElement[bool]:
    """Return the condition that a sign-off completes its step: not a return, and not replaced since."""
    newer = aliased(SignOff)
    replaced = sa.exists().where(newer.step_id == SignOff.step_id, newer.id > SignOff.id)
    return sa.and_(SignOff.outcome != Outcome.RETURNED, sa.not_(replaced))
