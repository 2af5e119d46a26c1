"""Files that wait to be imported, each seen only by who brought it; and what a virus scanner said of files."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Sha256, Text


class Upload(Base, kw_only=True):
    """A file that a person brought for a catalogue; its bytes are those of long work, `job_file`."""

    __tablename__ = "upload"
    __table_args__ = (
        sa.CheckConstraint("size > 0", name="size"),
        sa.CheckConstraint("expires_at > uploaded_at", name="expiry"),
        sa.CheckConstraint("used_at IS NULL OR used_at >= uploaded_at", name="used"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    """Who alone sees it."""
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"))
    sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey("job_file.sha256"), index=True)
    name: Mapped[Name]
    media_type: Mapped[str] = mapped_column(sa.String(100))
    """Told from the content, never from the name; empty for what is no kind of paper, a saved page for example."""
    size: Mapped[int]
    uploaded_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    """When it is cleared away, unless it was used or thrown away before."""
    job_id: Mapped[int] = mapped_column(sa.ForeignKey("job.id"), index=True)
    """The work that reads it in the manner that was chosen last."""
    choices: Mapped[Text] = mapped_column(default="{}")
    """What was decided about its columns and cells, as JSON (`values.reading_choices`)."""
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a draft was made of it."""


class ScanState(StrEnum):
    """What is known of a file's harmlessness."""

    CLEAN = "clean"
    WAITING = "waiting"
    INFECTED = "infected"


class FileScan(Base, kw_only=True):
    """What a virus scanner said of a file, whoever brought it; a file without a row came while none was set."""

    __tablename__ = "file_scan"
    __table_args__ = (
        sa.CheckConstraint("(state = 'infected') = (found <> '')", name="found"),
        sa.CheckConstraint("(state = 'waiting') = (scanner = '')", name="scanner"),
    )

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    state: Mapped[ScanState] = mapped_column(index=True)
    scanner: Mapped[Name]
    """Which scanner said so, by its address without what it may hold of secrets; empty while it is waited for."""
    found: Mapped[Name] = mapped_column(default="")
    """What was found in it."""
    at: Mapped[datetime]
    """When it was looked at last, or tried to."""
