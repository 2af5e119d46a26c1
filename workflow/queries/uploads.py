"""Files that wait to be imported, as who brought them sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Job, JobFile, Upload
from values.jobs import JobState
from values.kept_reading import KeptReading, kept_reading
from values.messages import Message
from workflow.errors import NotFoundError


@dataclass(frozen=True, kw_only=True)
class WaitingUpload:
    """A file, and the work that reads it."""

    upload: Upload
    job: Job

    @property
    def is_open(self) -> bool:
        """Whether it is still being read."""
        return self.job.state in {JobState.QUEUED, JobState.RUNNING}

    @property
    def error(self) -> Message | None:
        """Why it could not be read at all."""
        return Message(self.job.error) if self.job.error else None


def waiting_upload(
    session: Session,
    number: int,
    *,
    person_id: int,
    catalogue_id: int,
    now: datetime,
) -> WaitingUpload:
    """Return a file that a person brought for a catalogue, also of which a draft was made just now.

    Raises: NotFoundError where it is not theirs, or is not kept any more.
    """
    found = session.execute(_waiting(person_id, catalogue_id, now).where(Upload.id == number)).one_or_none()
    if found is None:
        raise NotFoundError
    return WaitingUpload(upload=found[0], job=found[1])


def waiting_uploads(
    session: Session, *, person_id: int, catalogue_id: int, now: datetime
) -> Sequence[WaitingUpload]:
    """Return the files that a person brought for a catalogue, the newest first."""
    unused = _waiting(person_id, catalogue_id, now).where(Upload.used_at.is_(None))
    found = session.execute(unused.order_by(Upload.id.desc()))
    return [WaitingUpload(upload=upload, job=job) for upload, job in found]


def reading_of(session: Session, waiting: WaitingUpload) -> KeptReading:
    """Return what came of reading a file that was read.

    Raises: NotFoundError where it was not.
    """
    data = session.scalar(sa.select(JobFile.data).where(JobFile.sha256 == waiting.job.result_sha256))
    if data is None:
        raise NotFoundError
    return kept_reading(data)


def _waiting(person_id: int, catalogue_id: int, now: datetime) -> sa.Select[Upload, Job]:
    return (
        sa.select(Upload, Job)
        .join(Job, Job.id == Upload.job_id)
        .where(
            Upload.person_id == person_id,
            Upload.catalogue_id == catalogue_id,
            Upload.expires_at > now,
        )
    )
