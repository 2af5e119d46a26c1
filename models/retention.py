"""How long case files (案卷) are kept where someone chose, and which archive packages of them were taken out."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256, Text
from values.retention import RetentionTerm


class RetentionChoice(Base, kw_only=True):
    """That someone gave a case another term than it had; the newest counts."""

    __tablename__ = "retention_choice"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    term: Mapped[RetentionTerm]
    reason: Mapped[Text]
    """Official record, kept with the case file."""
    chosen_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    chosen_at: Mapped[datetime]


class CaseFileExport(Base, kw_only=True):
    """That the archive package of a case was taken out, and the hash of its bytes."""

    __tablename__ = "case_file_export"
    __table_args__ = (sa.Index("ix_case_file_export_proposal", "proposal_id", "proposal_version"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    proposal_version: Mapped[int]
    """The version that was taken; a list for destruction asks for the last one."""
    file_number: Mapped[str] = mapped_column(sa.String(60))
    """档号, as in the package."""
    sha256: Mapped[Sha256]
    size: Mapped[int]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    taken_at: Mapped[datetime]
