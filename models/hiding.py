"""Hidings (紧急撤下), kept apart from releases, and what followed each; both only ever grow."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EntryId, PrimaryKey, Text
from values.hiding import HidingAction, HidingReason


class Hiding(Base, kw_only=True):
    """That a row, a field or an attachment was hidden from every public view at once."""

    __tablename__ = "hiding"
    __table_args__ = (
        sa.CheckConstraint("field = '' OR attachment = ''", name="one_part"),
        sa.CheckConstraint("explanation <> ''", name="explained"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    entry_id: Mapped[EntryId] = mapped_column(sa.ForeignKey("entry.id"))
    """The row; it is hidden with its descendants where neither field nor attachment is named."""
    field: Mapped[str] = mapped_column(sa.String(40), default="")
    attachment: Mapped[str] = mapped_column(sa.String(64), default="")
    """SHA-256 of the hidden file."""
    reason: Mapped[HidingReason]
    explanation: Mapped[Text]
    """A sentence for those in charge; official record."""
    hidden_at: Mapped[datetime]
    hidden_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    """For which body the person acted."""
    due_on: Mapped[date]
    """The last day for the approval that follows (补办): 2 working days."""
    due_is_guessed: Mapped[bool]


class HidingAct(Base, kw_only=True):
    """What followed a hiding; lifted or ended it is over, and may be hidden anew."""

    __tablename__ = "hiding_act"
    __table_args__ = (
        # Approved, lifted and ended once; escalated once a level.
        sa.UniqueConstraint("hiding_id", "action", "level"),
        sa.CheckConstraint("(actor_id IS NULL) = (action IN ('escalate', 'end'))", name="by_people"),
        sa.CheckConstraint("(level > 0) = (action = 'escalate')", name="levels_of_escalation"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    hiding_id: Mapped[int] = mapped_column(sa.ForeignKey("hiding.id"))
    action: Mapped[HidingAction]
    level: Mapped[int] = mapped_column(default=0)
    """How many levels up an escalation goes; 1: to the jurisdiction above the catalogue's."""
    due_on: Mapped[date | None] = mapped_column(default=None)
    """Of an escalation: when it goes up one more."""
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    """None: the system, which escalates and ends."""
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    opinion: Mapped[Text] = mapped_column(default="")
    """Official record."""
    acted_at: Mapped[datetime]
