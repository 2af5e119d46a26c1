"""The edits of a working draft, each with what it replaced, so that they can be undone one after the other."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, PrimaryKey


class DraftEdit(Base, kw_only=True):
    """An edit by a person; it is kept only as long as the draft can be written."""

    __tablename__ = "draft_edit"
    __table_args__ = (sa.Index("ix_draft_edit_proposal_id_id", "proposal_id", "id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    """Who made it, in person or for somebody else; only they undo it."""
    began_at: Mapped[datetime]
    pieces: Mapped[list[Any]] = mapped_column(Json)
    """What it wrote where, and what was there: `values.draft_edits.Piece` as JSON."""
    is_typed: Mapped[bool] = mapped_column(default=False)
    """Whether it was saved while somebody was typing, so that what they type on is the same edit."""
    is_undone: Mapped[bool] = mapped_column(default=False)
    """Whether the draft stands without it; its person's next edit makes an end of it."""
