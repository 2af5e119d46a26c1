"""Check the country: a run in chunks that can be queued, repeated and taken up again, and what has changed since."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from formats.keeping import all_kept
from models import Catalogue, ComplianceChunk, ComplianceResult, ComplianceRun, Event, Proposal, Release
from values.clock import shanghai_day, start_of_day
from values.messages import N_, Message
from values.vocabulary import CatalogueKind, Role
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.compliance.keeping import checked, keep
from workflow.errors import ForbiddenError
from workflow.permissions import Seat
from workflow.unit import Unit, current_clock, reading, unit

CHUNK = 50
"""Catalogues of a chunk: about a second's work."""

LEASE = timedelta(minutes=2)
"""A chunk that was queued and is not done after this is queued again."""

EVERY = timedelta(days=7)
RUN = "compliance run"
"""Whose turn it is to begin one."""
STARTERS = (Role.OVERSEER, Role.BUSINESS_ADMINISTRATOR)


def start_sweep(*, actor: Actor) -> int:
    """Begin a run over every local catalogue, or join the one under way; return its number.

    Raises: ForbiddenError for others than overseers, business administrators and the system.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "sweep", "compliance"
        seats = seats_of_actor(work.session, actor, work.today) if actor.person_id else ()
        if actor.person_id and not any(seat.role in STARTERS for seat in seats):
            raise ForbiddenError(
                Message(N_("Only an overseer or an administrator of the business starts this check."))
            )
        work.take_turn(RUN)
        known = _under_way(work)
        number = _begin(work) if known is None else known
        if known is None and actor.person_id:
            starter = next(seat for seat in seats if seat.role in STARTERS)
            _record_start(work, number, starter)
        return number


def _record_start(work: Unit, run: int, seat: Seat) -> None:
    record(
        work,
        Happening(
            action="sweep_begun",
            subject=Subject(kind="sweep", id=str(run), jurisdiction_id=seat.jurisdiction),
            seat=seat,
            details={"catalogues": work.session.get_one(ComplianceRun, run).total},
            owed=False,
        ),
    )


def begin_weekly_sweep() -> int | None:
    """Begin a run where the last one began a week ago or more; None where it is not due."""
    with unit(SYSTEM) as work:
        work.take_turn(RUN)
        last = work.session.scalar(sa.select(sa.func.max(ComplianceRun.started_at)))
        return None if last is not None and work.now - last < EVERY else _begin(work)


def _under_way(work: Unit) -> int | None:
    return work.session.scalar(
        sa.select(ComplianceRun.id).where(ComplianceRun.finished_at.is_(None)).limit(1)
    )


def _begin(work: Unit) -> int:
    under_way = _under_way(work)
    if under_way is not None:
        return under_way
    ids = work.session.scalars(sa.select(Catalogue.id).where(*_CHECKED).order_by(Catalogue.id)).all()
    run = ComplianceRun(
        started_at=work.now,
        started_by_id=work.actor.person_id,
        total=len(ids),
        finished_at=None if ids else work.now,
    )
    work.session.add(run)
    work.session.flush()
    for first in range(0, len(ids), CHUNK):
        work.session.add(ComplianceChunk(run_id=run.id, catalogues=list(ids[first : first + CHUNK])))
    return run.id


_CHECKED = (Catalogue.kind == CatalogueKind.LOCAL, Catalogue.current_release_no.is_not(None))


def chunks_to_queue() -> Sequence[int]:
    """Take and return the chunks that nobody is at work on."""
    with unit(SYSTEM) as work:
        asked = sa.select(ComplianceChunk).where(
            ComplianceChunk.done_at.is_(None),
            sa.or_(ComplianceChunk.taken_at.is_(None), ComplianceChunk.taken_at < work.now - LEASE),
        )
        found = work.session.scalars(asked.order_by(ComplianceChunk.id)).all()
        for one in found:
            one.taken_at = work.now
        return [one.id for one in found]


@all_kept()
def check_chunk(chunk_id: int) -> int:
    """Check the catalogues of a chunk, unless that is done; return how many were checked."""
    now = current_clock.get().now()
    with reading() as session:
        chunk = session.get(ComplianceChunk, chunk_id)
        if chunk is None or chunk.done_at is not None:
            return 0
        found = checked(session, chunk.catalogues, now=now)
    with unit(SYSTEM) as work:
        # Those who end chunks of a run at the same time count one after the other.
        run = work.session.scalars(
            sa.select(ComplianceRun).where(ComplianceRun.id == chunk.run_id).with_for_update()
        ).one()
        chunk = work.session.get_one(ComplianceChunk, chunk_id)
        if chunk.done_at is not None:
            return 0
        keep(work, found)
        chunk.done_at = work.now
        run.done += len(chunk.catalogues)
        if run.done >= run.total:
            run.finished_at = work.now
        return len(found)


@all_kept()
def check_changed(*, most: int = CHUNK) -> int:
    """Check catalogues that were published, about which something was done, or whose standard is another by now.

    Those that a run is still to check are left to it: two would write the same at once.
    """
    now = current_clock.get().now()
    with reading() as session:
        waiting = session.scalars(
            sa.select(ComplianceChunk.catalogues).where(ComplianceChunk.done_at.is_(None))
        )
        left = {one for chunk in waiting for one in chunk}
        changed = session.scalars(_changed(session, shanghai_day(now)))
        ids = islice((one for one in changed if one not in left), most)
        found = checked(session, list(ids), now=now)
    if found:
        with unit(SYSTEM) as work:
            keep(work, found)
    return len(found)


_STANDARD = aliased(Catalogue)


def _changed(session: Session, today: date) -> sa.Select[int]:
    """Return the query of catalogues of which the last check says no longer what holds."""
    standard = sa.and_(
        _STANDARD.id == Catalogue.upstream_catalogue_id, _STANDARD.kind == CatalogueKind.STANDARD
    )
    return (
        sa.select(Catalogue.id)
        .outerjoin(ComplianceResult, ComplianceResult.catalogue_id == Catalogue.id)
        .outerjoin(_STANDARD, standard)
        .where(*_CHECKED)
        .where(
            sa.or_(
                ComplianceResult.catalogue_id.is_(None),
                ComplianceResult.release_no != Catalogue.current_release_no,
                ComplianceResult.standard_release_no.is_distinct_from(_STANDARD.current_release_no),
                sa.exists()
                .where(Proposal.catalogue_id == Catalogue.id, Event.proposal_id == Proposal.id)
                .where(Event.at > ComplianceResult.checked_at),
                *_came_into_force(session, today),
            )
        )
        .order_by(Catalogue.id)
    )


def _came_into_force(session: Session, today: date) -> Iterator[sa.ColumnElement[bool]]:
    """Yield for each standard that it came into force anew since a catalogue was checked: a release may wait."""
    asked = (
        sa.select(Release.catalogue_id, sa.func.max(Release.effective_from))
        .join(Catalogue, Catalogue.id == Release.catalogue_id)
        .where(Catalogue.kind == CatalogueKind.STANDARD, Release.effective_from <= today)
        .group_by(Release.catalogue_id)
    )
    for standard, day in session.execute(asked):
        yield sa.and_(_STANDARD.id == standard, ComplianceResult.checked_at < start_of_day(day))
