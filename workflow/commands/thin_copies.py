"""Thin the copies of signed heads outside: what the tree agrees with goes when it is old, what contradicts it stays."""

from datetime import timedelta

from sqlalchemy.orm import Session

from ledger.checkpoint import Checkpoint
from ledger.hashing import TreeHash
from ledger.note import NoteError, parse_note
from ledger.tree import MissingNodeError, root
from models import LedgerLog
from models.db import db
from workflow.actor import SYSTEM
from workflow.audit import Happening, Subject, record
from workflow.queries.verifications import logs
from workflow.sealing import store
from workflow.sealing.heads import is_signed
from workflow.sealing.safe import Safe
from workflow.sealing.signing import known_keys
from workflow.sealing.thinning import ALL, Copy, copies_in, superfluous
from workflow.unit import current_clock, unit

DAY = timedelta(days=1)


def thin_copies(safe: Safe) -> int:
    """Remove the copies that need not be kept, once a day, and return how many; the trail says so before.

    A copy that the stored tree does not meet is evidence, and stays. In a folder that lets nobody remove anything
    nothing is removed.
    """
    with db.engine.connect() as connection, Session(connection) as session:
        due = {log.origin: _due(session, log, safe) for log in logs(session)}
    removed = 0
    for origin, copies in due.items():
        if copies and _may_remove(next(iter(copies.values()))):
            _note(origin, sorted(copies))
            for copy in copies.values():
                copy.path.unlink(missing_ok=True)
            removed += len(copies)
    return removed


def _due(session: Session, log: LedgerLog, safe: Safe) -> dict[int, Copy]:
    """Return by size what need not be kept of a log and the tree agrees with; nothing before a day's worth is there."""
    now = current_clock.get().now()
    copies = superfluous(copies_in(safe.outside_of(log.origin)), now)
    if not any(now - one.written > ALL + DAY for one in copies):
        return {}
    sizes = ((one, _agreed_size(session, log, one)) for one in copies)
    return {size: one for one, size in sizes if size is not None}


def _may_remove(copy: Copy) -> bool:
    """Whether the folder lets a file go; in one where files are only ever added it does not."""
    aside = copy.path.with_suffix(".old")
    try:
        copy.path.rename(aside)
        aside.rename(copy.path)
    except OSError:
        return False
    return True


def _note(origin: str, sizes: list[int]) -> None:
    with unit(SYSTEM) as work:
        record(
            work,
            Happening(
                action="copies_thinned",
                subject=Subject(kind="ledger", id=origin),
                details={"removed": len(sizes), "smallest": sizes[0], "largest": sizes[-1]},
                owed=False,
            ),
        )


def _agreed_size(session: Session, log: LedgerLog, copy: Copy) -> int | None:
    """Return the size of a head that a key of the log signed and the stored tree meets; None of any other."""
    try:
        note = parse_note(copy.note)
        head = Checkpoint.parse(note.text)
        met = root(TreeHash(log.hash_algorithm), head.size, store.reader(session, log)) == head.root
    except (NoteError, MissingNodeError):
        return None
    is_ours = head.origin == log.origin and is_signed(note, known_keys(session, log))
    return head.size if met and is_ours else None
