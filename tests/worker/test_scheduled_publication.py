"""Publication at a set time through the worker: due while it was off, refused for all to see, broken off and tried again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection

from config import Settings
from formats.mail_folder import mails
from models import Release
from models.db import db
from tests.waiting import wait_until
from tests.workflow.looking import all_events, rows_of, told
from tests.world import ROWS, World
from values.clock import FrozenClock
from values.vocabulary import State
from worker import create_celery
from worker.embedded import start
from worker.hand_over import hand_over_to
from workflow.commands import publication
from workflow.commands.scheduled import FAILED
from workflow.unit import at, on_commit


@pytest.fixture(autouse=True)
def _no_hand_over_left() -> Iterator[None]:
    """Leave no queue behind for the next test."""
    yield
    on_commit(lambda _: None)


@pytest.fixture
def numbers(app: Flask, world: World, clock: FrozenClock) -> tuple[str, str]:
    """Two approved proposals to different rows, to be published at a time that is long over for a worker."""
    with app.app_context():
        first, second = (world.in_state(State.APPROVED, world.amendment(row)) for row in ROWS)
        for number in (first, second):
            moment = clock.now() + timedelta(hours=1)
            publication.schedule(number, actor=world.actor("publisher"), moment=moment)
    return first, second


def test_what_fell_due_while_the_worker_was_off_is_published_when_it_starts(
    app: Flask, world: World, numbers: tuple[str, str]
) -> None:
    began = datetime.now(UTC)
    queue = create_celery(app)
    on_commit(hand_over_to(queue))
    embedded = start(app, queue)
    try:
        with app.app_context():
            wait_until(lambda: all(world.state(number) is State.PUBLISHED for number in numbers))
    finally:
        embedded.stop()
    with app.app_context():
        releases = [release for number in numbers for release in rows_of(Release, number)]
        assert [release.no for release in releases] == [2, 3]
        assert all(release.published_at >= began for release in releases), "by the clock, not by the schedule"
        assert {told(number)[-1]["actor"]["id"] for number in numbers} == {"system"}


def test_a_refused_one_stays_approved_is_told_by_mail_and_keeps_nobody_waiting(
    app: Flask, world: World, settings: Settings, numbers: tuple[str, str]
) -> None:
    refused, other = numbers
    with app.app_context():
        overtaking = world.in_state(State.APPROVED, world.amendment(ROWS[0], deadline="5个工作日内公开"))
        publication.publish(overtaking, actor=world.actor("publisher"))
    queue = create_celery(app)
    on_commit(hand_over_to(queue))
    embedded = start(app, queue)
    told_by_mail = ("publisher", "supervisor", "drafter")
    try:
        with app.app_context():
            wait_until(lambda: world.state(other) is State.PUBLISHED and bool(all_events(FAILED)))
            wait_until(
                lambda: all(
                    any(
                        refused in one.text
                        for one in mails(settings.mail_folder, login)
                        if "定时" in one.subject
                    )
                    for login in told_by_mail
                )
            )
    finally:
        embedded.stop()
    with app.app_context():
        proposal = world.proposal(refused)
        assert (proposal.state, proposal.scheduled_for) == (State.APPROVED, None)


def test_one_that_breaks_off_is_tried_again_and_keeps_nobody_waiting(
    app: Flask, world: World, numbers: tuple[str, str], clock: FrozenClock
) -> None:
    broken, other = numbers
    clock.advance(timedelta(hours=2))
    task = create_celery(app).tasks["mulu.publish"]
    with app.app_context():
        stumbling = Stumble()
        sa.event.listen(db.engine, "before_cursor_execute", stumbling)
        with at(clock):
            task.run()
        assert (world.state(broken), world.state(other)) == (State.APPROVED, State.PUBLISHED)
        assert world.proposal(broken).scheduled_for is not None
        assert all_events(FAILED) == []
        with at(clock):
            task.run()
        assert world.state(broken) is State.PUBLISHED


class Stumble:
    """Breaks the connection at the first row that a release writes."""

    def __init__(self) -> None:
        """Break once."""
        self.done = False

    def __call__(self, _: Connection, __: object, statement: str, *___: object) -> None:
        """Raise as a driver does whose server went away."""
        if not self.done and statement.startswith("INSERT INTO release "):
            self.done = True
            raise ConnectionResetError("The server went away.")
