"""The register of legal bases (依据)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey


class LegalBasis(Base, kw_only=True):
    """A law, regulation or policy document that entries cite."""

    __tablename__ = "legal_basis"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    title: Mapped[Name]
    number: Mapped[str] = mapped_column(sa.String(120), default="")
    """文号."""
    issuer: Mapped[Name] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(default=None)
    in_force_from: Mapped[date | None] = mapped_column(default=None)
    repealed_from: Mapped[date | None] = mapped_column(default=None)
    """No longer in force from this day on."""
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("legal_basis.id"), default=None)
