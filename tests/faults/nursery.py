"""A process that has imported everything already, and forks for each process of the product that a test starts.

Importing takes two seconds of the processor; a turn of the faults starts some forty processes. Each child goes on as
`python -m …` would: in a group of its own, with its own environment, folder, arguments and output.
"""

import importlib
import json
import os
import runpy
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import setproctitle

from config import ROOT


class Child:
    """A process that the nursery forked, as a test sees it; its exit is the kernel's word, not a file's."""

    def __init__(self, pid: int) -> None:
        """Take hold of it, so that its number cannot come to mean another."""
        self.pid = pid
        try:
            self._handle: int | None = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = None

    def poll(self) -> int | None:
        """Return None while it runs, and a number once it has ended."""
        if self._handle is not None and select.select([self._handle], [], [], 0)[0]:
            os.close(self._handle)
            self._handle = None
        return None if self._handle is not None else 0

    def terminate(self) -> None:
        """Ask it to end."""
        if self._handle is not None:
            signal.pidfd_send_signal(self._handle, signal.SIGTERM)

    def wait(self, timeout: float) -> None:
        """Wait for its end; TimeoutError where it does not come."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.01)


class Nursery:
    """The other end: started once a test process, ended with it."""

    def __init__(self) -> None:
        """Start it; it imports while the test goes on."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def fork(self, words: Sequence[str], environment: Mapping[str, str], output: Path) -> Child:
        """Have `python` go on with these words, its output in a file."""
        asked = {"words": list(words), "environment": dict(environment), "output": str(output)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Child(int(self._process.stdout.readline()))

    def end(self) -> None:
        """End it; its children were ended by their tests."""
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=20)


def _serve() -> None:
    """Fork for each line that comes in, until no more can come."""
    # The kernel buries the children; whoever started them holds on to them by another handle.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if child := os.fork():
            sys.stdout.write(f"{child}\n")
            sys.stdout.flush()
        else:
            _become(json.loads(line))


def _become(asked: dict[str, Any]) -> None:
    """Go on as the process that was asked for, and end as it ends."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with Path(os.devnull).open("rb") as nothing, Path(asked["output"]).open("ab") as output:
        for stream, number in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(stream.fileno(), number)
    os.environ.clear()
    os.environ.update(asked["environment"])
    _, module, *arguments = asked["words"]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()


PRELOADED = (
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.concurrency.thread",
    "kombu.transport.memory",
    "kombu.transport.redis",
    "psycopg",
    "waitress",
    "web",
    "web.cli.seeding",
    "web.cli.welcome",
    "web.technical_log",
    "worker",
    "worker.embedded",
    "worker.hand_over",
)
"""What `wsgi` imports before it reads its settings, and what Celery loads as it goes."""

if __name__ == "__main__":
    for name in PRELOADED:
        importlib.import_module(name)
    # A title is written over the arguments and the environment that this process began with.
    setproctitle.getproctitle()
    _serve()
