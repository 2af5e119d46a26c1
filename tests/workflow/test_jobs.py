"""Long work: the same is done once, whoever asks; a lost worker loses nothing; results are kept for a while."""

from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from formats.writing import sheet
from models import Job, JobAsking, JobFile
from tests.formats.test_writing import FULL
from tests.workflow.at_once import at_once
from tests.world import World
from values.clock import FrozenClock
from values.jobs import JobKind, JobState
from workflow.commands import jobs
from workflow.errors import BusyError, NotAllowedError, NotFoundError
from workflow.jobs import BROKE_OFF, KINDS, JobError, Report
from workflow.queries.jobs import asked_job, asked_jobs, result_of
from workflow.unit import on_job, transaction

pytestmark = pytest.mark.usefixtures("context")
SHEET = sheet(FULL)
AGAIN = jobs.OVERLOOKED_AFTER + timedelta(seconds=1)
LOST = jobs.LEASE + timedelta(seconds=1)


def wanted(data: bytes = SHEET, address: str = "/catalogues/x.pdf") -> jobs.Wanted:
    return jobs.Wanted(kind=JobKind.PRINTING, data=data, title="目录.pdf", address=address)


def ask(world: World, login: str = "drafter", data: bytes = SHEET, address: str = "/catalogues/x.pdf") -> int:
    return jobs.ask_for(wanted(data, address), actor=world.actor(login) if login else None)


def counted(model: type[Job | JobAsking | JobFile]) -> int:
    with transaction() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def only_job() -> Job:
    with transaction() as session:
        return session.scalars(sa.select(Job)).one()


@pytest.fixture
def done_by(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was begun, where work is of a kind of the test's own: `no` cannot be done, and `die` ends its worker."""
    begun: list[bytes] = []

    def work(data: bytes, report: Report) -> bytes:
        begun.append(data)
        report(1, 2)
        if data.startswith(b"no"):
            raise JobError(BROKE_OFF)
        if data.startswith(b"die"):
            raise KeyboardInterrupt
        return data[::-1]

    monkeypatch.setitem(KINDS, JobKind.PRINTING, work)
    return begun


def test_what_is_asked_for_is_made_and_kept(world: World, clock: FrozenClock) -> None:
    number = ask(world)
    with transaction() as session:
        assert result_of(session, JobKind.PRINTING, SHEET) is None
        assert asked_job(session, number, world.people["drafter"]).is_open
    (job,) = jobs.jobs_to_queue()
    assert jobs.carry_out(job) is None
    with transaction() as session:
        found = asked_job(session, number, world.people["drafter"])
        made = result_of(session, JobKind.PRINTING, SHEET)
    assert (found.job.state, found.job.done, found.job.finished_at) == (
        JobState.DONE,
        found.job.total,
        clock.now(),
    )
    assert made is not None
    assert made.startswith(b"%PDF-")


def test_two_who_ask_for_the_same_get_one_making(world: World, done_by: list[bytes]) -> None:
    first, second, third = ask(world), ask(world, "reviewer"), ask(world, "")
    assert len({first, second, third}) == 3
    assert ask(world) == first
    for job in jobs.jobs_to_queue():
        jobs.carry_out(job)
    assert ask(world, "supervisor") not in {first, second, third}
    assert jobs.jobs_to_queue() == []
    assert done_by == [SHEET]
    assert (counted(Job), counted(JobAsking)) == (1, 4)


def test_many_who_ask_at_the_same_moment_get_one_making(
    context: Flask, world: World, clock: FrozenClock, done_by: list[bytes]
) -> None:
    logins = ("drafter", "reviewer", "supervisor", "publisher", "", "")
    found = at_once(context, clock, [partial(ask, world, login) for login in logins])
    assert all(isinstance(one, int) for one in found), found
    assert (counted(Job), counted(JobAsking)) == (1, len(set(logins)))
    (job,) = jobs.jobs_to_queue()
    assert at_once(context, clock, [partial(jobs.carry_out, job)] * 4) == [None] * 4
    assert done_by == [SHEET]


def test_only_who_asked_may_look_and_anyone_at_what_is_public(world: World, done_by: list[bytes]) -> None:
    assert done_by == []
    theirs, public = ask(world), ask(world, "")
    with transaction() as session:
        assert asked_job(session, public, None).asking.title == "目录.pdf"
        assert asked_job(session, public, world.people["reviewer"])
        for other in (None, world.people["reviewer"]):
            with pytest.raises(NotFoundError):
                asked_job(session, theirs, other)
        with pytest.raises(NotFoundError):
            asked_job(session, 999, None)
        assert [one.asking.id for one in asked_jobs(session, world.people["drafter"])] == [theirs]
        assert asked_jobs(session, world.people["reviewer"]) == []


def test_what_is_asked_is_handed_over_at_once_and_again_where_that_was_lost(
    world: World, clock: FrozenClock, done_by: list[bytes]
) -> None:
    given: list[int] = []
    on_job(given.extend)
    try:
        ask(world)
        ask(world, "reviewer")
    finally:
        on_job(lambda _: None)
    assert len(given) == 1
    assert jobs.jobs_to_queue() == given
    assert jobs.jobs_to_queue() == []
    clock.advance(AGAIN)
    assert jobs.jobs_to_queue() == given
    assert done_by == []


def test_work_whose_worker_was_lost_is_taken_up_again(
    world: World, clock: FrozenClock, done_by: list[bytes]
) -> None:
    ask(world, data=b"die")
    (job,) = jobs.jobs_to_queue()
    with pytest.raises(KeyboardInterrupt):
        jobs.carry_out(job)
    assert (only_job().state, only_job().done) == (JobState.RUNNING, 1)
    clock.advance(AGAIN)
    assert jobs.jobs_to_queue() == []
    assert jobs.carry_out(job) is None
    assert len(done_by) == 1, "somebody is at it"
    for attempt in range(2, jobs.MOST_ATTEMPTS + 1):
        clock.advance(LOST)
        assert jobs.jobs_to_queue() == [job]
        with pytest.raises(KeyboardInterrupt):
            jobs.carry_out(job)
        assert only_job().attempts == attempt
    clock.advance(LOST)
    assert jobs.carry_out(job) is None
    assert (only_job().state, only_job().error) == (JobState.FAILED, BROKE_OFF)
    assert len(done_by) == jobs.MOST_ATTEMPTS
    assert jobs.jobs_to_queue() == []


def test_a_worker_that_was_given_up_changes_nothing_when_it_wakes(
    world: World, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def work(data: bytes, report: Report) -> bytes:
        begun.append(1)
        if len(begun) == 1:
            clock.advance(LOST)
            assert jobs.carry_out(job) is None
            report(1, 2)
            return b"late"
        return data

    monkeypatch.setitem(KINDS, JobKind.PRINTING, work)
    ask(world, data=b"in time")
    (job,) = jobs.jobs_to_queue()
    jobs.carry_out(job)
    with transaction() as session:
        assert result_of(session, JobKind.PRINTING, b"in time") == b"in time"
    assert only_job().attempts == 2


def test_what_cannot_be_done_says_why_and_is_begun_again_when_asked_again(
    world: World, done_by: list[bytes]
) -> None:
    number = ask(world, data=b"no way")
    (job,) = jobs.jobs_to_queue()
    assert str(jobs.carry_out(job)) == BROKE_OFF
    with transaction() as session:
        found = asked_job(session, number, world.people["drafter"])
    assert (found.is_open, found.error.in_english()) == (False, BROKE_OFF)
    assert jobs.jobs_to_queue() == []
    assert ask(world, data=b"no way") == number
    assert jobs.jobs_to_queue() == [job]
    jobs.carry_out(job)
    assert len(done_by) == 2


def test_results_are_cleared_away_a_while_after_they_were_last_asked_for(
    world: World, clock: FrozenClock, done_by: list[bytes]
) -> None:
    ask(world, data=b"one")
    ask(world, data=b"two")
    ask(world, data=b"waits")
    for job in jobs.jobs_to_queue()[:2]:
        jobs.carry_out(job)
    clock.advance(jobs.KEPT - timedelta(hours=1))
    ask(world, data=b"two")
    assert jobs.clear_away() == 0
    clock.advance(timedelta(hours=2))
    assert jobs.clear_away() == 1
    with transaction() as session:
        assert result_of(session, JobKind.PRINTING, b"one") is None
        assert result_of(session, JobKind.PRINTING, b"two") == b"owt"
        assert set(session.scalars(sa.select(JobFile.data))) == {b"two", b"owt", b"waits"}
    assert (counted(Job), counted(JobAsking)) == (2, 2)
    assert len(done_by) == 2


def test_neither_the_public_nor_one_person_keeps_everyone_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch, done_by: list[bytes]
) -> None:
    monkeypatch.setattr(jobs, "MOST_OF_ALL", 3)
    monkeypatch.setattr(jobs, "MOST_OF_ONE", 2)
    for data in (b"1", b"2", b"3"):
        ask(world, "", data=data)
    with pytest.raises(BusyError):
        ask(world, "", data=b"4")
    assert ask(world, "", data=b"3"), "what is under way may be asked for"
    for data in (b"5", b"6"):
        ask(world, data=data)
    with pytest.raises(NotAllowedError):
        ask(world, data=b"7")
    assert ask(world, "reviewer", data=b"7")
    for job in jobs.jobs_to_queue():
        jobs.carry_out(job)
    assert ask(world, "", data=b"4")
    assert len(done_by) == 6


def test_the_public_cannot_fill_the_table_by_asking_under_many_addresses(world: World) -> None:
    first = ask(world, "", address="/catalogues/x.pdf?as-of=2026-01-01")
    assert ask(world, "", address="/catalogues/x.pdf?as-of=2026-01-02") == first
    assert counted(JobAsking) == 1
    assert ask(world, address="/a") != ask(world, address="/b")
