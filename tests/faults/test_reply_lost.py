"""The answer to a request is lost, and the request is sent again: it is done once, and the first answer is given."""

import contextlib
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from config import Settings
from models import Comment, Event
from tests.contexts import dispose
from tests.faults.account import assert_settled, last_event
from tests.faults.installation import POSTGRESQL
from tests.web.people import signed_in
from tests.workflow.looking import rows_of
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import State
from web import create_app
from workflow.commands import discussion, drafting, notify
from workflow.deliveries import unfanned_events
from workflow.errors import AwayError
from workflow.unit import transaction

AGAIN = "look first whether it is there"


class Line:
    """A line to PostgreSQL that hands on everything, and that can be cut between a COMMIT and its answer."""

    def __init__(self, target: Path) -> None:
        self._target = str(target)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.cuts = 0
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    def close(self) -> None:
        """Take no more calls, and wait for those that go on; who called has hung up by now."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(timeout=20)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._hand_on, args=(near,)))
            self._threads[-1].start()

    def _hand_on(self, near: socket.socket) -> None:
        with near, socket.socket(socket.AF_UNIX) as far, contextlib.suppress(OSError):
            far.connect(self._target)
            others, is_lost = {near: far, far: near}, False
            while True:
                for one in select.select(others, [], [])[0]:
                    data = one.recv(65536)
                    if not data or (is_lost and one is far):
                        return
                    if one is near and self.cuts and b"COMMIT" in data:
                        self.cuts, is_lost = self.cuts - 1, True
                    others[one].sendall(data)


@pytest.fixture
def line(settings: Settings) -> Iterator[Line]:
    """A line to the test's PostgreSQL."""
    folder = make_url(settings.database_url).query.get("host")
    if not isinstance(folder, str) or not folder.startswith("/"):
        pytest.skip("The server of this run is not on a Unix socket.")
    line = Line(Path(folder) / ".s.PGSQL.5432")
    yield line
    line.close()


@contextmanager
def through(line: Line, settings: Settings) -> Iterator[Flask]:
    """An app whose database is at the end of the line."""
    url = make_url(settings.database_url).set(host="127.0.0.1", port=line.port, query={})
    app = create_app(replace(settings, database_url=url.render_as_string(hide_password=False)))
    yield app
    dispose(app)


def told(clock: FrozenClock) -> int:
    """Tell everyone of everything that is owed, and return the newest event."""
    with transaction() as session:
        events = unfanned_events(session, now=clock.now(), older_than=timedelta(), limit=1000)
    for event in events:
        notify.deliver_all(notify.fan_out(event), lambda _: None)
    return last_event()


def settle(began: int, clock: FrozenClock) -> None:
    """Tell what is owed, and draw up the account."""
    told(clock)
    assert_settled(since=began, acknowledged=())


on_postgresql = pytest.mark.parametrize("databases", [POSTGRESQL], indirect=True)


@on_postgresql
def test_a_command_whose_commit_was_not_answered_is_repeated_and_done_once(
    line: Line, settings: Settings, world: World, clock: FrozenClock
) -> None:
    with through(line, settings) as app, app.app_context():
        began, actor, text = told(clock), world.actor("drafter"), world.amendment()
        line.cuts = 1
        with pytest.raises(AwayError):
            drafting.open_proposal(COUNTY, actor=actor, content=text, key="k")
        assert line.cuts == 0
        number = drafting.open_proposal(COUNTY, actor=actor, content=text, key="k")
        assert [event.action for event in rows_of(Event, number)] == ["opened"]
        assert number == "990101-2026-0002"
        settle(began, clock)


@on_postgresql
def test_a_page_says_that_nobody_knows_and_the_same_form_gives_the_first_answer(
    line: Line, settings: Settings, world: World, clock: FrozenClock
) -> None:
    with through(line, settings) as app:
        with app.app_context():
            number, began = world.in_state(State.IN_REVIEW), told(clock)
        client = signed_in(app, world, "reviewer")
        page = client.get(f"/proposals/{number}")
        line.cuts = 1
        answer = client.submit(page, "Comment", text="只说一次")
        assert answer.status_code == 503
        assert AGAIN in answer.text
        assert client.submit(page, "Comment", text="只说一次").status_code == 302
        with app.app_context():
            assert len(rows_of(Comment, number)) == 1
            assert [one.action for one in rows_of(Event, number)].count("comment_added") == 1
            settle(began, clock)


def test_a_form_whose_page_never_arrived_is_sent_again_and_done_once(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        number, began = world.in_state(State.IN_REVIEW), told(clock)
    client = signed_in(app, world, "reviewer")
    page = client.get(f"/proposals/{number}")
    answers = {client.submit(page, "Comment", text="只说一次").location for _ in range(3)}
    assert len(answers) == 1
    with app.app_context():
        assert len(rows_of(Comment, number)) == 1
        assert [one.action for one in rows_of(Event, number)].count("comment_added") == 1
        settle(began, clock)


def test_the_same_key_in_another_command_is_given_what_the_first_one_did(
    context: Flask, clock: FrozenClock, world: World
) -> None:
    number, actor = world.in_state(State.IN_REVIEW), world.actor("reviewer")
    add: Callable[[], int] = lambda: discussion.add_comment(number, actor=actor, text="请核。", key="k")  # noqa: E731
    assert add() == add()
    assert len(rows_of(Comment, number)) == 1
    assert context
    assert clock
