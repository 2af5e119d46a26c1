"""Redis and the workers behind it are killed, emptied and stopped: what is owed is delivered all the same."""

import base64
import json
import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import redis

from tests.faults.installation import LONG, WITH_REDIS, Installation
from tests.faults.postbox import Mood
from tests.faults.processes import children, clocks, kill_group, members
from tests.servers import Server, free_port, start_redis
from tests.waiting import PATIENCE, wait_until
from workflow.queries.unreadable import unreadable_messages
from workflow.unit import on_commit, transaction

pytestmark = [
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.parametrize("databases", WITH_REDIS, indirect=True),
]

LEASES_END = timedelta(minutes=3)
"""After this, what a dead sender had taken is free again."""
STOPPED_SECONDS = 70 if LONG else 5
SLOTS = 2
"""Children in the pool of a worker."""
PATIENT = 15.0
"""Seconds that a request may take longer than usual because the broker says nothing."""


class OwnRedis:
    """A Redis that a test may kill and start again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.server = start_redis(folder, port=self._port)

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.server.url}/0"

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self.server.process is not None
        self.server.process.send_signal(number)

    def kill(self) -> None:
        """End it at once."""
        self.signal(signal.SIGKILL)
        assert self.server.process is not None
        self.server.process.wait(timeout=20)

    def start(self) -> None:
        """Start again."""
        self.server: Server = start_redis(self._folder, port=self._port)


@pytest.fixture
def broker(tmp_path: Path, required: Callable[[str], str]) -> Iterator[OwnRedis]:
    """A Redis of this test's own."""
    required("redis")
    own = OwnRedis(tmp_path)
    yield own
    own.signal(signal.SIGCONT)
    own.server.stop()


@pytest.fixture
def house(install: Callable[..., Installation], broker: OwnRedis) -> Installation:
    """An installation on that Redis."""
    return install(broker_url=broker.url)


def test_a_group_of_workers_is_killed_while_all_its_slots_are_busy(house: Installation) -> None:
    doomed = house.processes.worker("doomed")
    house.postbox.become(Mood.HOLDS)
    house.submit(4)
    house.await_busy()
    house.processes.worker("other")
    kill_group(doomed)
    house.postbox.become(Mood.TAKES)
    house.clock.advance(LEASES_END)
    house.await_settled(crashes=1)


def test_a_child_of_the_pool_is_killed_while_it_sends(house: Installation) -> None:
    worker = house.processes.worker("worker")
    house.postbox.become(Mood.HOLDS)
    house.submit(3)
    house.await_busy()
    pool = children(worker)
    assert len(pool) == SLOTS
    os.kill(pool[0], signal.SIGKILL)
    house.postbox.become(Mood.TAKES)
    wait_until(lambda: len(set(children(worker)) - set(pool)) == 1, "a new child came")
    house.clock.advance(LEASES_END)
    house.await_settled(crashes=1)
    assert worker.poll() is None


def test_the_clock_of_a_worker_is_killed_and_comes_back(house: Installation) -> None:
    worker = house.processes.worker("worker")
    (clock,) = clocks(worker)
    os.kill(clock, signal.SIGKILL)
    wait_until(lambda: len(set(clocks(worker)) - {clock}) == 1, "a new clock came")
    # What is lost in the queue is found by the clock alone.
    on_commit(lambda _: None)
    house.submit(2)
    house.clock.advance(LEASES_END)
    house.await_settled()
    worker.terminate()
    worker.wait(timeout=PATIENCE)
    wait_until(lambda: not members(worker), "the new clock ended with its worker")


def test_redis_is_killed_while_all_slots_are_busy_and_comes_back_empty(
    house: Installation, broker: OwnRedis
) -> None:
    worker = house.processes.worker("worker")
    house.postbox.become(Mood.HOLDS)
    house.submit(4)
    house.await_busy()
    broker.kill()
    house.submit()
    house.postbox.become(Mood.TAKES)
    broker.start()
    house.clock.advance(LEASES_END)
    house.await_settled(crashes=1)
    assert worker.poll() is None


def test_redis_is_emptied_while_work_is_queued(house: Installation, broker: OwnRedis) -> None:
    house.submit(3)
    with redis.Redis.from_url(broker.url) as connection:
        assert connection.keys(), "nothing was queued"
        connection.flushall()
    house.processes.worker("worker")
    house.postbox.become(Mood.HOLDS)
    house.submit(3)
    house.await_busy()
    with redis.Redis.from_url(broker.url) as connection:
        connection.flushall()
    house.postbox.become(Mood.TAKES)
    house.clock.advance(LEASES_END)
    house.await_settled()


def test_redis_says_nothing_for_a_while_and_pages_go_on(house: Installation, broker: OwnRedis) -> None:
    worker = house.processes.worker("worker")
    began = time.monotonic()
    house.submit()
    usual = time.monotonic() - began
    broker.signal(signal.SIGSTOP)
    stopped = time.monotonic()
    house.submit()
    longer = time.monotonic() - stopped - usual
    time.sleep(max(0.0, STOPPED_SECONDS - (time.monotonic() - stopped)))
    broker.signal(signal.SIGCONT)
    house.submit()
    house.clock.advance(LEASES_END)
    house.await_settled()
    assert worker.poll() is None
    assert longer < PATIENT, f"a page waited {longer:.1f} s for the broker"


def test_two_workers_and_two_beats_at_once_do_everything_once(house: Installation) -> None:
    for name in ("first", "second"):
        house.processes.worker(name)
    house.submit(6)
    # The clock stays: moved while they send, it would end leases under those who hold them.
    house.await_settled()


def envelope(body: bytes, kind: str, headers: dict[str, object]) -> bytes:
    """Return a message as Redis keeps it, whatever is in it."""
    properties = {
        "body_encoding": "base64",
        "delivery_tag": uuid.uuid4().hex,
        "delivery_info": {"exchange": "", "routing_key": "mulu"},
    }
    text = base64.b64encode(body).decode()
    message = {"body": text, "content-encoding": "utf-8", "content-type": kind, "headers": headers}
    return json.dumps({**message, "properties": properties}).encode()


JSON, OTHER = "application/json", "application/x-python-serialize"
FAN_OUT: dict[str, object] = {"lang": "py", "task": "mulu.notify.fan_out", "id": "1"}
RUBBISH = {
    "no JSON": envelope(b"\xff\xfe{", JSON, FAN_OUT),
    "no arguments": envelope(b"[]", JSON, FAN_OUT),
    "a number": envelope(b"7", JSON, FAN_OUT),
    "no task": envelope(b"[[1], {}, {}]", JSON, {}),
    "another form": envelope(b"\x80\x04K\x01.", OTHER, FAN_OUT),
    "no form": envelope(b"[[1], {}, {}]", "no/form", FAN_OUT),
}


RAW = {
    "nothing": b"",
    "no JSON": b"\xff\xfe{",
    "a word": b"rubbish",
    "a number": b"7",
    "a list": b"[]",
    "an empty object": b"{}",
    "no properties": b'{"properties": null, "body": "x"}',
    "no tag": b'{"properties": {"delivery_info": {"exchange": "", "routing_key": "mulu"}}}',
    "no address": b'{"properties": {"delivery_tag": "1"}, "headers": {}}',
    "a body in no code": b'{"body": "x", "properties": {"body_encoding": "none", "delivery_tag": "1"}}',
    "too deep": b"[" * 100_000,
}
"""Elements of the list that are not even an envelope."""


def test_poison_in_the_queue_holds_up_nothing_and_is_counted(house: Installation, broker: OwnRedis) -> None:
    queue = house.queue
    worker = house.processes.worker("worker")
    queue.send_task("mulu.no_such_task", args=[1])
    queue.send_task("mulu.notify.fan_out", args=["x" * 40, {"y": 1}])
    queue.send_task("mulu.notify.deliver", args=[10**12])
    with redis.Redis.from_url(broker.url) as connection:
        for poison in (*RUBBISH.values(), *RAW.values(), RAW["a word"]):
            connection.lpush("mulu", poison)
    house.submit(2)
    house.await_settled()
    assert worker.poll() is None
    # Of the envelopes two have a task that begins and fails: those are the task's, not the queue's.
    wait_until(lambda: len(put_aside()) >= len(RAW) + 1, "everything was put aside")
    found = put_aside()
    assert {sha256(raw).hexdigest() for raw in RAW.values()} <= set(found)
    assert found[sha256(RAW["a word"]).hexdigest()] == 2
    with redis.Redis.from_url(broker.url) as connection:
        # On a busy machine the beat of a test always has something waiting in it.
        left = set(connection.lrange("mulu", 0, -1))
    assert not left & {*RUBBISH.values(), *RAW.values()}, "poison is still in the queue"


def put_aside() -> dict[str, int]:
    """Return what was put aside and how often it came."""
    with transaction() as session:
        return {one.sha256: one.times for one in unreadable_messages(session)}
