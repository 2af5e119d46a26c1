"""One transaction per command: begin, change, record, commit, and only then hand over. Nothing else commits."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import Person
from models.db import WRITING, db
from values.clock import Clock, SystemClock, shanghai_day
from workflow.actor import Actor
from workflow.errors import (
    ForbiddenError,
    NotAllowedError,
    NotFoundError,
    StaleError,
    WorkflowError,
)
from workflow.failures import refusal_of
from workflow.search.keeping import Watched, keep_searched

current_clock: ContextVar[Clock] = ContextVar("current_clock", default=SystemClock())  # noqa: B039 - it keeps nothing
"""The clock that commands read; tests and the demonstration set their own."""

RECORDED = (ForbiddenError, NotAllowedError, NotFoundError)
"""Refusals that go into the trail; what was merely missing or stale does not."""

HandOver = Callable[[list[int]], None]

_hand_overs: list[HandOver] = []
_job_hand_overs: list[HandOver] = []


def on_commit(hand_over: HandOver) -> None:
    """Have the ids of committed events handed to the queue; called once, where web and worker are joined."""
    _hand_overs[:] = [hand_over]


def on_job(hand_over: HandOver) -> None:
    """Have the ids of long work that was asked for handed to the queue, in the same way."""
    _job_hand_overs[:] = [hand_over]


@dataclass
class Refusal:
    """What a command was about, should it be refused."""

    action: str = ""
    object: str = ""
    jurisdiction_id: int | None = None


@dataclass
class Unit:
    """The session of a command, its moment, its actor, and the events and long work that it leaves to the queue."""

    session: Session
    actor: Actor
    now: datetime
    event_ids: list[int] = field(default_factory=list)
    job_ids: list[int] = field(default_factory=list)
    about: Refusal = field(default_factory=Refusal)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return shanghai_day(self.now)

    @property
    def is_sqlite(self) -> bool:
        """Whether writers are serialised by the database file, so that rows need no lock."""
        return self.session.get_bind().dialect.name == "sqlite"

    def take_turn(self, what: str, numbers: Collection[int] = (0,)) -> None:
        """Have other units wait that do the same with the same, until this one has ended."""
        if not self.is_sqlite:
            asked = sa.text(
                "SELECT pg_advisory_xact_lock(hashtext(:what), number)"
                " FROM unnest(CAST(:numbers AS int[])) AS number ORDER BY number"
            )
            self.session.execute(asked, {"what": what, "numbers": sorted(numbers)})

    def hold_person(self, person_id: int) -> None:
        """Have other units wait that hold the same person, so that what they look up first is there or not."""
        if not self.is_sqlite:
            # Rows that merely refer to the person are not kept waiting.
            statement = sa.select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)
            self.session.execute(statement)


@contextmanager
def unit(actor: Actor) -> Iterator[Unit]:
    """Run a command in a transaction of its own.

    A refusal (`RECORDED`) is recorded in a second transaction after the rollback.
    Raises: BusyError, AwayError or FullError where the database does not take it; StaleError where another writer
    was quicker.
    """
    work: Unit | None = None
    try:
        with transaction() as session:
            work = Unit(session=session, actor=actor, now=current_clock.get().now())
            yield work
    except StaleDataError as error:
        raise StaleError(seen=0, present=0) from error
    except SQLAlchemyError as error:
        if refusal := refusal_of(error):
            raise refusal from error
        raise
    except WorkflowError as error:
        if work is not None and isinstance(error, RECORDED):
            from workflow.refusals import record_refusal  # noqa: PLC0415 - it opens a unit of its own

            record_refusal(work, error)
        raise
    hand_over(work.event_ids)
    for give in _job_hand_overs if work.job_ids else ():
        give(work.job_ids)


@contextmanager
def transaction() -> Iterator[Session]:
    """Open a session that writes, commit it at the end, roll it back on any error and after a refused COMMIT."""
    _let_go_of_reading()
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        session = Watched(connection, autoflush=False, expire_on_commit=False)
        try:
            yield session
            session.flush()
            keep_searched(session)
            session.commit()
        except BaseException:
            session.rollback()
            connection.rollback()
            raise
        finally:
            session.close()


def _let_go_of_reading() -> None:
    """Give back the connection that the request has read with; what it has read stays.

    Else many requests at once hold all connections of the pool, and each waits for a second one.
    """
    if db.session.registry.has():
        db.session.commit()


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session that only reads: whatever takes long is found out before others have to wait for it."""
    with Session(db.engine, autoflush=False, expire_on_commit=False) as session:
        yield session


def hand_over(event_ids: list[int]) -> None:
    """Give committed events to the queue; what cannot be given stays in the outbox for the sweep."""
    if event_ids:
        for give in _hand_overs:
            give(event_ids)


@contextmanager
def at(clock: Clock) -> Iterator[None]:
    """Let commands read another clock within the block."""
    token = current_clock.set(clock)
    try:
        yield
    finally:
        current_clock.reset(token)


def monotonic_after(now: datetime, previous: datetime | None) -> datetime:
    """Return the moment itself, or the next microsecond after the previous one where the clock went back."""
    return now if previous is None or now > previous else previous + timedelta(microseconds=1)
