"""What is searched: one document for each entry version, proposal, basis, comment, file and person."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EntryId, Name, PrimaryKey, Text
from values.search_text import SearchKind

SAMPLES = (256, 32, 8)
"""One document of so many stands in an index of its own too: what thousands hold is found among these."""


def index_of(every: int) -> str:
    """Return the name of the index of one document of so many; 1: of all."""
    return "search_pair" if every == 1 else f"search_pair_{every}"


def of_sample(every: int) -> str:
    """Return the condition that a document stands in a sample, in the words by which the index of it is known.

    Multiplied by the golden ratio (Knuth, The Art of Computer Programming 6.4): the rows of catalogues that follow the
    same standard are numbered at equal distances, so that every so-manieth would be the same rows of all.
    """
    return f"search_document.subject_id % 65536 * 40503 % 65536 / {65536 // every} = 0"


class SearchDocument(Base, kw_only=True):
    """Something that can be found; made of the rows it names, and made anew from them at any time.

    What is found by its pairs are tables on SQLite, indexes on PostgreSQL (`index_of`); triggers and the database keep
    both.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        sa.UniqueConstraint("kind", "subject_id"),
        sa.Index("ix_search_document_entry_id", "entry_id"),
        # What stands under a hidden row is looked for in every search.
        sa.Index("ix_search_document_parent_id", "parent_id", "entry_id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    kind: Mapped[SearchKind]
    subject_id: Mapped[int]
    """Id of the row that it shows: of the entry's version, the file's name on its proposal …"""
    title: Mapped[Name]
    shown: Mapped[Text]
    """What excerpts are taken from."""
    text: Mapped[Text]
    """What is compared: `values.search_text.searchable`."""
    pairs: Mapped[str] = mapped_column(sa.Text().with_variant(TSVECTOR(), "postgresql"))
    """What it is found by: `values.search_text.pairs_of`."""
    day: Mapped[date]
    """Of an entry the day it came into force, else the day it was written."""
    catalogue_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalogue.id"), default=None)
    proposal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposal.id"), default=None)
    """Whoever sees it sees the document."""
    entry_id: Mapped[EntryId | None] = mapped_column(sa.ForeignKey("entry.id"), default=None)
    parent_id: Mapped[EntryId | None] = mapped_column(sa.ForeignKey("entry.id"), default=None)
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"), default=None)
    """Who discloses, drafts or writes."""
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    replaced_from: Mapped[date | None] = mapped_column(default=None)
    """Of an entry's version: the day from which another one is in force in its place, as known now."""
    is_draft: Mapped[bool] = mapped_column(default=False)
    """Of a file: no revision names it yet, so that only the drafting body sees it."""
