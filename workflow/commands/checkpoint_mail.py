"""What the auditor's mailbox is owed: the newest signed head, at most one an hour."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import LedgerCheckpoint, LedgerCopy
from models.db import db
from workflow.sealing import store
from workflow.unit import current_clock, transaction

MAILBOX = "mailbox"
EVERY = timedelta(hours=1)


def unmailed_head() -> LedgerCheckpoint | None:
    """Return the newest head where it was not mailed and the last mail is an hour old."""
    log = store.current_log()
    with db.engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
        head = store.newest_checkpoint(session, log)
        last = session.scalar(
            sa.select(LedgerCopy)
            .where(LedgerCopy.log_no == log.no, LedgerCopy.place == MAILBOX)
            .order_by(LedgerCopy.size.desc())
            .limit(1)
        )
        session.expunge_all()
    if head is None or (last is not None and last.size == head.size):
        return None
    if last is not None and current_clock.get().now() - last.written_at < EVERY:
        return None
    return head


def mailed(head: LedgerCheckpoint) -> None:
    """Note that a head went out; a mail that is sent twice after a crash is the same mail."""
    with transaction() as session:
        session.add(
            LedgerCopy(
                log_no=head.log_no, size=head.size, place=MAILBOX, written_at=current_clock.get().now()
            )
        )
