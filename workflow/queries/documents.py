"""Stored catalogues as documents that can be written: of a day, of a release, and with a proposal laid over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import PublicationNotice, Release
from values.catalogue_document import CatalogueDocument, DocumentRow, Validity
from values.clock import shanghai_day
from values.entry import EntryContent, EntryState
from workflow.queries.bodies import names_on
from workflow.queries.catalogue import PublishedRow, arranged
from workflow.queries.catalogues import require_release
from workflow.queries.proposal import ProposalFile
from workflow.queries.public import Reading


@dataclass(frozen=True, kw_only=True)
class LaterRow:
    """A row that changes, or begins to hold, on a day to come."""

    number: str
    name: str
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class WrittenCatalogue:
    """A catalogue ready to be written, with what has to be said below its table."""

    document: CatalogueDocument
    is_reconstructed: bool
    release: Release | None = None
    notice: PublicationNotice | None = None
    later: tuple[LaterRow, ...] = ()
    veiled: tuple[str, ...] = ()
    """The numbers of rows of which something is hidden (紧急撤下)."""
    proposal: str = ""
    """The proposal that is laid over it, and is not in force."""
    revision: int | None = None

    @property
    def validity(self) -> Validity | None:
        """How long it is valid; None where no release is written."""
        said = self.notice
        return Validity(is_trial=said.is_trial, valid_until=said.valid_until) if said else None


def of_day(reading: Reading, day: date, *, known: datetime, is_shown: bool = False) -> WrittenCatalogue:
    """Return a catalogue as of a day: what was in force by what was known, or what its page showed."""
    rows, later = (reading.shown(day), {}) if is_shown else reading.with_waiting(day, known=known)
    number = reading.newest_release(rows, day=day, known=known)
    return _written(
        reading,
        rows,
        _release(reading, number),
        day=day,
        later={key: row for key, row in later.items() if key in rows},
    )


def of_release(reading: Reading, number: int) -> WrittenCatalogue:
    """Return the table of a release; rows that were not yet in force when it was published say from when they are.

    Raises: NotFoundError where the catalogue has no such release.
    """
    found = _release(reading, require_release(reading.catalogue, number))
    rows = reading.at_release(number)
    published = shanghai_day(found[0].published_at) if found else date.min
    later = {key: row for key, row in rows.items() if row.effective_from > published}
    return _written(reading, rows, found, day=published, later=later)


def of_proposal(reading: Reading, file: ProposalFile, *, day: date) -> WrittenCatalogue:
    """Return the newest release with what a proposal's reader sees of its changes laid over it."""
    rows = reading.at_release(reading.catalogue.current_release_no)
    states = {key: row.state for key, row in rows.items()} | {one.entry: one.after for one in file.changes}
    catalogue, case = reading.catalogue, file.case
    return WrittenCatalogue(
        document=document_of(reading.session, catalogue.title, states.values(), day=day),
        is_reconstructed=catalogue.reconstructed,
        veiled=_veiled(rows, states.values()),
        proposal=case.proposal.number,
        revision=None if file.shows_draft else case.given_revision.no,
    )


def document_of(
    session: Session, title: str, states: Iterable[EntryState], *, day: date
) -> CatalogueDocument:
    """Return the rows that are listed as a document, bodies by the names that they had on a day."""
    ordered = arranged(states)
    named = {int(one.body) for row in ordered for one in row.state.content.disclosing_bodies}
    names = names_on(session, named, day=day) if named else {}
    places = {row.state.entry: place for place, row in enumerate(ordered)}
    rows = tuple(
        DocumentRow(
            number=row.number,
            level=row.depth,
            parent=places[row.state.parent] if row.state.parent is not None else None,
            content=_named(row.state.content, names),
        )
        for row in ordered
    )
    return CatalogueDocument(title=title, rows=rows)


def _named(content: EntryContent, names: Mapping[int, str]) -> EntryContent:
    bodies = tuple(replace(one, body=names.get(int(one.body), one.body)) for one in content.disclosing_bodies)
    return replace(content, disclosing_bodies=bodies)


def _written(
    reading: Reading,
    rows: Mapping[str, PublishedRow],
    found: tuple[Release, PublicationNotice] | None,
    *,
    day: date,
    later: Mapping[str, PublishedRow],
) -> WrittenCatalogue:
    states = [row.state for row in rows.values()]
    return WrittenCatalogue(
        document=document_of(reading.session, reading.catalogue.title, states, day=day),
        is_reconstructed=reading.catalogue.reconstructed,
        release=found[0] if found else None,
        notice=found[1] if found else None,
        later=tuple(
            LaterRow(
                number=row.number,
                name=row.state.content.name,
                effective_from=later[row.state.entry].effective_from,
            )
            for row in arranged(states)
            if row.state.entry in later
        ),
        veiled=_veiled(rows, states),
    )


def _veiled(rows: Mapping[str, PublishedRow], states: Iterable[EntryState]) -> tuple[str, ...]:
    return tuple(
        row.number
        for row in arranged(states)
        if row.state.entry in rows and rows[row.state.entry].hidden_fields
    )


def _release(reading: Reading, number: int | None) -> tuple[Release, PublicationNotice] | None:
    if number is None:
        return None
    found = reading.session.execute(
        sa.select(Release, PublicationNotice)
        .join(PublicationNotice, PublicationNotice.release_id == Release.id)
        .where(Release.catalogue_id == reading.catalogue.id, Release.no == number)
    ).one()
    return found[0], found[1]
