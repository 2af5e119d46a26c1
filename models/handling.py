"""Who has taken on a draft, a step, an approval or a publication (转办): it says who attends to it, no more."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey
from values.vocabulary import Role


class Handling(Base, kw_only=True):
    """That somebody attends to what waits for their role from then on; the newest of it counts. It gives no right."""

    __tablename__ = "handling"
    __table_args__ = (
        sa.CheckConstraint("passed_by_id IS NULL OR passed_by_id <> person_id", name="to_another"),
        sa.CheckConstraint("passed_by_id IS NOT NULL OR reason = ''", name="says_why"),
        sa.CheckConstraint("(role = 'reviewer') = (step_id IS NOT NULL)", name="names_its_step"),
        sa.Index("ix_handling_proposal_id_id", "proposal_id", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    step_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposal_step.id"))
    """Which step, where it waits for reviewers."""
    role: Mapped[Role]
    """As what they attend to it: drafters to the draft, supervisors to the approval, publishers to publishing."""
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    """Who attends to it; a deputy takes it on for whom they stand in."""
    passed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    """Who passed it on to them; None where they took it on themselves."""
    reason: Mapped[str] = mapped_column(sa.Text)
    """Why it was passed on; empty once the case file is destroyed."""
    began_at: Mapped[datetime]
