"""Revisions (第n稿): frozen content, who contributed to it, and the operations in it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EntryId, PrimaryKey, Sha256
from values.vocabulary import Operation


class Revision(Base, kw_only=True):
    """What was submitted, to the byte."""

    __tablename__ = "revision"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "no"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    no: Mapped[int]
    base_release_no: Mapped[int | None]
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
    """Canonical bytes of a `values.proposal_content.RevisionContent`."""
    content_sha256: Mapped[Sha256]
    submitted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    submitted_at: Mapped[datetime]
    trigger_kind: Mapped[str | None] = mapped_column(sa.String(40), default=None)
    """A `values.vocabulary.Trigger` (触发情形), as its bytes say it too, so that it can be counted."""


class RevisionContributor(Base, kw_only=True):
    """Someone who wrote into a proposal up to this revision; the database bars them from judging it."""

    __tablename__ = "revision_contributor"
    __table_args__ = (sa.UniqueConstraint("revision_id", "person_id", "on_behalf_of_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))


class RevisionChange(Base, kw_only=True):
    """An operation of a revision on an entry, so that "what touches this row" is a query."""

    __tablename__ = "revision_change"
    __table_args__ = (sa.UniqueConstraint("revision_id", "position"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    position: Mapped[int]
    operation: Mapped[Operation]
    entry_id: Mapped[EntryId] = mapped_column(index=True)
    """Of an entry to be added, the identity that it will have."""
    before_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    after_sha256: Mapped[str] = mapped_column(sa.String(64))


class RevisionChangePart(Base, kw_only=True):
    """A source or target of a split or merge."""

    __tablename__ = "revision_change_part"
    __table_args__ = (sa.UniqueConstraint("revision_change_id", "is_source", "entry_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    revision_change_id: Mapped[int] = mapped_column(sa.ForeignKey("revision_change.id"))
    entry_id: Mapped[EntryId] = mapped_column(index=True)
    is_source: Mapped[bool]


class WarningAnswer(Base, kw_only=True):
    """The justification with which a warning of the rules was answered in a revision."""

    __tablename__ = "warning_answer"
    __table_args__ = (sa.UniqueConstraint("revision_id", "finding_key"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    finding_key: Mapped[str] = mapped_column(sa.String(200))
    answer: Mapped[str] = mapped_column(sa.Text)
