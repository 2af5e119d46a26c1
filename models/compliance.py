"""How catalogues satisfy the rules: runs over many of them, what was last found on each, and legacy defects (存量问题)."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, PrimaryKey


class ComplianceRun(Base, kw_only=True):
    """One check of all local catalogues."""

    __tablename__ = "compliance_run"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    started_at: Mapped[datetime]
    started_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    """None: the system, by the week or the command line."""
    total: Mapped[int]
    """Catalogues to be checked."""
    done: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)


class ComplianceChunk(Base, kw_only=True):
    """Some catalogues of a run, checked in one transaction; checking them again does no harm."""

    __tablename__ = "compliance_chunk"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("compliance_run.id"), index=True)
    catalogues: Mapped[list[int]] = mapped_column(Json)
    """Their ids."""
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it was last queued."""
    done_at: Mapped[datetime | None] = mapped_column(default=None)


class ComplianceResult(Base, kw_only=True):
    """What was last found on a catalogue."""

    __tablename__ = "compliance_result"

    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), primary_key=True)
    checked_at: Mapped[datetime]
    release_no: Mapped[int]
    """The catalogue's release that was checked."""
    standard_release_no: Mapped[int | None]
    """The release of its standard that it was checked against."""
    present: Mapped[int]
    """Entries of the standard that are adapted."""
    left_out: Mapped[int]
    """Entries of the standard that are left out by reason."""
    missing: Mapped[int]
    """Entries of the standard that are neither."""
    findings: Mapped[list[dict[str, object]]] = mapped_column(Json)
    """A `workflow.compliance.outcome.Found` each, as JSON."""


class ComplianceCount(Base, kw_only=True):
    """How often a rule found something of a severity on a catalogue, when it was last checked."""

    __tablename__ = "compliance_count"

    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    severity: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    number: Mapped[int]


class LegacyDefect(Base, kw_only=True):
    """A finding on a published row that no open proposal touches; it blocks nothing (decision 32)."""

    __tablename__ = "legacy_defect"
    __table_args__ = (
        sa.UniqueConstraint("catalogue_id", "finding_key", "first_found"),
        # A country's are counted over and over; what was found need not be read for that.
        sa.Index(
            "ix_legacy_defect_open",
            "catalogue_id",
            "due_on",
            sqlite_where=sa.text("cleared IS NULL"),
            postgresql_where=sa.text("cleared IS NULL"),
        ),
        # Most defects of a country have no owner; with them in it the index would tell SQLite nothing.
        sa.Index(
            "ix_legacy_defect_owned",
            "owner_id",
            "due_on",
            sqlite_where=sa.text("cleared IS NULL AND owner_id IS NOT NULL"),
            postgresql_where=sa.text("cleared IS NULL AND owner_id IS NOT NULL"),
        ),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    finding_key: Mapped[str] = mapped_column(sa.String(200))
    finding: Mapped[dict[str, object]] = mapped_column(Json)
    """A `workflow.compliance.outcome.Found` as JSON."""
    first_found: Mapped[date]
    last_seen: Mapped[date]
    due_on: Mapped[date]
    """20 working days from when it was first found; personal data: at once."""
    due_is_guessed: Mapped[bool]
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    """The drafter in charge of the body; None: it has none."""
    cleared: Mapped[date | None] = mapped_column(default=None)
    """The day since which it is no longer found, or an open proposal touches its row."""
