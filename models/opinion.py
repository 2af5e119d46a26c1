"""Department opinions (征求部门意见): who was asked for one until when, and what they answered."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256, Text
from values.vocabulary import OpinionAnswer, ReminderKind


class OpinionRequest(Base, kw_only=True):
    """That a body was asked about a revision; it stays open until it is answered or the proposal moves past it."""

    __tablename__ = "opinion_request"
    __table_args__ = (
        # A body is asked once about a revision.
        sa.UniqueConstraint("revision_id", "body_id"),
        sa.Index("ix_opinion_request_body", "body_id", "proposal_id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    content_sha256: Mapped[Sha256]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    """The body that is asked."""
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    question: Mapped[Text]
    """What the body is asked to look at; empty: the whole."""
    working_days: Mapped[int]
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    """Its last day, until 24:00 in Shanghai; silence past it is 逾期未反馈, never consent."""
    due_is_guessed: Mapped[bool]
    """放假安排未公布，按周末推算."""


class DepartmentOpinion(Base, kw_only=True):
    """What a body answered, bound to the revision that it had before it; once a request."""

    __tablename__ = "department_opinion"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("opinion_request.id"), unique=True)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    """The revision that was answered about: the newest when it was given."""
    content_sha256: Mapped[Sha256]
    actor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    answer: Mapped[OpinionAnswer]
    opinion: Mapped[Text]
    """Official record, kept with the case file."""
    given_at: Mapped[datetime]


class OpinionReminder(Base, kw_only=True):
    """That a body was reminded of a request; once a kind and due date."""

    __tablename__ = "opinion_reminder"
    __table_args__ = (sa.UniqueConstraint("request_id", "kind", "due_on"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("opinion_request.id"))
    kind: Mapped[ReminderKind]
    due_on: Mapped[date]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
