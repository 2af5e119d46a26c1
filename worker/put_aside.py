"""What no worker can read is put aside: the rest of the queue goes on, and a task counts what came."""

import hashlib
from collections.abc import Callable

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

log = structlog.get_logger()

EXCERPT = 200
"""Characters of it that are shown to the technician."""

PutAside = Callable[[bytes, str], None]


def put_aside_into(queue: Celery) -> PutAside:
    """Return the function that is called with the bytes of a message and the kind of error."""

    def put_aside(raw: bytes, reason: str) -> None:
        sha256 = hashlib.sha256(raw).hexdigest()
        excerpt = raw[:EXCERPT].decode("ascii", "backslashreplace")[:EXCERPT]
        log.error("unreadable message put aside", sha256=sha256, size=len(raw), reason=reason, begins=excerpt)
        try:
            # Not counted here: the parent of a pool must not open the database, whose connections its children inherit.
            note = queue.tasks["mulu.queue.unreadable"]
            note.apply_async(args=(sha256, len(raw), excerpt, reason), retry=False)
        except (OperationalError, OSError) as error:
            log.warning("broker away", task="mulu.queue.unreadable", error=type(error).__name__)

    return put_aside
