"""Comments on a proposal; side tables with a salt, so that free text about people can be erased."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EntryId, PrimaryKey, Text


class Comment(Base, kw_only=True):
    """A remark on a proposal, on one of its rows, or on a field of it."""

    __tablename__ = "comment"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    written_at: Mapped[datetime]
    text: Mapped[Text]
    salt: Mapped[str] = mapped_column(sa.String(32))
    """The event holds the hash of salt and text only."""
    revision_no: Mapped[int | None]
    entry_id: Mapped[EntryId | None] = mapped_column(default=None)
    field: Mapped[str] = mapped_column(sa.String(40), default="")
    resolved_at: Mapped[datetime | None] = mapped_column(default=None)
    resolved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)


class Suggestion(Base, kw_only=True):
    """A wording that a signer proposes (修改后同意); the drafter accepts it into a new revision or answers it."""

    __tablename__ = "suggestion"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    sign_off_id: Mapped[int] = mapped_column(sa.ForeignKey("sign_off.id"), unique=True)
    text: Mapped[Text]
    answer: Mapped[Text] = mapped_column(default="")
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it was accepted or answered; None: open."""
