"""The tasks of the daily digest."""

from celery import Celery
from flask import Flask

from config import Settings
from models.db import db
from worker.digest_letters import DigestLetters
from worker.hand_over import enqueue
from worker.mail import Transport, transport_of
from workflow.commands.digest import digests_to_send, make_digests, send_digest
from workflow.unit import current_clock


def register_digests(queue: Celery, app: Flask) -> None:
    """Make the tasks, with names that stay and limits of their own."""
    settings: Settings = app.config["SETTINGS"]
    transport: Transport = transport_of(settings)

    @queue.task(name="mulu.digests.send", soft_time_limit=60, time_limit=90, shared=False)
    def send(digest_id: int) -> None:
        """Send one digest."""
        send_digest(digest_id, DigestLetters(transport), hours=settings.sending_hours)

    @queue.task(name="mulu.digests", soft_time_limit=60, time_limit=90, shared=False)
    def digests() -> None:
        """Make what is to go today, and queue what is made and not sent."""
        make_digests()
        due = digests_to_send(db.session(), now=current_clock.get().now())
        db.session.remove()
        for digest_id in due:
            enqueue(send, digest_id)
