"""How much the rules found on a working draft when it was last checked, for lists that show many."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class DraftCheck(Base, kw_only=True):
    """What was counted on a draft; checked anew once the draft, its catalogue, its standard or the day is another."""

    __tablename__ = "draft_check"
    __table_args__ = (sa.CheckConstraint("unanswered <= warnings", name="answered"),)

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), primary_key=True)
    draft_version: Mapped[int]
    """The draft's version that was checked."""
    release_no: Mapped[int | None]
    """The catalogue's newest release at that moment; None before the first."""
    standard_release_no: Mapped[int | None]
    """The newest release of its standard; None where it has none."""
    checked_on: Mapped[date]
    errors: Mapped[int]
    warnings: Mapped[int]
    """Those that are answered as well."""
    unanswered: Mapped[int]
