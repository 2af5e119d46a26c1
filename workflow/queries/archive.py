"""Case files as those read them who keep them: which a jurisdiction has, and the lists of those to be destroyed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Catalogue,
    DestructionAct,
    DestructionItem,
    DestructionList,
    Jurisdiction,
    Proposal,
)
from values.retention import DestructionAction, DestructionState
from values.vocabulary import Role, State
from workflow.audit import Subject
from workflow.case import Case
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.reach import WORKING_ROLES
from workflow.retention import JUDGES, KEEPERS, Keeping, keeper_seat, keepings_of

FINAL = tuple(one for one in State if one.is_final)


@dataclass(frozen=True, kw_only=True)
class DestructionFile:
    """A list for destruction with what it names and what became of it."""

    list: DestructionList
    items: tuple[DestructionItem, ...]
    acts: tuple[DestructionAct, ...]
    numbers: dict[int, str]
    """Numbers of the proposals."""
    titles: dict[int, str]

    @property
    def state(self) -> DestructionState:
        """How it stands."""
        done = {one.action for one in self.acts}
        if DestructionAction.EXECUTE in done:
            return DestructionState.EXECUTED
        if DestructionAction.APPROVE in done:
            return DestructionState.APPROVED
        return DestructionState.REFUSED if DestructionAction.REFUSE in done else DestructionState.PROPOSED

    def was_proposed_by(self, people: Sequence[int]) -> bool:
        """Whether one of these people proposed it, themselves or through a deputy."""
        return bool({self.list.proposed_by_id, self.list.on_behalf_of_id} & set(people))


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The case files of the jurisdictions that someone keeps."""

    places: tuple[Jurisdiction, ...]
    cases: list[Keeping]
    lists: list[DestructionFile]


def archive(session: Session, seats: Sequence[Seat], *, offset: int, limit: int) -> Archive:
    """Return closed cases of the jurisdictions that these seats keep, those first that ended first."""
    places = kept_places(seats)
    proposals = session.scalars(
        sa.select(Proposal)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .where(Catalogue.jurisdiction_id.in_(places), Proposal.state.in_(FINAL))
        .order_by(Proposal.id)
        .offset(offset)
        .limit(limit)
    ).all()
    found = session.scalars(sa.select(Jurisdiction).where(Jurisdiction.id.in_(places))).all()
    return Archive(
        places=tuple(sorted(found, key=lambda one: one.code)),
        cases=keepings_of(session, proposals),
        lists=destruction_files(session, DestructionList.jurisdiction_id.in_(places)),
    )


def kept_places(seats: Sequence[Seat]) -> set[int]:
    """Return the jurisdictions whose case files someone keeps."""
    return {one.jurisdiction for one in seats if one.role in KEEPERS}


def case_in_keeping(session: Session, number: str, seats: Sequence[Seat]) -> tuple[Proposal, Subject, Seat]:
    """Return a proposal of a jurisdiction that someone keeps, as the subject of an event, with the seat for it.

    Raises: NotFoundError.
    """
    found = session.execute(
        sa.select(Proposal, Catalogue.id, Catalogue.jurisdiction_id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .where(Proposal.number == number)
    ).one_or_none()
    seat = keeper_seat(seats, found[2]) if found else None
    if found is None or seat is None:
        raise NotFoundError
    subject = Subject(kind="proposal", id=number, jurisdiction_id=found[2], catalogue_id=found[1])
    return found[0], subject, seat


def may_take_case_file(case: Case) -> Seat | None:
    """Return the seat from which someone takes a case file out.

    It is one in the bodies that drafted it, or hold or publish the catalogue, or an auditor's; None for others, who
    see the proposal but not all of its papers.
    """
    bodies = {case.proposal.drafting_body_id, case.catalogue.body_id, case.route.publishing_body_id}
    return next(
        (
            one
            for one in case.standing.seats
            if (one.role in WORKING_ROLES and one.body in bodies)
            or (one.role is Role.AUDITOR and case.jurisdiction.path.startswith(one.path))
        ),
        None,
    )


def destruction_file(session: Session, number: int, seats: Sequence[Seat]) -> DestructionFile:
    """Return a list for destruction for those who keep the case files of its jurisdiction.

    Raises: NotFoundError.
    """
    found = destruction_files(session, DestructionList.id == number)
    if not found or keeper_seat(seats, found[0].list.jurisdiction_id) is None:
        raise NotFoundError
    return found[0]


def may_judge(file: DestructionFile, seats: Sequence[Seat], people: Sequence[int]) -> bool:
    """Whether someone may approve a list: a supervisor of the jurisdiction who did not propose it."""
    seat = keeper_seat(seats, file.list.jurisdiction_id, JUDGES)
    return seat is not None and not file.was_proposed_by(people)


@dataclass(frozen=True, kw_only=True)
class ListToJudge:
    """A list for destruction that waits for a supervisor."""

    file: DestructionFile
    is_mine: bool
    """Whether this person may judge it; else it waits for a colleague."""


def lists_to_judge(session: Session, seats: Sequence[Seat], person_id: int) -> list[ListToJudge]:
    """Return the lists that wait for the supervisors among these seats, the oldest first; three statements."""
    if not (places := _judged_places(seats)):
        return []
    files = destruction_files(session, _waits_in(places))
    return [
        ListToJudge(file=one, is_mine=may_judge(one, seats, [person_id]))
        for one in sorted(files, key=lambda file: file.list.id)
    ]


def lists_to_judge_count(session: Session, seats: Sequence[Seat], person_id: int) -> int:
    """Return how many of them this person may judge."""
    if not (places := _judged_places(seats)):
        return 0
    asked = sa.select(sa.func.count()).where(
        _waits_in(places),
        DestructionList.proposed_by_id != person_id,
        DestructionList.on_behalf_of_id.is_distinct_from(person_id),
    )
    return session.scalar(asked) or 0


def _judged_places(seats: Sequence[Seat]) -> set[int]:
    return {one.jurisdiction for one in seats if one.role in JUDGES}


def _waits_in(places: set[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a list of some jurisdictions is not judged yet."""
    judged = sa.exists().where(DestructionAct.list_id == DestructionList.id)
    return sa.and_(DestructionList.jurisdiction_id.in_(places), ~judged)


def destruction_files(session: Session, *where: sa.ColumnElement[bool]) -> list[DestructionFile]:
    """Return lists with what they name and what followed each, the newest first; three statements."""
    lists = session.scalars(
        sa.select(DestructionList).where(*where).order_by(DestructionList.id.desc())
    ).all()
    ids = [one.id for one in lists]
    items: dict[int, list[DestructionItem]] = defaultdict(list)
    numbers: dict[int, str] = {}
    titles: dict[int, str] = {}
    for item, number, title in session.execute(
        sa.select(DestructionItem, Proposal.number, Proposal.title)
        .join(Proposal, Proposal.id == DestructionItem.proposal_id)
        .where(DestructionItem.list_id.in_(ids))
        .order_by(DestructionItem.file_number)
    ):
        items[item.list_id].append(item)
        numbers[item.proposal_id], titles[item.proposal_id] = number, title
    acts: dict[int, list[DestructionAct]] = defaultdict(list)
    for act in session.scalars(
        sa.select(DestructionAct).where(DestructionAct.list_id.in_(ids)).order_by(DestructionAct.id)
    ):
        acts[act.list_id].append(act)
    return [
        DestructionFile(
            list=one,
            items=tuple(items[one.id]),
            acts=tuple(acts[one.id]),
            numbers=numbers,
            titles=titles,
        )
        for one in lists
    ]
