"""What the rules found on a revision, each time they were asked."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256
from values.vocabulary import Action


class RuleOutcome(Base, kw_only=True):
    """All findings on a revision at its submit, its approval or its publication."""

    __tablename__ = "rule_outcome"
    __table_args__ = (
        # An action that asks the rules makes one version of the proposal, and is asked once.
        sa.UniqueConstraint("revision_id", "proposal_version"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    proposal_version: Mapped[int]
    """The version of the proposal that the action made; its event names the hash."""
    action: Mapped[Action]
    """Which action asked: submit, approve or publish."""
    checked_at: Mapped[datetime]
    upstream_release_no: Mapped[int | None]
    """The newest release of the standard at that moment; None where the catalogue has no standard."""
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
    """Canonical bytes of a `workflow.outcomes.Outcome`."""
    content_sha256: Mapped[Sha256]
