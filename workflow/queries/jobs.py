"""Long work as those see it who asked for it, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Job, JobAsking, JobFile
from values.canonical import sha256_hex
from values.jobs import JobKind, JobState, how_far
from values.messages import Message
from workflow.errors import NotFoundError


@dataclass(frozen=True, kw_only=True)
class AskedJob:
    """A piece of work that somebody asked for."""

    asking: JobAsking
    job: Job

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.job.state in {JobState.QUEUED, JobState.RUNNING}

    @property
    def how_far(self) -> Message:
        """How far it is, while it is open."""
        return how_far(self.job.kind, self.job.state, self.job.done, self.job.total)

    @property
    def error(self) -> Message:
        """Why it was not done."""
        return Message(self.job.error)


def asked_job(session: Session, number: int, person_id: int | None) -> AskedJob:
    """Return what was asked for under a number.

    Raises: NotFoundError where it was never asked, is cleared away, or somebody else asked.
    """
    found = session.execute(_ASKED.where(JobAsking.id == number)).one_or_none()
    if found is None or found[0].person_id not in {None, person_id}:
        raise NotFoundError
    return AskedJob(asking=found[0], job=found[1])


def asked_jobs(session: Session, person_id: int, *, most: int = 50) -> Sequence[AskedJob]:
    """Return what a person asked for, the newest first."""
    found = session.execute(
        _ASKED.where(JobAsking.person_id == person_id)
        .order_by(JobAsking.asked_at.desc(), JobAsking.id.desc())
        .limit(most)
    )
    return [AskedJob(asking=asking, job=job) for asking, job in found]


_ASKED = sa.select(JobAsking, Job).join(Job, Job.id == JobAsking.job_id)


def result_of(session: Session, kind: JobKind, data: bytes) -> bytes | None:
    """Return what came of work from these bytes; None where it was not done, or is cleared away.

    Whoever has the bytes may have the result: it says nothing that they do not.
    """
    return session.scalar(
        sa.select(JobFile.data)
        .join(Job, Job.result_sha256 == JobFile.sha256)
        .where(Job.kind == kind, Job.input_sha256 == sha256_hex(data))
    )
