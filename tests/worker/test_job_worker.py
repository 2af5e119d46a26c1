"""Long work for real: a worker process over Redis and the embedded one make a PDF; killed in the middle, it is made all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from config import ROOT, Settings
from models import Job
from tests.printing import letters, said
from tests.waiting import wait_until
from tests.web.people import visitor
from tests.worker.test_queue import worker_process
from tests.world import COUNTY, ROWS, World
from values.jobs import JobState
from worker import create_celery
from worker.embedded import start
from worker.hand_over import hand_jobs_to
from workflow.commands.jobs import LEASE
from workflow.unit import on_job, transaction

__all__ = ["worker_process"]

TABLE = f"/catalogues/{COUNTY}.pdf"


@pytest.fixture(autouse=True)
def _no_hand_over_left() -> Iterator[None]:
    """Leave no queue behind for the next test."""
    yield
    on_job(lambda _: None)


def job(app: Flask) -> Job:
    with app.app_context(), transaction() as session:
        return session.scalars(sa.select(Job)).one()


def is_made(app: Flask) -> bool:
    return job(app).state is JobState.DONE


def asked(app: Flask) -> str:
    """Ask for the PDF; return where one sees how far it is."""
    return str(visitor(app).get(TABLE).headers["Location"])


def is_given(app: Flask) -> None:
    got = visitor(app).get(TABLE)
    assert got.status_code == 200
    assert all(letters(one) in said(got.data) for one in ROWS)


def test_a_worker_process_makes_what_a_page_asks_for(
    app: Flask, world: World, worker_process: subprocess.Popen[bytes]
) -> None:
    assert world
    asked(app)
    wait_until(lambda: is_made(app))
    is_given(app)
    assert job(app).attempts == 1
    assert worker_process.poll() is None


def test_the_embedded_worker_makes_it_as_soon_as_it_is_asked_for(
    app: Flask, world: World, settings: Settings
) -> None:
    assert world
    queue = create_celery(app)
    on_job(hand_jobs_to(queue))
    embedded = start(app, queue)
    try:
        here = asked(app)
        wait_until(lambda: is_made(app))
        assert "It is ready." in visitor(app).get(here).text
    finally:
        embedded.stop()
    is_given(app)
    assert settings.embedded


DIES = """
import os, signal, sys
from workflow import jobs
from values.jobs import ALL_OF_PRINTING, SHEET_READ, JobKind

def die(data, report):
    report(SHEET_READ + 20, ALL_OF_PRINTING)
    os.kill(os.getpid(), signal.SIGKILL)

import wsgi
jobs.KINDS[JobKind.PRINTING] = die
with wsgi.app.app_context():
    from workflow.commands.jobs import carry_out, jobs_to_queue
    for one in jobs_to_queue():
        carry_out(one)
"""


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(
    app: Flask, world: World, settings: Settings
) -> None:
    assert world
    here = asked(app)
    environment = {
        **os.environ,
        "MULU_HOME": str(settings.home),
        "MULU_DATABASE_URL": settings.database_url,
    }
    killed = subprocess.run([sys.executable, "-c", DIES], cwd=ROOT, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (job(app).state, job(app).done, job(app).attempts) == (JobState.RUNNING, 30, 1)
    assert "40 % of it is set." in visitor(app).get(here).text
    # Its lease ends, as it would some time later.
    with app.app_context(), transaction() as session:
        left = session.scalars(sa.select(Job)).one()
        assert left.taken_at
        left.taken_at -= LEASE + timedelta(seconds=1)
    embedded = start(app, create_celery(app))
    try:
        wait_until(lambda: is_made(app))
    finally:
        embedded.stop()
    assert job(app).attempts == 2
    is_given(app)


def test_without_a_broker_the_page_says_that_it_waits_and_the_sweep_finds_it(
    app: Flask, world: World, settings: Settings
) -> None:
    assert world
    away = create_celery(app)
    away.conf.broker_url = replace(settings, broker_url="redis://127.0.0.1:1/0").broker_url
    on_job(hand_jobs_to(away))
    here = asked(app)
    assert "It waits for its turn." in visitor(app).get(here).text
    queue = create_celery(app)
    embedded = start(app, queue)
    try:
        wait_until(lambda: is_made(app))
    finally:
        embedded.stop()
    is_given(app)
