"""The tasks: each takes ids, calls a command, and queues what follows."""

import traceback
from collections.abc import Iterator
from datetime import timedelta

import structlog
from celery import Celery
from flask import Flask

from config import Settings
from models.db import db
from worker.hand_over import enqueue
from worker.letters import Letters
from worker.mail import Transport, transport_of
from workflow.antivirus import Scanner
from workflow.commands import escalate, notify, remind, remind_opinions, remind_windows
from workflow.commands.jobs import clear_away
from workflow.commands.scanning import look_again
from workflow.commands.scheduled import publish_scheduled
from workflow.commands.unreadable import forget_unreadable, note_unreadable
from workflow.commands.uploading import clear_uploads
from workflow.deliveries import due_deliveries, unfanned_events
from workflow.queries.ledger import calls_for_sealing
from workflow.queries.scheduled import due_publications
from workflow.refusals import close_minutes
from workflow.unit import current_clock

log = structlog.get_logger()

OVERLOOKED_AFTER = timedelta(seconds=5)
"""An event that is still owed after this was never handed over, or the hand-over was lost."""

TOGETHER = 20
"""Messages of one event that a task sends one after the other; it reads once what they have in common."""


def register(queue: Celery, app: Flask) -> None:
    """Make the tasks of a queue, each with a name that stays and limits of its own."""
    settings: Settings = app.config["SETTINGS"]
    transport: Transport = transport_of(settings)

    @queue.task(name="mulu.notify.fan_out", soft_time_limit=30, time_limit=45, shared=False)
    def fan_out(event_id: int) -> None:
        """Write what an event owes, and queue its messages."""
        try:
            pending = notify.fan_out(event_id, hours=settings.sending_hours)
        except Exception as error:
            log.exception("fan-out failed", event=event_id, error=type(error).__name__)
            notify.note_failed_fan_out(event_id)
            return
        for batch in _batches(pending):
            enqueue(deliver, *batch)
        if calls_for_sealing(db.session(), event_id):
            enqueue(queue.tasks["mulu.seal"])
        db.session.remove()

    @queue.task(name="mulu.notify.deliver", soft_time_limit=60, time_limit=90, shared=False)
    def deliver(*delivery_ids: int) -> None:
        """Send messages one by one; where one fails, those after it are queued each for itself."""
        for delivery_id in notify.deliver_all(
            delivery_ids, Letters(transport, delivery_ids), hours=settings.sending_hours
        ):
            enqueue(deliver, delivery_id)

    @queue.task(name="mulu.sweep", soft_time_limit=60, time_limit=90, shared=False)
    def sweep() -> None:
        """Queue what was never handed over and what is due again."""
        now = current_clock.get().now()
        events = unfanned_events(db.session(), now=now, older_than=OVERLOOKED_AFTER)
        deliveries = due_deliveries(db.session(), now=now - OVERLOOKED_AFTER)
        db.session.remove()
        for event_id in events:
            enqueue(fan_out, event_id)
        for delivery_id in deliveries:
            enqueue(deliver, delivery_id)

    _register_by_the_clock(queue, app)


def _batches(delivery_ids: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(delivery_ids), TOGETHER):
        yield delivery_ids[first : first + TOGETHER]


def _register_by_the_clock(queue: Celery, app: Flask) -> None:
    """Make the tasks that look what is due; each commits what it finds, and is safe to run twice."""
    settings: Settings = app.config["SETTINGS"]
    scanner = Scanner(address=settings.antivirus)

    @queue.task(name="mulu.remind", soft_time_limit=60, time_limit=90, shared=False)
    def remind_due() -> None:
        """Remind of what is due, and take up a level what is overdue; the events are fanned out like any other."""
        remind.remind_due()
        escalate.escalate_overdue(after=settings.escalate_after)
        remind_opinions.remind_asked_bodies()
        remind_windows.remind_of_windows()

    @queue.task(name="mulu.publish", soft_time_limit=60, time_limit=90, shared=False)
    def publish_due() -> None:
        """Publish what is scheduled, each proposal in a command of its own."""
        _publish_due()

    @queue.task(name="mulu.housekeeping", soft_time_limit=60, time_limit=90, shared=False)
    def housekeeping() -> None:
        """Close minutes of refusals; forget what the queue held, files nobody imports, and work nobody asks for."""
        close_minutes()
        forget_unreadable()
        clear_uploads()
        clear_away()
        look_again(scanner)

    @queue.task(name="mulu.queue.unreadable", soft_time_limit=30, time_limit=45, shared=False)
    def unreadable(sha256: str, size: int, excerpt: str, reason: str) -> None:
        """Count what a worker could not read; no row knows of it yet, so that it comes as it is and not as an id."""
        note_unreadable(sha256, size=size, excerpt=excerpt, reason=reason)


def _publish_due() -> None:
    numbers = due_publications(db.session(), now=current_clock.get().now())
    db.session.remove()
    for number in numbers:
        try:
            publish_scheduled(number)
        except Exception as error:  # noqa: BLE001 - it is logged, and tried again
            # The database was away, say: the next beat tries again, and the others wait for nobody.
            # The trace without its variables: to show them would load rows whose session has ended.
            log.error(  # noqa: TRY400
                "scheduled publication broke off",
                proposal=number,
                error=type(error).__name__,
                trace="".join(traceback.format_tb(error.__traceback__)),
            )
