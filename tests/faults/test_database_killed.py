"""PostgreSQL is killed in the middle of everything and comes back: a clear sentence meanwhile, and nothing lost."""

import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from models import Event
from models.db import db
from models.migrations import upgrade
from tests.contexts import BEGINNING, bare_app, cheap_settings, dispose
from tests.databases import PostgresServer
from tests.factories import build_world
from tests.faults.conftest import SetUp, tell_everyone
from tests.faults.installation import LONG, Installation
from tests.faults.postbox import Mood
from tests.faults.reader import signed_in
from tests.run import Run
from tests.servers import Server, start_own_postgresql
from tests.waiting import wait_until
from tests.workflow.looking import rows_of
from tests.world import World
from values.clock import FrozenClock
from workflow.unit import at

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

AWAY = "The database cannot be reached just now"
KILLED_BY = (signal.SIGKILL, signal.SIGQUIT) if LONG else (signal.SIGKILL,)
"""It is killed; or it is told to stop at once, and stops its children itself."""


class OwnPostgres:
    """A PostgreSQL that a test may stop, and start again on the same files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.server: Server = start_own_postgresql(folder)

    def stop_at_once(self, number: signal.Signals) -> None:
        """Stop without writing anything more: what was acknowledged must come out of its log."""
        process = self.server.process
        assert process is not None
        children = (
            Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        )
        assert children
        process.send_signal(number)
        process.wait(timeout=20)
        # Killed, it tells its children nothing; they notice, and until then the files are theirs.
        wait_until(lambda: not any(map(_lives, children)), "its children had ended")

    def start(self) -> None:
        """Start again."""
        self.server = start_own_postgresql(self._folder)


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def server(run: Run, worker_number: int, required: Any) -> Iterator[OwnPostgres]:
    """A server of this test's own."""
    required("postgresql")
    run.folder.chmod(0o711)
    folder = run.folder / f"own-{worker_number}"
    folder.mkdir(exist_ok=True)
    own = OwnPostgres(folder)
    yield own
    own.server.stop()


@pytest.fixture
def house(server: OwnPostgres, set_up: SetUp, tmp_path: Path) -> Installation:
    """An installation on that server; what the test itself does is found by the sweep of its only process."""
    place = PostgresServer(server.server.url, prefix="own_")
    place.drop("world")
    url = place.create("world")
    place.close()
    bare = bare_app(cheap_settings(url, tmp_path / "building"))
    with bare.app_context():
        world = _built(bare)
        tell_everyone()
    dispose(bare)
    return set_up(url, world, hands_over=False)


def _built(app: Flask) -> World:
    upgrade(db.engine)
    with at(FrozenClock(BEGINNING)):
        return build_world(app)


@pytest.mark.parametrize("fatal", KILLED_BY)
def test_it_comes_back_by_itself_and_says_a_sentence_meanwhile(
    house: Installation, server: OwnPostgres, fatal: signal.Signals
) -> None:
    process = house.processes.embedded()
    reader = signed_in(house, "drafter")
    drafts = house.drafts(2)
    house.postbox.become(Mood.HOLDS)
    assert reader.post(f"/proposals/{drafts[0]}/actions/submit", draft_version="1").status == 200
    house.await_busy(1)
    server.stop_at_once(fatal)
    house.postbox.become(Mood.TAKES)
    for path in ("/", "/inbox", f"/proposals/{drafts[0]}"):
        answer = reader.get(path)
        assert (answer.status, AWAY in answer.text) == (503, True)
    answer = reader.post(f"/proposals/{drafts[1]}/actions/submit", draft_version="1")
    assert (answer.status, AWAY in answer.text) == (503, True)
    assert reader.get("/readyz").status == 503
    assert reader.get("/healthz").status == 200
    server.start()
    wait_until(lambda: reader.get("/readyz").status == 200, "it was ready again")
    assert reader.post(f"/proposals/{drafts[1]}/actions/submit", draft_version="1").status == 200
    house.clock.advance(timedelta(minutes=3))
    house.await_settled(crashes=1)
    for number in drafts:
        assert [event.action for event in rows_of(Event, number)] == ["opened", "submit"]
    assert process.poll() is None
