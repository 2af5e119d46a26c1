"""Sealing by the worker: what happens is sealed within the minute, at once after a publication, and its head mailed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from config import Settings
from formats.mail_folder import mails
from models import Event, LedgerCheckpoint, LedgerLeaf
from models.db import db
from tests.waiting import wait_until
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from worker import create_celery
from worker.embedded import start
from worker.hand_over import hand_over_to
from workflow.unit import on_commit


@pytest.fixture(autouse=True)
def _no_hand_over_left() -> Iterator[None]:
    """Leave no queue behind for the next test."""
    yield
    on_commit(lambda _: None)


def newest(app: Flask, *where: sa.ColumnElement[bool]) -> int:
    with app.app_context():
        found = db.session.scalar(sa.select(sa.func.max(Event.id)).where(*where)) or 0
        db.session.remove()
        return found


def is_sealed(app: Flask, event: int) -> bool:
    with app.app_context():
        found = db.session.scalar(sa.select(LedgerLeaf.index).where(LedgerLeaf.event_id == event))
        db.session.remove()
        return found is not None


def test_a_running_worker_seals_what_was_there_and_what_is_published(app: Flask, world: World) -> None:
    queue = create_celery(app)
    on_commit(hand_over_to(queue))
    before = newest(app)
    embedded = start(app, queue)
    try:
        wait_until(lambda: is_sealed(app, before))
        with app.app_context():
            world.in_state(State.PUBLISHED)
            db.session.remove()
        published = newest(app, Event.action == "publish")
        assert published > before
        wait_until(lambda: is_sealed(app, published))
    finally:
        embedded.stop()


def test_the_head_is_mailed_to_the_auditors_mailbox_once_an_hour(
    app: Flask, settings: Settings, world: World, clock: FrozenClock
) -> None:
    app.config["SETTINGS"] = replace(settings, checkpoint_mail="auditor@audit.example")
    task = create_celery(app).tasks["mulu.seal"]
    task()
    task()
    with app.app_context():
        world.in_state(State.IN_REVIEW)
    task()
    kept = mails(settings.mail_folder, "checkpoints")
    assert len(kept) == 1
    clock.advance(timedelta(hours=2))
    task()
    assert len(mails(settings.mail_folder, "checkpoints")) == 2


def test_where_sealing_must_stop_the_task_ends_and_nothing_is_signed(
    app: Flask, settings: Settings, world: World
) -> None:
    task = create_celery(app).tasks["mulu.seal"]
    task()
    for key in settings.keys_folder.glob("*/*.key"):
        key.chmod(0o644)
    with app.app_context():
        world.in_state(State.IN_REVIEW)
    task()
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(LedgerCheckpoint)) == 1
