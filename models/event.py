"""The audit trail: events with their final bytes, refusals counted beside it, and the tables it names."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256


class Event(Base, kw_only=True):
    """Who did what to what, when, on whose authority; append-only, written with its cause."""

    __tablename__ = "event"
    __table_args__ = (
        sa.UniqueConstraint("proposal_id", "proposal_version"),
        sa.UniqueConstraint("proposal_id", "proposal_version", "to_state", name="uq_event_proposal_state"),
        sa.CheckConstraint("(proposal_version IS NULL) = (to_state IS NULL)", name="version_with_state"),
        sa.Index("ix_event_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(sa.String(60), index=True)
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    """None: the system."""
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    """The body for which the actor acted."""
    jurisdiction_id: Mapped[int | None] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    """Whose trail it belongs to."""
    subject_kind: Mapped[str] = mapped_column(sa.String(30))
    subject_id: Mapped[str] = mapped_column(sa.String(80))
    proposal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposal.id"))
    proposal_version: Mapped[int | None]
    """The version that this event made; None where it changed no state."""
    catalogue_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    revision_no: Mapped[int | None]
    from_state: Mapped[str | None] = mapped_column(sa.String(40))
    to_state: Mapped[str | None] = mapped_column(sa.String(40))
    request_id: Mapped[str] = mapped_column(sa.String(64), index=True)
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
    """The RFC 8785 bytes that are hashed; every column above repeats a part of them."""


class TransitionTable(Base, kw_only=True):
    """A transition table that was in force; an event names its hash when it comes into force."""

    __tablename__ = "transition_table"

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class RefusalCount(Base, kw_only=True):
    """Refusals after the first of a minute per person, action and object; housekeeping closes the minute."""

    __tablename__ = "refusal_count"
    __table_args__ = (sa.UniqueConstraint("person_id", "action", "object", "minute"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(sa.String(60))
    object: Mapped[str] = mapped_column(sa.String(80))
    minute: Mapped[datetime]
    count: Mapped[int] = mapped_column(default=1)
    """How often, the first included."""
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class IdempotencyKey(Base, kw_only=True):
    """That a request was carried out; the same key again gives the first answer."""

    __tablename__ = "idempotency_key"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    result: Mapped[str] = mapped_column(sa.String(200))
    used_at: Mapped[datetime]


class Installation(Base, kw_only=True):
    """The identity of this installation's log, made once."""

    __tablename__ = "installation"

    log: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    installed_at: Mapped[datetime]
