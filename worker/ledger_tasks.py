"""The tasks of the trail: seal it every minute, search it whole every hour, verify it by parts, thin copies, send its head."""

from email.message import EmailMessage
from email.utils import format_datetime

import structlog
from celery import Celery
from flask import Flask
from flask_babel import force_locale, gettext

from config import Settings
from worker.mail import Transport, transport_of
from workflow.commands.checkpoint_mail import mailed, unmailed_head
from workflow.commands.seal import seal
from workflow.commands.thin_copies import thin_copies
from workflow.commands.verify_ledger import verify_nightly
from workflow.sealing.safe import Safe, SealError, SealingElsewhereError
from workflow.unit import current_clock

log = structlog.get_logger()


def register_ledger(queue: Celery, app: Flask) -> None:
    """Make the tasks, with names that stay and limits of their own."""
    settings: Settings = app.config["SETTINGS"]
    safe = Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)
    transport = transport_of(settings)

    @queue.task(name="mulu.seal", soft_time_limit=60, time_limit=90, shared=False)
    def seal_new() -> None:
        """Seal what is new, and send the head to the auditor's mailbox."""
        if _seal(safe, everywhere=False) and settings.checkpoint_mail:
            _send_head(transport, settings)

    @queue.task(name="mulu.seal.everywhere", soft_time_limit=300, time_limit=330, shared=False)
    def seal_everywhere() -> None:
        """Look at every event for one that has no leaf."""
        _seal(safe, everywhere=True)

    @queue.task(name="mulu.checkpoints.thin", soft_time_limit=300, time_limit=330, shared=False)
    def thin() -> None:
        """Remove old copies of heads outside that need not be kept."""
        thin_copies(safe)

    @queue.task(name="mulu.verify", soft_time_limit=540, time_limit=570, shared=False)
    def verify_next() -> None:
        """Verify the part of the trail that is due, with every head; what is wrong goes into the trail and the log."""
        done = verify_nightly(safe)
        if done is not None and not done.is_right:
            log.error(
                "the trail is not right", first=done.wrong[0].said.in_english(), leaf=done.wrong[0].index
            )


def _seal(safe: Safe, *, everywhere: bool) -> bool:
    try:
        seal(safe, everywhere=everywhere)
    except SealingElsewhereError:
        return False
    except SealError as error:
        # It stays so until an operator acts; the trail, the audit page and /readyz say it as well.
        log.error("sealing stopped", reason=error.message.in_english())  # noqa: TRY400 - the sentence says all
        return False
    return True


def _send_head(transport: Transport, settings: Settings) -> None:
    head = unmailed_head()
    if head is None:
        return
    with force_locale(settings.language):
        mail = EmailMessage()
        mail["Subject"] = gettext("Signed head of the trail over %(size)s events", size=head.size)
        mail["From"], mail["To"] = settings.mail_from, settings.checkpoint_mail
        mail["Date"] = format_datetime(current_clock.get().now())
        mail["Message-ID"] = f"<checkpoint-{head.log_no}-{head.size}@mulu>"
        mail.set_content(
            gettext(
                "Keep this mail: the trail can be checked against it, even if everything else was rewritten."
            )
        )
        mail.add_attachment(
            head.note, maintype="application", subtype="octet-stream", filename=f"{head.size}.checkpoint"
        )
    transport.send(mail, login="checkpoints")
    mailed(head)
