"""The answer to a request is lost, and the request is sent again: it is done once, and the first answer is given."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from config import Settings
from models import Comment, Event
from models.db import db
from tests.contexts import dispose
from tests.faults.account import assert_settled, last_event
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
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(self._target)
            lost = threading.Event()
            for one, other, says in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._hand_on, args=(one, other, lost, says), daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket, lost: threading.Event, says: bool) -> None:  # noqa: FBT001
        try:
            while data := one.recv(65536):
                if says and self.cuts and b"COMMIT" in data:
                    self.cuts -= 1
                    lost.set()
                if not says and lost.is_set():
                    break
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            with_shutdown(end)


def with_shutdown(end: socket.socket) -> None:
    """Hang up, whoever did it first."""
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        end.close()


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


def settle(began: int, clock: FrozenClock) -> None:
    """Tell what is owed, and draw up the account."""
    with transaction() as session:
        events = unfanned_events(session, now=clock.now(), older_than=clock.now() - clock.now(), limit=1000)
    for event in events:
        notify.deliver_all(notify.fan_out(event), lambda _: None)
    assert_settled(since=began, acknowledged=())


on_postgresql = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


@on_postgresql
def test_a_command_whose_commit_was_not_answered_is_repeated_and_done_once(
    line: Line, settings: Settings, world: World, clock: FrozenClock
) -> None:
    with through(line, settings) as app, app.app_context():
        began, actor = last_event(), world.actor("drafter")
        line.cuts = 1
        with pytest.raises(AwayError):
            drafting.open_proposal(COUNTY, actor=actor, content=world.amendment(), key="k")
        assert line.cuts == 0
        number = drafting.open_proposal(COUNTY, actor=actor, content=world.amendment(), key="k")
        assert [event.action for event in rows_of(Event, number)] == ["opened"]
        assert number == "990101-2026-0002"
        settle(began, clock)


@on_postgresql
def test_a_page_says_that_nobody_knows_and_the_same_form_gives_the_first_answer(
    line: Line, settings: Settings, world: World, clock: FrozenClock
) -> None:
    with through(line, settings) as app:
        with app.app_context():
            number, began = world.in_state(State.IN_REVIEW), last_event()
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
            db.session.remove()
            settle(began, clock)


def test_a_form_whose_page_never_arrived_is_sent_again_and_done_once(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        number, began = world.in_state(State.IN_REVIEW), last_event()
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
