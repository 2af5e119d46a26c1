"""Keep a file that is to be imported, decide how it is read, throw it away; each person only their own."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from formats.unreadable import EMPTY, MOST_BYTES, TOO_BIG
from models import Catalogue, Job, JobAsking, JobFile, Upload
from values.canonical import sha256_hex
from values.file_name import clean_name
from values.jobs import JobKind
from values.messages import N_
from values.reading_choices import NOTHING_CHOSEN, ReadingChoices
from workflow.actor import SYSTEM, Actor
from workflow.commands.drafting import catalogue_with_place, drafting_seat
from workflow.commands.importing import refuse_claims
from workflow.commands.jobs import ROOM, Wanted, begun, carry_out, forget, note_asking
from workflow.errors import invalid
from workflow.inserting import insert_missing
from workflow.unit import Unit, unit
from workflow.uploads import (
    KEPT,
    KEPT_USED,
    MOST_WAITING,
    SMALL,
    choices_of,
    choices_text,
    own_upload,
    paper_type,
    recipe_of,
)

Address = Callable[[int], str]
"""Gives the page of an upload by its number."""


@dataclass(frozen=True)
class _Reading:
    """What is to be read, and whether at once."""

    upload: int
    job: int
    at_once: bool


def keep_upload(code: str, name: str, data: bytes, *, actor: Actor, address: Address) -> int:
    """Keep a file for a catalogue, have it read, and return its number; a small one is read when this returns.

    The same file of the same person for the same catalogue is kept once.
    Raises: NotFoundError, ForbiddenError, NotAllowedError as importing; InvalidError for an empty or too large file, and
    where too many wait.
    """
    if not data.strip():
        raise invalid("file", EMPTY)
    if len(data) > MOST_BYTES:
        raise invalid("file", TOO_BIG, megabytes=MOST_BYTES // 1_000_000)
    with unit(actor) as work:
        work.about.action, work.about.object = "keep_upload", f"catalogue:{code}"
        catalogue, jurisdiction = catalogue_with_place(work, code)
        drafting_seat(work, jurisdiction)
        refuse_claims(catalogue)
        work.take_turn(ROOM)
        wanted = _kept(work, catalogue, clean_name(name), data, address)
    return _read_now(wanted)


def _kept(work: Unit, catalogue: Catalogue, name: str, data: bytes, address: Address) -> _Reading:
    sha256, person = sha256_hex(data), work.actor.person_id or 0
    waiting = sa.select(Upload).where(
        Upload.person_id == person, Upload.used_at.is_(None), Upload.expires_at > work.now
    )
    uploads = work.session.scalars(waiting).all()
    known = next(
        (one for one in uploads if (one.catalogue_id, one.sha256, one.name) == (catalogue.id, sha256, name)),
        None,
    )
    if known is None and len(uploads) >= MOST_WAITING:
        raise invalid(
            "file",
            N_("%(most)s files of yours wait to be imported already; throw one away first."),
            most=MOST_WAITING,
        )
    insert_missing(work.session, JobFile, [{"sha256": sha256, "data": data}])
    recipe = recipe_of(sha256, name, choices_of(known) if known else NOTHING_CHOSEN)
    at_once = len(data) <= SMALL
    job = begun(work, JobKind.READING, recipe, is_handed_over=not at_once)
    if known is None:
        known = Upload(
            person_id=person,
            catalogue_id=catalogue.id,
            sha256=sha256,
            name=name,
            media_type=paper_type(data),
            size=len(data),
            uploaded_at=work.now,
            expires_at=work.now + KEPT,
            job_id=job.id,
            choices=choices_text(NOTHING_CHOSEN),
        )
        work.session.add(known)
    known.expires_at, known.job_id = work.now + KEPT, job.id
    work.session.flush()
    if not at_once:
        note_asking(work, job, _wanted(recipe, name, address(known.id)))
    return _Reading(known.id, job.id, at_once)


def _wanted(recipe: bytes, name: str, address: str) -> Wanted:
    return Wanted(kind=JobKind.READING, data=recipe, title=name, address=address)


def decide_reading(number: int, choices: ReadingChoices, *, actor: Actor, address: Address) -> None:
    """Keep what was decided about a file; where that asks for another reading it is read again.

    Raises: NotFoundError for a file that is not theirs, or is not kept any more.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "decide_reading", f"upload:{number}"
        work.take_turn(ROOM)
        upload = own_upload(work, number)
        upload.choices = choices_text(choices)
        recipe = recipe_of(upload.sha256, upload.name, choices)
        at_once = upload.size <= SMALL
        job = begun(work, JobKind.READING, recipe, is_handed_over=not at_once)
        upload.job_id, upload.expires_at = job.id, work.now + KEPT
        if not at_once:
            note_asking(work, job, _wanted(recipe, upload.name, address(number)))
        wanted = _Reading(number, job.id, at_once)
    _read_now(wanted)


def throw_away(number: int, *, actor: Actor) -> None:
    """Delete a file that was brought, with its bytes unless somebody else brought the same.

    Raises: NotFoundError for a file that is not theirs, or is not kept any more.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "throw_away", f"upload:{number}"
        work.take_turn(ROOM)
        work.session.delete(own_upload(work, number))
        work.session.flush()
        _forget_readings(work)


def clear_uploads() -> int:
    """Delete files that have expired or were used, with how they were read; return how many."""
    with unit(SYSTEM) as work:
        work.take_turn(ROOM)
        over = sa.or_(Upload.expires_at <= work.now, Upload.used_at <= work.now - KEPT_USED)
        ids = work.session.scalars(sa.select(Upload.id).where(over)).all()
        if ids:
            work.session.execute(sa.delete(Upload).where(Upload.id.in_(ids)))
            _forget_readings(work)
        return len(ids)


def _forget_readings(work: Unit) -> None:
    """Delete readings that no file has any more; one under way is cleared away when it has ended."""
    unwanted = sa.and_(Job.kind == JobKind.READING, ~sa.exists().where(Upload.job_id == Job.id))
    ids = work.session.scalars(sa.select(Job.id).where(unwanted)).all()
    if ids:
        work.session.execute(sa.delete(JobAsking).where(JobAsking.job_id.in_(ids)))
        work.session.execute(sa.update(Job).where(Job.id.in_(ids)).values(expires_at=work.now))
    forget(work, sa.select(Job.id).where(unwanted))


def _read_now(wanted: _Reading) -> int:
    if wanted.at_once:
        carry_out(wanted.job)
    return wanted.upload
