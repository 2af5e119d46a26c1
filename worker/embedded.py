"""A real Celery worker and a small beat inside the web process, for installations on one office PC."""

import threading
import time

import structlog
from celery import Celery
from celery.worker import WorkController
from flask import Flask

from config import Settings
from worker.hand_over import enqueue
from worker.schedule import SCHEDULE

log = structlog.get_logger()

STOPPING_SECONDS = 10


class Embedded:
    """The running worker and beat."""

    def __init__(self, app: Flask, queue: Celery) -> None:
        """Make a worker with as many threads as the settings say, over the in-memory broker."""
        settings: Settings = app.config["SETTINGS"]
        self._queue = queue
        self._stopping = threading.Event()
        self._worker = WorkController(
            app=queue,
            pool="threads",
            concurrency=settings.worker_threads,
            hostname="embedded@mulu",
            loglevel="WARNING",
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
        self._threads = [
            threading.Thread(target=self._worker.start, name="mulu-worker", daemon=True),
            threading.Thread(target=self._beat, name="mulu-beat", daemon=True),
        ]

    def start(self) -> None:
        """Start both threads; what was owed when the process last ended is swept up at once."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let running tasks end and stop; what is queued but not begun is in the outbox anyway."""
        self._stopping.set()
        self._worker.stop()
        for thread in self._threads:
            thread.join(STOPPING_SECONDS)

    def _beat(self) -> None:
        """Queue each task of the schedule when its interval is over."""
        due = dict.fromkeys(SCHEDULE, time.monotonic())
        while not self._stopping.is_set():
            now = time.monotonic()
            for name, plan in SCHEDULE.items():
                if due[name] <= now:
                    due[name] = now + float(plan["schedule"])  # type: ignore[arg-type]
                    enqueue(self._queue.tasks[plan["task"]])
            self._stopping.wait(max(min(due.values()) - time.monotonic(), 0.05))


def start(app: Flask, queue: Celery) -> Embedded:
    """Start the embedded worker of an application."""
    embedded = Embedded(app, queue)
    embedded.start()
    return embedded
