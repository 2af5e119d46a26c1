"""What stands around a working draft: who saved it, and which bodies its rows may name."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, DraftSave, Jurisdiction, Person
from values.vocabulary import CatalogueKind
from workflow.queries.bodies import name_on


@dataclass(frozen=True, kw_only=True)
class SavedBy:
    """Who saved the draft, and when."""

    name: str
    saved_at: datetime


def saves_since(session: Session, proposal_id: int, draft_version: int) -> list[SavedBy]:
    """Return who saved a draft after a version that someone saw, the newest first; each person once."""
    rows = session.execute(
        sa.select(Person.name, sa.func.max(DraftSave.saved_at).label("saved_at"))
        .join(Person, Person.id == DraftSave.person_id)
        .where(DraftSave.proposal_id == proposal_id, DraftSave.draft_version > draft_version)
        .group_by(Person.id, Person.name)
        .order_by(sa.desc("saved_at"))
    )
    return [SavedBy(name=name, saved_at=saved_at) for name, saved_at in rows]


def offered_bodies(session: Session, catalogue: Catalogue, *, today: date) -> dict[int, str]:
    """Return the bodies that a catalogue's rows may name: of its county and below, for a standard of its own place."""
    place = session.get_one(Jurisdiction, catalogue.jurisdiction_id)
    within = (
        Jurisdiction.id == place.id
        if catalogue.kind is CatalogueKind.STANDARD
        else Jurisdiction.path.startswith(place.path, autoescape=True)
    )
    rows = session.execute(
        sa.select(Body.id, name_on(today))
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(within, sa.or_(Body.valid_until.is_(None), Body.valid_until >= today))
        .order_by(Jurisdiction.path, Body.id)
    )
    return {row[0]: row[1] for row in rows}
