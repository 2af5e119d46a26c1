"""What is still owed: events to be handed over, messages to be delivered, reminders given."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Text
from values.vocabulary import Channel, DeliveryState, ReminderKind


class Outbox(Base, kw_only=True):
    """An event whose fan-out is owed; the broker may lose the hand-over, this row does not."""

    __tablename__ = "outbox"

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), primary_key=True)
    created_at: Mapped[datetime]
    fanned_out_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None] = mapped_column(default=None)


class Delivery(Base, kw_only=True):
    """A message to one person through one channel about one event."""

    __tablename__ = "delivery"
    __table_args__ = (
        # An event tells a person once a channel, however often it is fanned out.
        sa.UniqueConstraint("event_id", "recipient_id", "channel"),
        sa.Index("ix_delivery_due", "state", "next_attempt_at"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    channel: Mapped[Channel]
    state: Mapped[DeliveryState]
    reason: Mapped[str] = mapped_column(sa.String(30))
    """As what the person is told (`values.vocabulary.Audience`)."""
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    read_at: Mapped[datetime | None] = mapped_column(default=None)
    last_error: Mapped[Text] = mapped_column(default="")
    in_digest: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Whether it goes with the digest, from its next attempt on; else in a message of its own."""
    digest_id: Mapped[int | None] = mapped_column(sa.ForeignKey("digest.id"), default=None, index=True)
    """The digest that it went with, or is about to."""
    repeats: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often it was sent again at somebody's wish; each has a Message-ID of its own."""
    repeated_at: Mapped[datetime | None] = mapped_column(default=None)


class Reminder(Base, kw_only=True):
    """That a holder's step was reminded of; once a kind, step and day."""

    __tablename__ = "reminder"
    __table_args__ = (sa.UniqueConstraint("step_id", "kind", "due_on"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal_step.id"))
    kind: Mapped[ReminderKind]
    due_on: Mapped[date]
    """The due date that it was about; a new due date is reminded of anew."""
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))


class StatutoryClock(Base, kw_only=True):
    """A legal period of a proposal: it runs from its anchor and never pauses (Regulations art. 26)."""

    __tablename__ = "statutory_clock"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "kind"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    kind: Mapped[str] = mapped_column(sa.String(40))
    anchored_on: Mapped[date]
    due_on: Mapped[date]
    due_is_guessed: Mapped[bool]
    met_on: Mapped[date | None] = mapped_column(default=None)
