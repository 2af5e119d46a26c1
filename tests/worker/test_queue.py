"""The queue for real: a worker process over Redis, the embedded worker, and a broker that is away."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from config import ROOT, Settings
from formats.mail_folder import mails
from models import Delivery, Outbox
from tests.waiting import wait_until
from tests.world import World
from values.vocabulary import DeliveryState, State
from worker import create_celery
from worker.embedded import start
from worker.hand_over import hand_over_to
from workflow.home_lock import HomeInUseError, home_lock
from workflow.unit import on_commit, transaction


@pytest.fixture(autouse=True)
def _no_hand_over_left() -> Iterator[None]:
    """Leave no queue behind for the next test."""
    yield
    on_commit(lambda _: None)


def owed() -> int:
    with transaction() as session:
        events = session.scalar(
            sa.select(sa.func.count()).select_from(Outbox).where(Outbox.fanned_out_at.is_(None))
        )
        messages = session.scalar(
            sa.select(sa.func.count())
            .select_from(Delivery)
            .where(Delivery.state == DeliveryState.PENDING, sa.not_(Delivery.in_digest))
        )
    return (events or 0) + (messages or 0)


@pytest.fixture
def worker_process(settings: Settings, redis_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker with its beat, as production starts it."""
    environment = {
        **os.environ,
        "MULU_HOME": str(settings.home),
        "MULU_DATABASE_URL": settings.database_url,
        "MULU_BROKER_URL": redis_url,
    }
    command = [sys.executable, "-m", "celery", "-A", "wsgi:celery", "worker", "--beat", "--concurrency", "2"]
    schedule = ["--schedule", str(settings.home / "beat"), "--loglevel", "WARNING"]
    process = subprocess.Popen([*command, *schedule], cwd=ROOT, env=environment)
    yield process
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


def test_a_worker_process_delivers_what_a_page_commits(
    world: World, app: Flask, settings: Settings, redis_url: str, worker_process: subprocess.Popen[bytes]
) -> None:
    queue = create_celery(_with(app, replace(settings, broker_url=redis_url)))
    on_commit(hand_over_to(queue))
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        wait_until(
            lambda: any("压缩公开时限" in one.subject for one in mails(settings.mail_folder, "reviewer"))
        )
        wait_until(lambda: owed() == 0)
    assert worker_process.poll() is None


def test_with_the_broker_away_pages_go_on_and_the_sweep_delivers_later(
    world: World, app: Flask, settings: Settings
) -> None:
    away = create_celery(_with(app, replace(settings, broker_url="redis://127.0.0.1:1/0")))
    on_commit(hand_over_to(away))
    began = time.monotonic()
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
        assert time.monotonic() - began < 20
        assert world.state(number) is State.IN_REVIEW
        assert owed() > 0
        embedded = start(app, create_celery(_with(app, settings)))
        try:
            wait_until(lambda: owed() == 0)
        finally:
            embedded.stop()
        assert mails(settings.mail_folder, "reviewer")


def test_the_embedded_worker_delivers_within_moments(world: World, app: Flask, settings: Settings) -> None:
    queue = create_celery(app)
    on_commit(hand_over_to(queue))
    embedded = start(app, queue)
    try:
        with app.app_context():
            world.in_state(State.IN_REVIEW)
            wait_until(lambda: bool(mails(settings.mail_folder, "reviewer")))
    finally:
        embedded.stop()


def test_the_queue_takes_ids_as_json_and_gives_nothing_back(app: Flask) -> None:
    queue = create_celery(app)
    assert queue.conf.task_serializer == "json"
    assert queue.conf.accept_content == ["json"]
    assert queue.conf.task_ignore_result
    assert not queue.conf.task_always_eager
    names = {name for name in queue.tasks if name.startswith("mulu.")}
    assert {plan["task"] for plan in queue.conf.beat_schedule.values()} <= names


def test_a_home_is_served_once(tmp_path: Path) -> None:
    with home_lock(tmp_path / "home"), pytest.raises(HomeInUseError), home_lock(tmp_path / "home"):
        pass
    with home_lock(tmp_path / "home"):
        pass


def _with(app: Flask, settings: Settings) -> Flask:
    app.config["SETTINGS"] = settings
    return app
