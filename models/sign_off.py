"""Sign-offs (审签意见) and the supervisor's decisions; both bound to the hash of a revision, for good."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256, Text
from values.vocabulary import Action, Outcome


class SignOff(Base, kw_only=True):
    """What the holder of a step said of a revision; the newest of a step counts."""

    __tablename__ = "sign_off"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal_step.id"), index=True)
    actor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    """The clerk who recorded a paper sign-off (代录); counts as having taken the step too."""
    outcome: Mapped[Outcome]
    opinion: Mapped[Text]
    """Official record, kept with the case file."""
    content_sha256: Mapped[Sha256]
    signed_at: Mapped[datetime]
    """When it came into the system; of a paper, when it was recorded."""
    scan_sha256: Mapped[str | None] = mapped_column(
        sa.String(64), sa.ForeignKey("attachment.sha256"), default=None
    )
    """The scan of the signed paper (呈批单), where a clerk recorded it."""
    signed_on: Mapped[date | None] = mapped_column(default=None)
    """The date on that paper."""


class Decision(Base, kw_only=True):
    """What the supervisor did: approve, send back, refuse or revoke."""

    __tablename__ = "decision"
    __table_args__ = (
        sa.CheckConstraint(
            "action IN ('approve', 'reject', 'request_changes', 'revoke_approval')", name="of_supervisor"
        ),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    actor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    action: Mapped[Action]
    opinion: Mapped[Text]
    content_sha256: Mapped[Sha256]
    decided_at: Mapped[datetime]
