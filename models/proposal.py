"""Change proposals (调整申请): where they stand, their working draft, and who wrote into it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Name, PrimaryKey, Sha256
from values.vocabulary import Classification, Post, State, StepKind


class Proposal(Base, kw_only=True):
    """A proposal. Its row changes only together with an event of the same version and state."""

    __tablename__ = "proposal"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["id", "version", "state"],
            ["event.proposal_id", "event.proposal_version", "event.to_state"],
            name="fk_proposal_event",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
    )
    id: Mapped[PrimaryKey] = mapped_column(init=False, autoincrement="ignore_fk")
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    """Jurisdiction code, year, running number: `990101-2026-0007`."""
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    drafting_body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    base_release_no: Mapped[int | None]
    """The release of the catalogue that it changes; None before the first."""
    created_at: Mapped[datetime]
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    """Rises by one with every action; a page that names an older one is stale."""
    title: Mapped[Name] = mapped_column(default="")
    revision_no: Mapped[int | None] = mapped_column(default=None)
    """The newest revision; None until it is first submitted."""
    route_id: Mapped[int | None] = mapped_column(sa.ForeignKey("route.id"), default=None)
    """The version of the route that its newest revision took; None until it is first submitted."""
    returned_step_id: Mapped[int | None] = mapped_column(default=None)
    """The step that sent it back; None with state 退回修改: the supervisor, or the drafter took it back."""
    returned_by_supervisor: Mapped[bool] = mapped_column(default=False)
    """Whether it was the supervisor who sent it back."""
    scheduled_for: Mapped[datetime | None] = mapped_column(default=None)
    consulting_until: Mapped[datetime | None] = mapped_column(default=None)
    classification: Mapped[Classification] = mapped_column(default=Classification.INTERNAL)
    cause_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    """What made the system or a person open it: an undone release, a body change, a revised standard …"""
    cause_id: Mapped[str] = mapped_column(sa.String(60), default="")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012


class Draft(Base, kw_only=True):
    """The one mutable text of a proposal; every save counts its version up, no event per keystroke."""

    __tablename__ = "draft"
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), primary_key=True)
    content: Mapped[dict[str, object]] = mapped_column(Json)
    """A `values.proposal_content.DraftContent` as JSON."""
    saved_at: Mapped[datetime]
    draft_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": draft_version, "version_id_generator": False}  # noqa: RUF012


class DraftSave(Base, kw_only=True):
    """That someone saved the draft, and the hash of what it then was; contributors are read from here."""

    __tablename__ = "draft_save"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "draft_version"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    draft_version: Mapped[int]
    content_sha256: Mapped[Sha256]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    saved_at: Mapped[datetime]


class ProposalStep(Base, kw_only=True):
    """A step that a revision of a proposal needs, copied from its route when it was submitted."""

    __tablename__ = "proposal_step"
    __table_args__ = (sa.Index("ix_proposal_step_body", "body_id", "proposal_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    revision_no: Mapped[int]
    position: Mapped[int]
    kind: Mapped[StepKind]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    post: Mapped[Post | None]
    working_days: Mapped[int]
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when it is in turn."""
    due_on: Mapped[date | None] = mapped_column(default=None)
    """Its last day, until 24:00 in Shanghai."""
    due_is_guessed: Mapped[bool] = mapped_column(default=False)
    """放假安排未公布，按周末推算."""
