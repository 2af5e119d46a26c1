"""Hidings as those in charge read them: of a catalogue, of an entry, and what waits for a supervisor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import AttachmentName, Catalogue, Entry, EntryVersion, Hiding, HidingAct, Route
from values.hiding import HidingAction
from values.vocabulary import Role
from workflow.errors import NotFoundError
from workflow.hiding import HidingFile, Holding, hiding_files, holding_of, is_over
from workflow.permissions import Seat


@dataclass(frozen=True, kw_only=True)
class HidingToJudge:
    """A hiding that waits for the approval of a supervisor (补办)."""

    file: HidingFile
    catalogue: Catalogue
    entry: str
    """The name of the row."""
    is_mine: bool
    """Whether this person may judge it; else it waits for a colleague."""


def holding_for(session: Session, code: str, seats: Sequence[Seat]) -> Holding:
    """Return a catalogue for those in charge of it.

    Raises: NotFoundError.
    """
    asked = sa.select(Catalogue).where(Catalogue.code == code)
    catalogue = session.scalar(asked) if code.isprintable() else None
    if catalogue is None or not (holding := holding_of(session, catalogue)).is_seen_by(seats):
        raise NotFoundError
    return holding


def hidings_of(session: Session, catalogue_id: int) -> list[HidingFile]:
    """Return every hiding of a catalogue: those that stand first, the newest first among equals."""
    found = hiding_files(session, Hiding.catalogue_id == catalogue_id)
    return sorted(found, key=lambda one: one.end is not None)


def hidings_to_judge(session: Session, seats: Sequence[Seat], person_id: int) -> list[HidingToJudge]:
    """Return the hidings that wait for the approval of the supervisors among these seats, by due date."""
    bodies = [seat.body for seat in seats if seat.role is Role.SUPERVISOR]
    if not bodies:
        return []
    held = (
        sa.select(Catalogue.id)
        .join(Route, Route.id == Catalogue.route_id)
        .where(sa.or_(Catalogue.body_id.in_(bodies), Route.publishing_body_id.in_(bodies)))
    )
    approved = sa.exists().where(HidingAct.hiding_id == Hiding.id, HidingAct.action == HidingAction.APPROVE)
    files = hiding_files(session, Hiding.catalogue_id.in_(held), sa.not_(is_over()), sa.not_(approved))
    catalogues = {
        one.id: one
        for one in session.scalars(
            sa.select(Catalogue).where(Catalogue.id.in_({file.hiding.catalogue_id for file in files}))
        )
    }
    names = names_of_entries(session, [file.hiding.entry_id for file in files])
    return [
        HidingToJudge(
            file=file,
            catalogue=catalogues[file.hiding.catalogue_id],
            entry=names[file.hiding.entry_id],
            is_mine=not file.was_hidden_by([person_id]),
        )
        for file in sorted(files, key=lambda one: (one.due_on, one.hiding.id))
    ]


def is_entry_of(session: Session, entry: str, catalogue_id: int) -> bool:
    """Whether a row belongs to a catalogue."""
    found = session.get(Entry, entry)
    return found is not None and found.catalogue_id == catalogue_id


def names_of_entries(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the newest name of entries; for those in charge, since nothing is left out."""
    rows = session.execute(
        sa.select(EntryVersion.entry_id, EntryVersion.name)
        .where(EntryVersion.entry_id.in_(set(ids)))
        .order_by(EntryVersion.release_no)
    )
    return {row[0]: row[1] for row in rows}


def names_of_attachments(session: Session, hashes: Iterable[str]) -> dict[str, str]:
    """Return a name under which each file was attached."""
    rows = session.execute(
        sa.select(AttachmentName.sha256, AttachmentName.name)
        .where(AttachmentName.sha256.in_(set(hashes)))
        .order_by(AttachmentName.id)
    )
    return {row[0]: row[1] for row in rows}
