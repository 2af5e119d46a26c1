"""From a commit to the queue: ids are sent without waiting; what cannot be sent stays in the outbox."""

from collections.abc import Callable
from typing import Any

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

log = structlog.get_logger()


def enqueue(task: Any, *args: int) -> bool:
    """Send a task with its ids; return False where the broker is away, for the sweep will find the work."""
    try:
        task.apply_async(args=args, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("broker away", task=task.name, error=type(error).__name__)
        return False
    return True


def hand_over_to(queue: Celery) -> Callable[[list[int]], None]:
    """Return the function that `workflow.unit` calls after each commit with the ids of its events."""

    def hand_over(event_ids: list[int]) -> None:
        fan_out = queue.tasks["mulu.notify.fan_out"]
        for event_id in event_ids:
            if not enqueue(fan_out, event_id):
                return

    return hand_over
