"""The register of legal bases (依据): what is known of each, and the history of its amendments and repeal."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Text, Typed
from values.legal_basis import BasisStatus


class LegalBasis(Base, kw_only=True):
    """A law, regulation or policy document that entries cite."""

    __tablename__ = "legal_basis"
    __table_args__ = (
        sa.UniqueConstraint("title", "number"),
        sa.CheckConstraint("title <> ''", name="titled"),
        sa.CheckConstraint("successor_id <> id", name="succeeded_by_another"),
        sa.CheckConstraint("version >= 1", name="versions_from_one"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    title: Mapped[Name]
    number: Mapped[str] = mapped_column(sa.String(120), default="")
    """文号, as first published."""
    other_titles: Mapped[tuple[str, ...]] = mapped_column(Typed(tuple[str, ...]), default=())
    """By what else it is cited: its short name, what it was issued with."""
    issuer: Mapped[Name] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(default=None)
    in_force_from: Mapped[date | None] = mapped_column(default=None)
    """It may be earlier than the day of issue: some documents say that they apply from a day gone by."""
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("legal_basis.id"), default=None)
    """What takes its place."""
    note: Mapped[Text] = mapped_column(default="")
    """What is still to be verified (待核)."""
    version: Mapped[int] = mapped_column(default=1)
    """Rises with every correction and every change; a page that names an older one is stale."""

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012


class LegalBasisChange(Base, kw_only=True):
    """That a basis was amended or repealed, or that such a mark was a mistake; only ever grows."""

    __tablename__ = "legal_basis_change"
    __table_args__ = (
        sa.CheckConstraint("status IN ('amended', 'repealed')", name="amended_or_repealed"),
        sa.UniqueConstraint("revokes_id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    legal_basis_id: Mapped[int] = mapped_column(sa.ForeignKey("legal_basis.id"), index=True)
    status: Mapped[BasisStatus]
    since: Mapped[date]
    """From this day on, the day included."""
    by: Mapped[Name]
    """The document that says so."""
    number: Mapped[str] = mapped_column(sa.String(120))
    """The order that published the text as amended."""
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    """None: it came with the installation."""
    revokes_id: Mapped[int | None] = mapped_column(sa.ForeignKey("legal_basis_change.id"), default=None)
    """The earlier mark that was a mistake; this row repeats it."""
