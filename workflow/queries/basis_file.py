"""A basis with everything that its page shows: its standing, its history, and what it follows."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Event, LegalBasis, LegalBasisChange, Person
from values.document_numbers import number_key
from values.legal_basis import BasisStatus, Standing
from values.legal_basis import LegalBasis as KnownBasis
from values.simplified import simplified
from workflow.bases import register_of
from workflow.errors import NotFoundError
from workflow.queries.bases import history


@dataclass(frozen=True, kw_only=True)
class MarkInHistory:
    """An amendment or repeal in the history of a basis, with who recorded it, and who took it back."""

    change: LegalBasisChange
    by: str
    """Name of who recorded it; empty where it came with the installation."""
    taken_back: LegalBasisChange | None = None
    taken_back_by: str = ""


@dataclass(frozen=True, kw_only=True)
class BasisFile:
    """A basis as its page needs it."""

    row: LegalBasis
    known: KnownBasis
    standing: Standing
    successor: KnownBasis | None
    predecessors: Sequence[KnownBasis]
    """Whose place it takes."""
    marks: Sequence[MarkInHistory]
    """In the order of their days."""

    def mark(self, change_id: int) -> MarkInHistory:
        """Return a mark of its history.

        Raises: NotFoundError.
        """
        found = next((one for one in self.marks if one.change.id == change_id), None)
        if found is None:
            raise NotFoundError
        return found


def matching_bases(
    session: Session, words: str, *, day: date, status: BasisStatus | None = None
) -> list[KnownBasis]:
    """Return the bases whose title or number has these words, of those that stand so on a day, by id."""
    words, wanted = words.strip(), _bare(words)
    return [
        one
        for one in register_of(session).bases
        if (status is None or one.standing_on(day).status is status)
        and any(_has(text, words, wanted) for text in _names(one))
    ]


def basis_file(session: Session, basis_id: int, *, today: date) -> BasisFile:
    """Return a basis for its page.

    Raises: NotFoundError.
    """
    bases = {one.key: one for one in register_of(session).bases}
    known = bases.get(str(basis_id))
    if known is None:
        raise NotFoundError
    changes = history(session, basis_id)
    names = {
        row[0]: row[1]
        for row in session.execute(
            sa.select(Person.id, Person.name).where(Person.id.in_({one.recorded_by_id for one in changes}))
        )
    }
    back = {one.revokes_id: one for one in changes if one.revokes_id}
    return BasisFile(
        row=session.get_one(LegalBasis, basis_id),
        known=known,
        standing=known.standing_on(today),
        successor=bases.get(known.successor),
        predecessors=[one for one in bases.values() if one.successor == known.key],
        marks=[
            MarkInHistory(
                change=one,
                by=names.get(one.recorded_by_id or 0, ""),
                taken_back=back.get(one.id),
                taken_back_by=names.get(back[one.id].recorded_by_id or 0, "") if one.id in back else "",
            )
            for one in changes
            if one.revokes_id is None
        ],
    )


def basis_events(session: Session, basis_id: int, *, after: int = 0) -> Sequence[Event]:
    """Return what happened to a basis, the newest first; with `after` only what made a later version.

    Each version of a basis is made by one event, the first by its registration.
    """
    events = session.scalars(
        sa.select(Event)
        .where(Event.subject_kind == "basis", Event.subject_id == str(basis_id))
        .order_by(Event.id)
    ).all()
    return list(reversed(events[after:]))


def _names(one: KnownBasis) -> Iterator[str]:
    yield from (one.title, one.number, *one.other_titles)
    yield from (mark.number for mark in one.changes)


def _has(text: str, words: str, wanted: str) -> bool:
    return words in text or (bool(wanted) and wanted in _bare(text))


def _bare(text: str) -> str:
    """Return a title or number by its letters and digits alone: people type brackets and blanks in many ways."""
    plain = simplified(unicodedata.normalize("NFKC", number_key(text)).casefold())
    return "".join(one for one in plain if one.isalnum())
