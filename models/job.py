"""Long work that somebody asked for: what is to be done, how far it is, what came of it, and who asked.

Nothing here is a record: everything can be made again, and housekeeping clears it away.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Sha256
from values.jobs import JobKind, JobState


class JobFile(Base, kw_only=True):
    """Bytes that long work begins with, or ends with."""

    __tablename__ = "job_file"

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Job(Base, kw_only=True):
    """A piece of long work; the same from the same is done once, whoever asks."""

    __tablename__ = "job"
    __table_args__ = (
        sa.UniqueConstraint("kind", "input_sha256"),
        sa.CheckConstraint("(state = 'done') = (result_sha256 IS NOT NULL)", name="result"),
        sa.CheckConstraint("(state = 'failed') = (error <> '')", name="error"),
        sa.CheckConstraint("done BETWEEN 0 AND total", name="progress"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    kind: Mapped[JobKind]
    input_sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey("job_file.sha256"))
    """What it is done from: everything that it needs to know."""
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=1)
    """Parts of the work, as its kind counts them."""
    created_at: Mapped[datetime]
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it was last handed to the queue or begun; after a while somebody else takes it."""
    attempts: Mapped[int] = mapped_column(default=0)
    """How often it was begun."""
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    result_sha256: Mapped[str | None] = mapped_column(
        sa.String(64), sa.ForeignKey("job_file.sha256"), default=None
    )
    error: Mapped[str] = mapped_column(sa.String(400), default="")
    """The sentence that says why it failed, in English; pages translate it."""
    expires_at: Mapped[datetime] = mapped_column(index=True)
    """When it is cleared away with its bytes; asking again puts it off."""


class JobAsking(Base, kw_only=True):
    """That somebody asked for a piece of work, and where its result is to be had."""

    __tablename__ = "job_asking"
    __table_args__ = (sa.UniqueConstraint("job_id", "person_id", "address"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    job_id: Mapped[int] = mapped_column(sa.ForeignKey("job.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True, default=None)
    """Who alone may look at it; None: it is public, and anyone asked."""
    title: Mapped[Name]
    """What its result is called."""
    address: Mapped[str] = mapped_column(sa.String(1000))
    """The page that gives the result to those who may have it; it decides, not this row."""
    asked_at: Mapped[datetime]
