"""Seal: events become leaves, the tree's head is signed and written outside. Each step can be taken up again.

Leaves are committed first; the old head must be consistent with the new one before that is signed; a head is
committed before it is written outside. So no two heads that were signed can contradict each other, whenever a
process dies.
"""

import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.checkpoint import Checkpoint
from ledger.hashing import TreeHash
from ledger.proofs import ProofError, verify_consistency
from ledger.tree import MissingNodeError, consistency_proof, root
from models import Event, LedgerCheckpoint, LedgerCopy, LedgerLog
from models.db import db
from values.messages import N_, Message
from workflow.actor import SYSTEM
from workflow.audit import Happening, Subject, record
from workflow.sealing import store
from workflow.sealing.outside import newest_outside, write_outside
from workflow.sealing.safe import Safe, SealError, seal_lock
from workflow.sealing.signing import prepare_key, sign
from workflow.unit import current_clock, transaction, unit

TOGETHER = 256
"""Events that are given their leaves in one transaction: a few milliseconds of SQLite's write lock."""

READ_TOGETHER = 4 * TOGETHER
"""Events that are read and hashed at once."""

FOLDER = "folder"
LEDGER = "ledger"
"""Kind of subject of events about a log."""


class RolledBackError(SealError):
    """The database is older than a head that was written outside."""

    def __init__(self, *, outside: int, here: int) -> None:
        """Say by how much."""
        self.outside, self.here = outside, here
        super().__init__(
            Message(
                N_(
                    "A signed head outside the database covers %(outside)s events, but the database has only %(here)s"
                    " of them, or others: it was set back to an older state or changed. Sealing has stopped until"
                    " an operator opens a new log (flask ledger open)."
                ),
                {"outside": outside, "here": here},
            )
        )


class InconsistentError(SealError):
    """The stored tree does not continue the head that was signed last."""

    def __init__(self, size: int) -> None:
        """Say which head."""
        super().__init__(
            Message(
                N_(
                    "The stored tree does not continue the head that was signed over %(size)s events:"
                    " leaves were changed. Sealing has stopped; flask ledger verify names what is wrong."
                ),
                {"size": size},
            )
        )


@dataclass(frozen=True)
class Sealed:
    """What a run did: the leaves there are, and how many are new."""

    size: int
    added: int


def seal(safe: Safe, *, everywhere: bool = False) -> Sealed:
    """Seal all that is committed; `everywhere` looks for unsealed events among all, not only the latest.

    Raises: SealingElsewhereError where another process is at it; SealError where it must not or cannot go on.
    """
    with seal_lock():
        log = store.current_log()
        with db.engine.connect() as connection, Session(connection) as session:
            try:
                refuse_older_state(session, log, safe)
            except RolledBackError as error:
                note_rollback(log, error)
                raise
            prepare_key(session, log, safe)
        sealed = _add_leaves(log, everywhere=everywhere)
        _sign_head(log, safe)
        _write_copies(log, safe)
        return sealed


def refuse_older_state(session: Session, log: LedgerLog, safe: Safe) -> None:
    """Check that the stored tree contains what was last written outside.

    Raises: RolledBackError; OutsideUnreadableError.
    """
    found = newest_outside(safe.outside_of(log.origin))
    if found is None:
        return
    outside, _ = found
    size = store.size_of(session, log)
    try:
        same = outside.size <= size and outside.root == root(
            TreeHash(log.hash_algorithm), outside.size, store.reader(session, log)
        )
    except MissingNodeError:
        same = False
    if not same:
        raise RolledBackError(outside=outside.size, here=size)


def note_rollback(log: LedgerLog, error: RolledBackError) -> None:
    """Record once for each head outside that the database is older than it."""
    with unit(SYSTEM) as work:
        known = work.session.scalars(
            sa.select(Event.data).where(
                Event.action == "rollback_found", Event.subject_kind == LEDGER, Event.subject_id == log.origin
            )
        )
        if any(json.loads(data)["details"]["outside"] == error.outside for data in known):
            return
        record(
            work,
            Happening(
                action="rollback_found",
                subject=Subject(kind=LEDGER, id=log.origin),
                details={"outside": error.outside, "here": error.here},
                owed=False,
            ),
        )


def _add_leaves(log: LedgerLog, *, everywhere: bool) -> Sealed:
    """Add leaves until none is missing; nobody else can meanwhile, since this process has the seal lock."""
    added = 0
    while True:
        # Read and hashed outside the transactions that hold the write lock.
        growth = _growth(log, everywhere=everywhere)
        for part in growth.parts(TOGETHER):
            with transaction() as session:
                part.write(session)
        added += len(growth.leaves)
        if len(growth.leaves) < READ_TOGETHER:
            return Sealed(growth.size + len(growth.leaves), added)


def _growth(log: LedgerLog, *, everywhere: bool) -> store.Growth:
    """Return the next leaves, with all that is to be hashed for them."""
    tree_hash = TreeHash(log.hash_algorithm)
    with db.engine.connect() as connection, Session(connection) as session:
        size = store.size_of(session, log)
        events = store.unsealed(session, most=READ_TOGETHER, everywhere=everywhere)
        leaves = [(number, tree_hash.leaf(data)) for number, data in events]
        try:
            return store.grown(session, log, size, leaves) if leaves else store.Growth(log.no, size, [], {})
        except MissingNodeError as error:
            raise InconsistentError(size) from error


def _sign_head(log: LedgerLog, safe: Safe) -> None:
    with db.engine.connect() as connection, Session(connection) as session:
        size, last = store.size_of(session, log), store.newest_checkpoint(session, log)
        if size == (last.size if last else 0):
            return
        tree_hash, read = TreeHash(log.hash_algorithm), store.reader(session, log)
        try:
            head = root(tree_hash, size, read)
            if last is not None:
                verify_consistency(
                    tree_hash,
                    old=last.size,
                    new=size,
                    proof=consistency_proof(tree_hash, last.size, size, read),
                    old_root=last.root,
                    new_root=head,
                )
        except (MissingNodeError, ProofError) as error:
            raise InconsistentError(last.size if last else 0) from error
        note = sign(session, log, safe, Checkpoint(log.origin, size, head).text())
    with transaction() as session:
        session.add(
            LedgerCheckpoint(
                log_no=log.no, size=size, root=head, note=bytes(note), signed_at=current_clock.get().now()
            )
        )


def _write_copies(log: LedgerLog, safe: Safe) -> None:
    """Write the newest head into the folder outside, and note that it is there."""
    with db.engine.connect() as connection, Session(connection) as session:
        last = store.newest_checkpoint(session, log)
        copied = sa.select(LedgerCopy.size).where(LedgerCopy.log_no == log.no, LedgerCopy.place == FOLDER)
        if last is None or session.scalar(copied.where(LedgerCopy.size == last.size)) is not None:
            return
        size, note = last.size, last.note
    write_outside(safe.outside_of(log.origin), size, note)
    with transaction() as session:
        session.add(LedgerCopy(log_no=log.no, size=size, place=FOLDER, written_at=current_clock.get().now()))
