"""Back up and restore; after a restore the newest head outside tells whether the database is older than it was."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from models.db import db
from models.migrations import upgrade
from values.messages import Message
from workflow.actor import SYSTEM
from workflow.audit import Happening, Subject, record
from workflow.backups import bring_back, copy_out
from workflow.commands.seal import RolledBackError, note_rollback, refuse_older_state
from workflow.sealing import store
from workflow.sealing.safe import Safe
from workflow.search.rebuilding import fill_if_empty
from workflow.unit import current_clock, unit

CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A copy that was made."""

    size: int
    """In bytes."""
    sha256: str
    events: int
    """Events that were sealed when it was begun."""


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A copy that was brought back."""

    aside: Path | None
    """Where the database before it lies now."""
    events: int
    """Sealed events that it has."""
    rollback: Message | None
    """Why it is older than what was written outside; None where it is not."""


def back_up(target: Path, *, programs: Path | None = None) -> Backup:
    """Copy the database into a new file while it runs, and record it. Keys and heads outside are not in it.

    Raises: BackupError.
    """
    log = store.current_log()
    with db.engine.connect() as connection, Session(connection) as session:
        events = store.size_of(session, log)
    copy_out(target, programs)
    made = Backup(size=target.stat().st_size, sha256=_sha256(target), events=events)
    with unit(SYSTEM) as work:
        record(
            work,
            Happening(
                action="backed_up",
                subject=Subject(kind="installation", id=log.origin),
                details={"size": made.size, "sha256": made.sha256, "events": made.events},
                owed=False,
            ),
        )
    return made


def restore(source: Path, safe: Safe, *, programs: Path | None = None) -> Restored:
    """Put a copy in the place of the database, migrate it, and hold it against the newest head outside.

    Raises: BackupError where nothing was changed.
    """
    aside = bring_back(source, programs, now=current_clock.get().now())
    upgrade(db.engine)
    fill_if_empty()
    log = store.current_log()
    rollback: Message | None = None
    with db.engine.connect() as connection, Session(connection) as session:
        events = store.size_of(session, log)
        try:
            refuse_older_state(session, log, safe)
        except RolledBackError as error:
            found = error
            rollback = error.message
    if rollback is not None:
        note_rollback(log, found)
    with unit(SYSTEM) as work:
        record(
            work,
            Happening(
                action="restored",
                subject=Subject(kind="installation", id=log.origin),
                details={
                    "sha256": _sha256(source),
                    "events": events,
                    "outcome": "older" if rollback else "newest",
                },
                owed=False,
            ),
        )
    return Restored(aside=aside, events=events, rollback=rollback)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
