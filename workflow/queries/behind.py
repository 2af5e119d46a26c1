"""Proposals that wait for their drafters because the catalogue was published anew beside them (decision 1)."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Draft, DraftSave, EntryVersion, Proposal, Revision
from models.db import ask
from values.clock import shanghai_day
from values.proposal_content import draft_content, revision_content
from values.vocabulary import Role, State
from workflow.body_change import drifted
from workflow.handing_over import OPEN
from workflow.permissions import Seat
from workflow.queries.tallies import WRITTEN
from workflow.queries.titles import shown_title
from workflow.touching import ROW_PLACE, Moved, RowPlace, touching

MOST = 100
"""Proposals that are looked at, the oldest first."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A proposal that its drafters have to revise, since its base moved on."""

    number: str
    title: str
    catalogue: str
    state: State
    rows: tuple[Moved, ...]
    """What was published meanwhile and touches it."""
    is_mine: bool
    """Whether the person wrote into it; else a colleague did."""


def behind(session: Session, seats: Sequence[Seat], people: Collection[int], *, today: date) -> list[Behind]:
    """Return what the drafters of these seats have to revise, the oldest first.

    One statement where no catalogue was published beside them, else two; a proposal that changes a body is
    looked at as its own page does, in all its catalogues.
    """
    bodies = sorted({seat.body for seat in seats if seat.role is Role.DRAFTER})
    if not bodies:
        return []
    rows = ask(session, _PROPOSALS, {"bodies": bodies, "people": list(people), "today": today}).all()
    if not rows:
        return []
    versions: dict[int, list[RowPlace]] = defaultdict(list)
    for catalogue, *version in ask(session, _VERSIONS, {"catalogues": sorted({row[4] for row in rows})}):
        versions[catalogue].append(RowPlace(*version))
    found = []
    for row in rows:
        number, title, name, state, catalogue, *_, is_mine = row
        if moved := _moved(session, row, versions[catalogue], today):
            found.append(
                Behind(
                    number=number,
                    title=title,
                    catalogue=name,
                    state=state,
                    rows=tuple(moved),
                    is_mine=bool(is_mine),
                )
            )
    return found


def _moved(session: Session, row: Any, versions: Sequence[RowPlace], today: date) -> list[Moved]:
    if row.state in WRITTEN:
        return _of_draft(row.content, _table(versions, None))
    content = revision_content(json.loads(row.data))
    base = row.base_release_no or 0
    moved = touching(content, _table(versions, base), (one for one in versions if one.release_no > base))
    if content.effective_from is None:
        submitted_on = shanghai_day(row.submitted_at)
        own = {change.entry for change in content.changes}
        moved += [
            Moved(one.entry, one.name, one.release_no)
            for one in versions
            if one.entry in own and submitted_on < one.effective_from <= today
        ]
    moved += [Moved(*one) for one in drifted(session, content)]
    return list({one.entry: one for one in moved}.values())


def _of_draft(content: dict[str, object], table: Mapping[str, RowPlace]) -> list[Moved]:
    """Return the rows of a draft that were published anew since their drafter had them before them."""
    return [
        Moved(row.entry, row.name, row.release_no)
        for change in draft_content(content).changes
        if (row := table.get(change.entry)) and change.base_sha256 not in {"", row.content_sha256}
    ]


def _table(versions: Iterable[RowPlace], release: int | None) -> dict[str, RowPlace]:
    """Return the table of a release, as of its latest effective date; None: of the newest."""
    chosen = (one for one in versions if release is None or one.release_no <= release)
    ordered = sorted(chosen, key=lambda one: (one.effective_from, one.release_no))
    return {one.entry: one for one in ordered}


_WROTE = sa.exists().where(
    DraftSave.proposal_id == Proposal.id,
    sa.or_(
        DraftSave.person_id.in_(sa.bindparam("people", expanding=True)),
        DraftSave.on_behalf_of_id.in_(sa.bindparam("people", expanding=True)),
    ),
)
_LATEST = (
    sa.select(EntryVersion.catalogue_id, sa.func.max(EntryVersion.effective_from).label("day"))
    .where(
        EntryVersion.effective_from <= sa.bindparam("today"),
        EntryVersion.catalogue_id.in_(
            sa.select(Proposal.catalogue_id).where(
                Proposal.drafting_body_id.in_(sa.bindparam("bodies", expanding=True)),
                Proposal.state.in_(OPEN),
            )
        ),
    )
    .group_by(EntryVersion.catalogue_id)
    .subquery("latest")
)
"""The newest day on which a version of a catalogue came into force: once a catalogue, however many proposals it has.

Compared with the time of a submission, the hours between the zones make it say so rather too often.
"""

_PROPOSALS = (
    sa.select(
        Proposal.number,
        shown_title(),
        Catalogue.title,
        Proposal.state,
        Proposal.catalogue_id,
        Proposal.base_release_no,
        Draft.content,
        Revision.data,
        Revision.submitted_at,
        _WROTE,
    )
    .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
    .join(Draft, Draft.proposal_id == Proposal.id)
    .outerjoin(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
    .outerjoin(_LATEST, _LATEST.c.catalogue_id == Proposal.catalogue_id)
    .where(
        Proposal.drafting_body_id.in_(sa.bindparam("bodies", expanding=True)),
        Proposal.state.in_(OPEN),
        sa.or_(
            Proposal.base_release_no.is_distinct_from(Catalogue.current_release_no),
            _LATEST.c.day > Revision.submitted_at,
            Proposal.cause_kind == "body",
        ),
    )
    .order_by(Proposal.id)
    .limit(MOST)
)
_VERSIONS = (
    sa.select(EntryVersion.catalogue_id, *ROW_PLACE)
    .where(EntryVersion.catalogue_id.in_(sa.bindparam("catalogues", expanding=True)))
    .order_by(EntryVersion.release_no, EntryVersion.id)
)
"""These are made once, since every look at an inbox asks them."""
