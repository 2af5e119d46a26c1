"""How a case file is kept: its term, from when it counts, its file number (档号), and whether it was destroyed."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    CaseFileExport,
    DestructionAct,
    DestructionItem,
    Event,
    Jurisdiction,
    Proposal,
    RetentionChoice,
    Revision,
)
from values.clock import shanghai_day
from values.retention import DestructionAction, RetentionTerm, default_term, file_number, last_day
from values.vocabulary import Operation, Role, State
from workflow.permissions import Seat

KEEPERS = (Role.BUSINESS_ADMINISTRATOR, Role.SUPERVISOR)
"""Who keeps the case files of their jurisdiction: terms, lists for destruction, and the number of its fonds."""

JUDGES = (Role.SUPERVISOR,)
"""Who approves a list for destruction that somebody else proposed."""


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """How long a case is kept, and what became of its case file."""

    proposal: Proposal
    fonds: str
    """全宗号."""
    default: RetentionTerm
    choice: RetentionChoice | None
    """The newest, where somebody chose."""
    closed_on: date | None
    """The day on which the proposal came to an end; None while it is open."""
    package: CaseFileExport | None
    """The newest that was taken out of the case as it now is."""
    destroyed_by: int | None
    """The list by which it was destroyed."""
    destroyed_on: date | None

    @property
    def term(self) -> RetentionTerm:
        """What was chosen, else the default."""
        return self.choice.term if self.choice else self.default

    @property
    def kept_until(self) -> date | None:
        """The last day of its term; None: it is open, or kept for ever."""
        return last_day(self.closed_on, self.term) if self.closed_on else None

    @property
    def file_number(self) -> str:
        """档号."""
        return file_number(self.proposal.number, self.fonds, self.term)

    def is_over(self, today: date) -> bool:
        """Whether its term has ended."""
        return self.kept_until is not None and self.kept_until < today

    def is_ripe(self, today: date) -> bool:
        """Whether a list for destruction may name it: its term has ended, and its archive package was taken out."""
        return self.is_over(today) and self.package is not None and not self.destroyed_by


def keeping_of(session: Session, proposal: Proposal) -> Keeping:
    """Return how a case is kept."""
    return keepings_of(session, [proposal])[0]


def keepings_of(session: Session, proposals: Sequence[Proposal]) -> list[Keeping]:
    """Return how cases are kept, in the order given; six statements however many they are, four where all are open."""
    ids = [one.id for one in proposals]
    ended = [one.id for one in proposals if one.state.is_final]
    fonds = _fonds(session, proposals)
    choices = {
        one.proposal_id: one
        for one in session.scalars(
            sa.select(RetentionChoice)
            .where(RetentionChoice.proposal_id.in_(ids))
            .order_by(RetentionChoice.id)
        )
    }
    packages: dict[tuple[int, int], CaseFileExport] = {
        (one.proposal_id, one.proposal_version): one
        for one in session.scalars(
            sa.select(CaseFileExport).where(CaseFileExport.proposal_id.in_(ids)).order_by(CaseFileExport.id)
        )
    }
    closed, destroyed = (_closed(session, ended), _destroyed(session, ended)) if ended else ({}, {})
    operations = _operations(session, ids)
    return [
        Keeping(
            proposal=one,
            fonds=fonds[one.id],
            default=default_term(one.state, operations[one.id], is_submitted=one.revision_no is not None),
            choice=choices.get(one.id),
            closed_on=closed.get(one.id),
            package=packages.get((one.id, one.version)),
            destroyed_by=destroyed.get(one.id, (None, None))[0],
            destroyed_on=destroyed.get(one.id, (None, None))[1],
        )
        for one in proposals
    ]


def keeper_seat(
    seats: Sequence[Seat], jurisdiction_id: int | None, roles: Sequence[Role] = KEEPERS
) -> Seat | None:
    """Return the seat from which someone keeps the case files of a jurisdiction."""
    return next((one for one in seats if one.role in roles and one.jurisdiction == jurisdiction_id), None)


def _fonds(session: Session, proposals: Sequence[Proposal]) -> dict[int, str]:
    """Return the number of the fonds to which each proposal belongs by its own number."""
    codes = {one.id: one.number.rsplit("-", 2)[0] for one in proposals}
    places = session.execute(
        sa.select(Jurisdiction.code, Jurisdiction.fonds).where(Jurisdiction.code.in_(set(codes.values())))
    ).all()
    given = {code: number for code, number in places if number}
    return {key: given.get(code, code) for key, code in codes.items()}


def _closed(session: Session, ids: Sequence[int]) -> dict[int, date]:
    final = [one.value for one in State if one.is_final]
    rows = session.execute(
        sa.select(Event.proposal_id, sa.func.max(Event.at))
        .where(Event.proposal_id.in_(ids), Event.to_state.in_(final))
        .group_by(Event.proposal_id)
    )
    return {key: shanghai_day(at) for key, at in rows if key is not None}


def _operations(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    """Return what the newest revision of each proposal does; a changed body counts as a change of structure."""
    rows = session.execute(
        sa.select(Revision.proposal_id, Revision.data)
        .join(Proposal, sa.and_(Proposal.id == Revision.proposal_id, Proposal.revision_no == Revision.no))
        .where(Proposal.id.in_(ids))
    )
    found: dict[int, set[str]] = defaultdict(set)
    for key, data in rows:
        found[key] |= set(_named(json.loads(data)))
    return found


def _named(content: dict[str, Any]) -> Iterator[str]:
    for changes in (content["changes"], *(one["changes"] for one in content.get("elsewhere") or ())):
        yield from (one["operation"] for one in changes)
    if content.get("body_change"):
        yield Operation.MERGE.value


def _destroyed(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, date]]:
    rows = session.execute(
        sa.select(DestructionItem.proposal_id, DestructionItem.list_id, DestructionAct.acted_at)
        .join(DestructionAct, DestructionAct.list_id == DestructionItem.list_id)
        .where(DestructionItem.proposal_id.in_(ids), DestructionAct.action == DestructionAction.EXECUTE.value)
    )
    return {key: (number, shanghai_day(at)) for key, number, at in rows}
