"""From a commit to the queue: ids are sent without waiting; what cannot be sent stays in the outbox."""

import time
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

log = structlog.get_logger()

REST_SECONDS = 10
"""How long a broker that did not answer is left alone: one page waits for it, the others do not; the sweep is as long."""

_away_until: WeakKeyDictionary[Celery, float] = WeakKeyDictionary()


def enqueue(task: Any, *args: int) -> bool:
    """Send a task with its ids; return False where the broker is away, for the sweep will find the work."""
    if time.monotonic() < _away_until.get(task.app, 0):
        return False
    try:
        task.apply_async(args=args, retry=False)
    except (OperationalError, OSError) as error:
        _away_until[task.app] = time.monotonic() + REST_SECONDS
        log.warning("broker away", task=task.name, error=type(error).__name__)
        return False
    return True


def hand_over_to(queue: Celery) -> Callable[[list[int]], None]:
    """Return the function that `workflow.unit` calls after each commit with the ids of its events."""
    return _handing_to(queue, "mulu.notify.fan_out")


def hand_jobs_to(queue: Celery) -> Callable[[list[int]], None]:
    """Return the same for long work that was asked for."""
    return _handing_to(queue, "mulu.jobs.carry_out")


def _handing_to(queue: Celery, task: str) -> Callable[[list[int]], None]:
    def hand_over(ids: list[int]) -> None:
        for one in ids:
            if not enqueue(queue.tasks[task], one):
                return

    return hand_over
