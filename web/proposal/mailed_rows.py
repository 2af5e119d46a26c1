"""What a revision changes, for the mails about it: without files, and without what is hidden in an emergency.

Mails leave the system and stay where they are; so they carry no more than anyone may read of a hidden row, whoever
they are for.
"""

import json
from collections.abc import Iterator
from functools import lru_cache

import sqlalchemy as sa
from flask import Flask
from flask_babel import get_locale, gettext

from models import Catalogue, Proposal, Revision, db
from values.entry import EntryState
from values.papers import PaperField, PaperRow
from values.proposal_content import EntryChange, RevisionContent, revision_content
from values.redline import Segment, SegmentKind
from web.catalogue.comparison import FieldComparison, compare
from web.catalogue.hiding import as_the_public
from web.wording.common import label
from workflow.queries.catalogue import names_at_release
from workflow.queries.proposal import bodies_named_in, names_of_bodies
from workflow.queries.public import NOT_DISPLAYED, Reading

MAKER = "mulu.mailed_rows"
"""Under which name the worker finds `mailed_rows` in the application."""


_REVISION = (
    sa.select(Revision.data, Catalogue)
    .join(Proposal, Proposal.id == Revision.proposal_id)
    .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
    .where(Revision.proposal_id == sa.bindparam("proposal"), Revision.no == sa.bindparam("revision"))
)


def init_app(app: Flask) -> None:
    """Leave it where the worker finds it: neither side imports the other."""
    app.extensions[MAKER] = mailed_rows


def mailed_rows(proposal_id: int, revision_no: int) -> list[PaperRow]:
    """Return the changed rows of a revision in the language of the moment."""
    asked = {"proposal": proposal_id, "revision": revision_no}
    data, catalogue = db.session.execute(_REVISION, asked).one()
    content = _read(data)
    states = [state for one in content.changes for state in (one.before, one.after) if state is not None]
    bodies = names_of_bodies(db.session(), bodies_named_in(states))
    places = _places(catalogue, content, states)
    compared = _compared(data, tuple(bodies.items()), tuple(places.items()), str(get_locale()))
    reading = as_the_public(catalogue)
    return [
        PaperRow(
            operation=label(one.operation),
            number="",
            name=_name(one, reading),
            fields=tuple(_fields(one, fields, reading)),
        )
        for one, fields in zip(content.changes, compared, strict=True)
    ]


@lru_cache(maxsize=8)
def _read(data: bytes) -> RevisionContent:
    return revision_content(json.loads(data))


def _places(catalogue: Catalogue, content: RevisionContent, states: list[EntryState]) -> dict[str, str]:
    """Return the names of the rows that changed ones stand under."""
    own = {one.entry: one.after.content.name for one in content.changes}
    parents = {one.parent for one in states if one.parent} - own.keys()
    return names_at_release(db.session(), catalogue.id, content.base_release, parents) | own


@lru_cache(maxsize=8)
def _compared(
    data: bytes,
    bodies: tuple[tuple[int, str], ...],
    places: tuple[tuple[str, str], ...],
    language: str,  # noqa: ARG001 - what fields are called depends on it
) -> list[list[FieldComparison]]:
    """Return the changed fields of each row; one revision is told of at every step, to one person after the other."""
    return [
        [field for field in compare(one.before, one.after, dict(bodies), dict(places)) if field.is_changed]
        for one in _read(data).changes
    ]


def _name(change: EntryChange, reading: Reading) -> str:
    hides = _is_hidden(change, reading) or any(one.field == "name" for one in reading.veil_of(change.entry))
    return gettext(NOT_DISPLAYED) if hides else change.after.content.name


def _is_hidden(change: EntryChange, reading: Reading) -> bool:
    """Whether the row is hidden, or stands or is to stand under one that is."""
    parents = {one.parent for one in (change.before, change.after) if one and one.parent}
    return any(target.is_row for entry in (change.entry, *parents) for target in reading.veil_of(entry))


def _fields(change: EntryChange, changed: list[FieldComparison], reading: Reading) -> Iterator[PaperField]:
    """Yield the changed fields; a hidden one says no more than that it is hidden."""
    is_hidden = _is_hidden(change, reading)
    hidden = {one.field for one in reading.veil_of(change.entry)}
    notice = (Segment(SegmentKind.EQUAL, gettext(NOT_DISPLAYED)),)
    for one in changed:
        parts = notice if is_hidden or one.field in hidden else one.merged
        yield PaperField(label=one.label, parts=parts)
