"""A catalogue, or one with a draft laid over it, as it is downloaded for editing; and what such a file was made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Release
from values.catalogue_document import CatalogueDocument
from values.clock import start_of_day
from values.editing_base import NOT_YET, EditingBase, RowMark, digits_of
from values.entry import EntryState
from values.messages import N_
from values.proposal_content import DraftContent
from values.vocabulary import CatalogueKind
from workflow.errors import invalid
from workflow.queries.bodies import current_day
from workflow.queries.catalogue import PublishedRow, Row, arranged, catalogue_at_release
from workflow.queries.documents import document_of
from workflow.queries.public import Reading

OTHER_CATALOGUE = N_(
    "This workbook was downloaded from another catalogue (%(code)s); import it there, or download this one."
)
UNKNOWN_BASE = N_(
    "This workbook was downloaded from a release that is not known here (release %(release)s); download it again."
)
NO_RELEASE = N_("This catalogue has no release yet, so that there is nothing to edit.")


@dataclass(frozen=True, kw_only=True)
class EditingFile:
    """What is downloaded, before it is a workbook."""

    document: CatalogueDocument
    rows: tuple[Row, ...]
    base: EditingBase

    @property
    def marks(self) -> dict[int, RowMark]:
        """By place in the document, what the identity column says."""
        check = self.base.check
        parents = {row.state.entry: row.state.parent for row in self.rows}
        return {
            place: RowMark(chain=_chain(row.state.entry, parents), digits=digits_of(check, row.state.entry))
            for place, row in enumerate(self.rows)
        }


def editing_file(reading: Reading, *, proposal: str = "", draft: DraftContent | None = None) -> EditingFile:
    """Return the newest release for editing, as its reader may have it, with a draft laid over it.

    A draft before the first release is all there is.
    Raises: InvalidError where there is neither a release yet nor a draft.
    """
    catalogue, session, release = reading.catalogue, reading.session, reading.catalogue.current_release_no
    if release is None and draft is None:
        raise invalid("catalogue", NO_RELEASE)
    shown = reading.at_release(release) if release is not None else {}
    everything = catalogue_at_release(session, catalogue.id, release)
    laid = tuple(change.after for change in draft.changes) if draft else ()
    hidden = {key for key, row in everything.items() if row.state.is_listed and key not in shown}
    states = {key: row.state for key, row in shown.items()}
    states |= {one.entry: one for one in laid if one.entry not in hidden}
    day = current_day()
    rows = tuple(arranged(states.values()))
    return EditingFile(
        document=document_of(session, catalogue.title, states.values(), day=day),
        rows=rows,
        base=EditingBase(
            catalogue=catalogue.code,
            release=release or NOT_YET,
            release_sha256=_release_sha256(session, catalogue, release or NOT_YET),
            day=day,
            proposal=proposal,
            states=laid,
            hidden_rows=tuple(sorted(hidden)),
            hidden_fields={
                key: tuple(sorted(row.hidden_fields))
                for key, row in sorted(shown.items())
                if row.hidden_fields
            },
        ),
    )


def rows_of_base(session: Session, catalogue: Catalogue, base: EditingBase) -> dict[str, PublishedRow]:
    """Return the rows that a workbook was made of.

    A row of the draft that was laid over them has its own words and the hash of the published row below, or none.
    Raises: InvalidError for a workbook of another catalogue, or of a release that is not known here.
    """
    if base.catalogue != catalogue.code:
        raise invalid("file", OTHER_CATALOGUE, code=base.catalogue)
    if base.release_sha256 != _release_sha256(session, catalogue, base.release):
        raise invalid("file", UNKNOWN_BASE, release=base.release)
    rows = catalogue_at_release(session, catalogue.id, base.release)
    return {key: row for key, row in rows.items() if key not in base.hidden_rows} | _laid(rows, base)


def standard_of_base(session: Session, catalogue: Catalogue, base: EditingBase | None) -> Catalogue | None:
    """Return the standard that a workbook was downloaded from, where a catalogue without a release begins with it.

    None for every other file; whether the release is known says `rows_of_base`.
    """
    if base is None or base.proposal:
        return None
    standard = standard_to_begin_with(session, catalogue)
    return standard if standard and base.catalogue == standard.code else None


def standard_to_begin_with(session: Session, catalogue: Catalogue) -> Catalogue | None:
    """Return the standard of a county's catalogue that has no release yet; None of every other catalogue."""
    is_empty = catalogue.kind is CatalogueKind.LOCAL and catalogue.current_release_no is None
    return session.get(Catalogue, catalogue.upstream_catalogue_id) if is_empty else None


def _laid(rows: Mapping[str, PublishedRow], base: EditingBase) -> dict[str, PublishedRow]:
    """Return the rows of the draft that was laid over; what the draft adds is of no version."""
    return {
        state.entry: replace(rows[state.entry], state=state) if state.entry in rows else _added(state, base)
        for state in base.states
    }


def _added(state: EntryState, base: EditingBase) -> PublishedRow:
    return PublishedRow(
        state=state,
        version_id=0,
        release_no=base.release,
        published_at=start_of_day(base.day),
        effective_from=base.day,
        content_sha256="",
    )


def day_of(base: EditingBase | None) -> date:
    """Return the day on which bodies have the names that a file gives them."""
    return base.day if base else current_day()


def _release_sha256(session: Session, catalogue: Catalogue, number: int) -> str:
    found = session.scalar(
        sa.select(Release.content_sha256).where(Release.catalogue_id == catalogue.id, Release.no == number)
    )
    return found or ""


def _chain(entry: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    chain = [entry]
    while (above := parents.get(chain[0])) is not None:
        chain.insert(0, above)
    return tuple(chain)
