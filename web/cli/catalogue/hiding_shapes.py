"""A hiding as commands print it."""

from dataclasses import dataclass
from datetime import date

from models import Catalogue, Hiding, db
from values.hiding import HidingReason, HidingState
from web.catalogue.hiding import part_label
from web.cli.printing import local_text
from workflow.hiding import HidingFile, hiding_files
from workflow.queries.hidings import names_of_attachments, names_of_entries


@dataclass(frozen=True, kw_only=True)
class ShownHiding:
    """What hides a part of a catalogue, and how far it has come."""

    id: int
    catalogue: str
    entry: str
    name: str
    """Of the entry."""
    field: str
    attachment: str
    part: str
    """What is hidden, in words."""
    reason: HidingReason
    explanation: str
    hidden_at: str
    due_on: date
    state: HidingState
    level: int
    """How many levels up it was escalated."""


def shape_of(file: HidingFile, catalogue: Catalogue) -> ShownHiding:
    """Return a hiding of a catalogue as it is printed."""
    one = file.hiding
    return ShownHiding(
        id=one.id,
        catalogue=catalogue.code,
        entry=one.entry_id,
        name=names_of_entries(db.session(), [one.entry_id])[one.entry_id],
        field=one.field,
        attachment=one.attachment,
        part=part_label(file.target, names_of_attachments(db.session(), [one.attachment])),
        reason=one.reason,
        explanation=one.explanation,
        hidden_at=local_text(one.hidden_at),
        due_on=file.due_on,
        state=file.state,
        level=file.level,
    )


def shape_of_number(number: int) -> ShownHiding:
    """Return a hiding that exists, by its number."""
    (file,) = hiding_files(db.session(), Hiding.id == number)
    return shape_of(file, db.session.get_one(Catalogue, file.hiding.catalogue_id))
