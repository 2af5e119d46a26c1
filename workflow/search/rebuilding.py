"""Compare what is searched with what it is made of, part by part, and put right what differs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models import (
    AttachmentName,
    Catalogue,
    Comment,
    LegalBasis,
    Person,
    Proposal,
    SearchDocument,
)
from models.search import SAMPLES, index_of
from values.search_text import SearchKind, pairs_in
from workflow.search import documents
from workflow.search.documents import Document
from workflow.search.files import files
from workflow.search.following import replaced_in
from workflow.search.keeping import write
from workflow.unit import transaction

CHUNK = 500
"""Rows of a part, but for entries, of which a part is a catalogue."""

Key = tuple[SearchKind, int]
Make = Callable[..., Iterator[Document]]

MADE_OF: dict[SearchKind, tuple[Any, Make]] = {
    SearchKind.PROPOSAL: (Proposal.id, documents.proposals),
    SearchKind.BASIS: (LegalBasis.id, documents.bases),
    SearchKind.COMMENT: (Comment.id, documents.comments),
    SearchKind.ATTACHMENT: (AttachmentName.id, files),
    SearchKind.PERSON: (Person.id, documents.people),
}
"""For each kind, the number of the rows that it is made of, and how."""


@dataclass(frozen=True)
class Part:
    """Documents that are compared in one transaction: of a catalogue's rows, or of numbers from one to another."""

    kind: SearchKind
    first: int
    last: int


@dataclass(frozen=True)
class Differences:
    """How a part differs from what it should be."""

    wrong: tuple[Key, ...]
    """Missing, or made of something else than what is there now."""
    spare: tuple[Key, ...]
    """Of something that is not there."""

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.wrong) + len(self.spare)


def parts(session: Session) -> list[Part]:
    """Return the parts, so that progress can be told; they cover every row and every document there is."""
    found = [
        Part(SearchKind.ENTRY, one, one)
        for one in session.scalars(sa.select(Catalogue.id).order_by(Catalogue.id))
    ]
    for kind, (column, _) in MADE_OF.items():
        document = sa.select(sa.func.max(SearchDocument.subject_id)).where(SearchDocument.kind == kind)
        last = max(session.scalar(sa.select(sa.func.max(column))) or 0, session.scalar(document) or 0)
        found += [Part(kind, first, first + CHUNK - 1) for first in range(1, last + 1, CHUNK)]
    return found


def differences(session: Session, part: Part) -> Differences:
    """Compare a part."""
    wanted = {_key(one): one for one in _wanted(session, part)}
    present = {_key(one): one for one in _present(session, part)}
    return Differences(
        tuple(key for key, one in wanted.items() if present.get(key) != _comparable(one)),
        tuple(present.keys() - wanted.keys()),
    )


def rebuild(part: Part) -> int:
    """Put a part right in a transaction of its own, and return how many documents were wrong."""
    with transaction() as session:
        if session.get_bind().dialect.name != "sqlite":
            # Whoever has written rows and not yet their documents writes these after us, and knows more.
            session.execute(sa.text("LOCK TABLE search_document IN SHARE ROW EXCLUSIVE MODE"))
        found = differences(session, part)
        wrong = set(found.wrong)
        write(session, (one for one in _wanted(session, part) if _key(one) in wrong))
        for kind, subject in found.spare:
            session.execute(
                sa.delete(SearchDocument).where(
                    SearchDocument.kind == kind, SearchDocument.subject_id == subject
                )
            )
    return found.number


def fill_if_empty() -> None:
    """Make all documents where there are none yet: after the update that brought searching."""
    with transaction() as session:
        if session.scalar(sa.select(SearchDocument.id).limit(1)) is not None:
            return
        found = parts(session)
    for part in found:
        rebuild(part)


def index_holds() -> bool:
    """Whether the pairs lead to the documents; PostgreSQL keeps its index itself."""
    try:
        with transaction() as session:
            if session.get_bind().dialect.name == "sqlite":
                for name in _INDEXES:
                    # With a rank of 1 the index is compared with what it is of, not only with itself.
                    check = f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - our names
                    session.execute(sa.text(check))
    except DatabaseError:
        return False
    return True


def renew_index() -> None:
    """Make the indexes of the pairs anew from the documents."""
    with transaction() as session:
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        for name in _INDEXES:
            again = f"INSERT INTO {name}({name}) VALUES ('rebuild')"  # noqa: S608 - our own names
            session.execute(sa.text(again if is_sqlite else f"REINDEX INDEX {name}"))


def _wanted(session: Session, part: Part) -> Iterable[Document]:
    if part.kind is SearchKind.ENTRY:
        replaced = replaced_in(session, part.first)
        return documents.entries(session, part.first, replaced)
    column, make = MADE_OF[part.kind]
    return make(session, column.between(part.first, part.last))


def _present(session: Session, part: Part) -> Iterator[Document]:
    is_part = (
        SearchDocument.catalogue_id == part.first
        if part.kind is SearchKind.ENTRY
        else SearchDocument.subject_id.between(part.first, part.last)
    )
    for one in session.scalars(
        sa.select(SearchDocument)
        .where(SearchDocument.kind == part.kind, is_part)
        .execution_options(populate_existing=True)
    ):
        yield _comparable({name: getattr(one, name) for name in _COLUMNS})


def _comparable(one: Document) -> Document:
    return one | {"pairs": pairs_in(one["pairs"])}


def _key(one: Document) -> Key:
    return one["kind"], one["subject_id"]


_COLUMNS = tuple(one.key for one in sa.inspect(SearchDocument).column_attrs if one.key != "id")
_INDEXES = [index_of(one) for one in (1, *SAMPLES)]
