"""What a revision changes, for the mails about it: without files, and without what is hidden in an emergency.

Mails leave the system and stay where they are; so they carry no more than anyone may read of a hidden row, whoever
they are for.
"""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from flask import Flask
from flask_babel import gettext

from models import Catalogue, Proposal, Revision, db
from values.papers import PaperField, PaperRow
from values.proposal_content import EntryChange, revision_content
from values.redline import Segment, SegmentKind
from web.comparison import compare
from web.hiding import as_the_public
from web.wording import label
from workflow.queries.catalogue import catalogue_at_release
from workflow.queries.proposal import bodies_named_in, names_of_bodies
from workflow.queries.public import NOT_DISPLAYED, Reading

MAKER = "mulu.mailed_rows"
"""Under which name the worker finds `mailed_rows` in the application."""


def init_app(app: Flask) -> None:
    """Leave it where the worker finds it: neither side imports the other."""
    app.extensions[MAKER] = mailed_rows


def mailed_rows(proposal_id: int, revision_no: int) -> list[PaperRow]:
    """Return the changed rows of a revision in the language of the moment."""
    revision, catalogue = db.session.execute(
        sa.select(Revision, Catalogue)
        .join(Proposal, Proposal.id == Revision.proposal_id)
        .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .where(Revision.proposal_id == proposal_id, Revision.no == revision_no)
    ).one()
    content = revision_content(json.loads(revision.data))
    before = catalogue_at_release(db.session(), catalogue.id, content.base_release)
    places = {key: row.state.content.name for key, row in before.items()}
    places |= {one.entry: one.after.content.name for one in content.changes}
    states = [state for one in content.changes for state in (one.before, one.after)]
    bodies = names_of_bodies(db.session(), bodies_named_in(states))
    reading = as_the_public(catalogue)
    return [
        PaperRow(
            operation=label(one.operation),
            number="",
            name=_name(one, reading),
            fields=tuple(_fields(one, reading, bodies, places)),
        )
        for one in content.changes
    ]


def _name(change: EntryChange, reading: Reading) -> str:
    hides = _is_hidden(change, reading) or any(one.field == "name" for one in reading.veil_of(change.entry))
    return gettext(NOT_DISPLAYED) if hides else change.after.content.name


def _is_hidden(change: EntryChange, reading: Reading) -> bool:
    """Whether the row is hidden, or stands or is to stand under one that is."""
    parents = {one.parent for one in (change.before, change.after) if one and one.parent}
    return any(target.is_row for entry in (change.entry, *parents) for target in reading.veil_of(entry))


def _fields(
    change: EntryChange, reading: Reading, bodies: dict[int, str], places: dict[str, str]
) -> Iterator[PaperField]:
    """Yield the changed fields; a hidden one says no more than that it is hidden."""
    is_hidden = _is_hidden(change, reading)
    hidden = {one.field for one in reading.veil_of(change.entry)}
    notice = (Segment(SegmentKind.EQUAL, gettext(NOT_DISPLAYED)),)
    for one in compare(change.before, change.after, bodies, places):
        if one.is_changed:
            parts = notice if is_hidden or one.field in hidden else one.merged
            yield PaperField(label=one.label, parts=parts)
