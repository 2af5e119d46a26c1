"""What people chose to be told, the digests that gathered for them, and what went up a level."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey
from values.telling import Timing, Topic


class TellingChoice(Base, kw_only=True):
    """That a person departs from the default of a topic; no row: the default."""

    __tablename__ = "telling_choice"
    __table_args__ = (
        # Nobody puts off what others wait for, whoever asks.
        sa.CheckConstraint(
            "topic NOT IN ('my_turn', 'returned', 'reminders', 'escalations', 'emergencies')",
            name="no_duty",
        ),
    )

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(primary_key=True)
    timing: Mapped[Timing]


class Digest(Base, kw_only=True):
    """A mail with what gathered for a person; its deliveries name it and say how it went."""

    __tablename__ = "digest"
    # One mail a person a day.
    __table_args__ = (sa.UniqueConstraint("person_id", "day"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    day: Mapped[date]
    created_at: Mapped[datetime]


class Escalation(Base, kw_only=True):
    """That a step, or an approval, went up a level since it was overdue; once a due date."""

    __tablename__ = "escalation"
    __table_args__ = (
        sa.Index(
            "uq_escalation_step",
            "step_id",
            "due_on",
            unique=True,
            sqlite_where=sa.text("step_id IS NOT NULL"),
            postgresql_where=sa.text("step_id IS NOT NULL"),
        ),
        sa.Index(
            "uq_escalation_approval",
            "proposal_id",
            "due_on",
            unique=True,
            sqlite_where=sa.text("step_id IS NULL"),
            postgresql_where=sa.text("step_id IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    step_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposal_step.id"), default=None)
    """None: the approval."""
    due_on: Mapped[date]
    """The due date that it was about; a new due date is escalated anew."""
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
