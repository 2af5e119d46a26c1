"""Long work: ask for it, hand it to the queue, carry it out, clear it away. Losing a worker in the middle loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from models import Job, JobAsking, JobFile, Upload
from values.canonical import sha256_hex
from values.jobs import JobKind, JobState
from values.messages import N_, Message
from workflow.actor import SYSTEM, Actor
from workflow.errors import BusyError, NotAllowedError
from workflow.inserting import insert_missing
from workflow.jobs import BROKE_OFF, KINDS, JobError
from workflow.unit import Unit, unit

ROOM = "job"
"""Whose turn it is to ask, to end and to clear away, which touch the same bytes."""
OPEN = (JobState.QUEUED, JobState.RUNNING)
KEPT = timedelta(days=7)
"""How long a result is kept after it was last asked for."""
OVERLOOKED_AFTER = timedelta(seconds=30)
"""What was handed over and is not begun after this is handed over again."""
LEASE = timedelta(minutes=2)
"""What was begun and is not done after this is begun again; a task may take a minute and a half."""
MOST_ATTEMPTS = 3
MOST_OF_ALL, MOST_OF_ONE = 50, 10
"""Open work beyond which nothing more is begun for the public, and for one person."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for, and where its result will be had."""

    kind: JobKind
    data: bytes
    """Everything that the work needs to know; the same bytes are one piece of work."""
    title: str
    address: str


def ask_for(wanted: Wanted, *, actor: Actor | None) -> int:
    """Have a piece of work done, unless it is done or under way already; return the number of the asking.

    Args:
        wanted: the work.
        actor: who asks and may look how far it is; None: anyone, of what is public.

    Raises: BusyError, NotAllowedError where too much is under way.
    """
    asking = Actor(person_id=actor.person_id if actor else None)
    with unit(asking) as work:
        work.about.action, work.about.object = "ask_for_work", wanted.kind.value
        work.take_turn(ROOM)
        return note_asking(work, begun(work, wanted.kind, wanted.data), wanted)


def begun(work: Unit, kind: JobKind, data: bytes, *, is_handed_over: bool = True) -> Job:
    """Return a piece of work, which is begun unless it is done or under way already; the turn is taken before.

    Args:
        work: the unit that asks.
        kind: of the work.
        data: from what it is done.
        is_handed_over: whether the queue is to do it; else who asks does it at once, and the sweep if they do not.

    Raises: BusyError, NotAllowedError where too much is under way.
    """
    sha256 = sha256_hex(data)
    asked = sa.select(Job).where(Job.kind == kind, Job.input_sha256 == sha256)
    job = work.session.scalars(asked.with_for_update()).one_or_none()
    if job is None or job.state is JobState.FAILED:
        _require_room(work, work.actor.person_id)
        job = _begin(work, kind, data) if job is None else _begin_again(job)
        if is_handed_over:
            work.job_ids.append(job.id)
    job.expires_at = work.now + KEPT
    return job


def _begin(work: Unit, kind: JobKind, data: bytes) -> Job:
    sha256 = sha256_hex(data)
    insert_missing(work.session, JobFile, [{"sha256": sha256, "data": data}])
    job = Job(kind=kind, input_sha256=sha256, created_at=work.now, expires_at=work.now + KEPT)
    work.session.add(job)
    work.session.flush()
    return job


def _require_room(work: Unit, person_id: int | None) -> None:
    asked = sa.select(sa.func.count(sa.distinct(Job.id))).where(Job.state.in_(OPEN))
    if person_id is None:
        if (work.session.scalar(asked) or 0) >= MOST_OF_ALL:
            raise BusyError
        return
    theirs = asked.join(JobAsking, JobAsking.job_id == Job.id).where(JobAsking.person_id == person_id)
    if (work.session.scalar(theirs) or 0) >= MOST_OF_ONE:
        raise NotAllowedError(
            Message(N_("You have asked for much that is still being made. Wait until some of it is done."))
        )


def _begin_again(job: Job) -> Job:
    job.state, job.error = JobState.QUEUED, ""
    job.done, job.total, job.attempts = 0, 1, 0
    job.taken_at = job.finished_at = None
    return job


def note_asking(work: Unit, job: Job, wanted: Wanted) -> int:
    """Keep that somebody asked for a piece of work, and return the number of the asking."""
    person_id = work.actor.person_id
    asked = sa.select(JobAsking).where(
        JobAsking.job_id == job.id, JobAsking.person_id.is_not_distinct_from(person_id)
    )
    if person_id is not None:
        # Of the public's askings one is kept, wherever they come from: it cannot be made to fill the table.
        asked = asked.where(JobAsking.address == wanted.address)
    known = work.session.scalars(asked.order_by(JobAsking.id)).first()
    if known is None:
        known = JobAsking(
            job_id=job.id,
            person_id=person_id,
            title=wanted.title,
            address=wanted.address,
            asked_at=work.now,
        )
        work.session.add(known)
    known.title, known.asked_at = wanted.title, work.now
    work.session.flush()
    return known.id


def jobs_to_queue() -> Sequence[int]:
    """Take and return the work that was not begun although it was handed over, or whose worker was lost."""
    with unit(SYSTEM) as work:
        waiting = sa.and_(
            Job.state == JobState.QUEUED,
            sa.or_(Job.taken_at.is_(None), Job.taken_at < work.now - OVERLOOKED_AFTER),
        )
        lost = sa.and_(Job.state == JobState.RUNNING, Job.taken_at < work.now - LEASE)
        found = work.session.scalars(
            sa.select(Job).where(sa.or_(waiting, lost)).order_by(Job.id).with_for_update()
        ).all()
        for one in found:
            if one.state is JobState.QUEUED:
                one.taken_at = work.now
        return [one.id for one in found]


def carry_out(job_id: int) -> JobError | None:
    """Do a piece of work, unless it is done or somebody is at it; return why it cannot be done, if it cannot.

    What the work itself raises otherwise goes on: it is begun again when its lease is over.
    """
    taken = _taken(job_id)
    if taken is None:
        return None
    kind, data, attempt = taken

    def report(done: int, total: int) -> None:
        with unit(SYSTEM) as work:
            if (job := _held(work, job_id, attempt)) is not None:
                job.done, job.total = done, total

    try:
        result = KINDS[kind](data, report)
    except JobError as error:
        _ended(job_id, attempt, error=error.sentence)
        return error
    _ended(job_id, attempt, result=result)
    return None


def _taken(job_id: int) -> tuple[JobKind, bytes, int] | None:
    with unit(SYSTEM) as work:
        job = work.session.scalars(sa.select(Job).where(Job.id == job_id).with_for_update()).one_or_none()
        if job is None or job.state not in OPEN:
            return None
        if job.state is JobState.RUNNING and job.taken_at and job.taken_at >= work.now - LEASE:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            job.state, job.error, job.finished_at = JobState.FAILED, BROKE_OFF, work.now
            return None
        job.state, job.taken_at, job.attempts, job.done = JobState.RUNNING, work.now, job.attempts + 1, 0
        data = work.session.get_one(JobFile, job.input_sha256).data
        return job.kind, data, job.attempts


def _held(work: Unit, job_id: int, attempt: int) -> Job | None:
    """Return the work if this attempt at it is still the one that counts."""
    asked = sa.select(Job).where(Job.id == job_id, Job.attempts == attempt, Job.state == JobState.RUNNING)
    return work.session.scalars(asked.with_for_update()).one_or_none()


def _ended(job_id: int, attempt: int, *, result: bytes | None = None, error: str = "") -> None:
    with unit(SYSTEM) as work:
        work.take_turn(ROOM)
        job = _held(work, job_id, attempt)
        if job is None:
            return
        job.finished_at = work.now
        if result is None:
            job.state, job.error = JobState.FAILED, error
            return
        sha256 = sha256_hex(result)
        insert_missing(work.session, JobFile, [{"sha256": sha256, "data": result}])
        job.state, job.result_sha256, job.done = JobState.DONE, sha256, job.total


def clear_away() -> int:
    """Delete work that has expired, with its bytes; return how much. What is open stays."""
    with unit(SYSTEM) as work:
        work.take_turn(ROOM)
        over = sa.select(Job.id).where(Job.expires_at < work.now, ~sa.exists().where(Upload.job_id == Job.id))
        return forget(work, over)


def forget(work: Unit, over: sa.Select[int]) -> int:
    """Delete work that is over, with its askings and with bytes that nothing else names; return how much."""
    ids = work.session.scalars(over.where(Job.state.not_in(OPEN))).all()
    if not ids:
        return 0
    work.session.execute(sa.delete(JobAsking).where(JobAsking.job_id.in_(ids)))
    work.session.execute(sa.delete(Job).where(Job.id.in_(ids)))
    by_work = sa.exists().where(
        sa.or_(Job.input_sha256 == JobFile.sha256, Job.result_sha256 == JobFile.sha256)
    )
    by_upload = sa.exists().where(Upload.sha256 == JobFile.sha256)
    work.session.execute(sa.delete(JobFile).where(~by_work, ~by_upload))
    return len(ids)
