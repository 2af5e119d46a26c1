"""What an operator does to a log: turns its key over, or opens a new one after a return to an older state."""

from sqlalchemy.orm import Session

from ledger.hashing import TreeHash
from ledger.keys import make_key_file
from ledger.note import VerifierKey
from models import LedgerLog
from models.db import db
from values.messages import N_, Message
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.commands.seal import RolledBackError, refuse_older_state
from workflow.lifecycle import table_sha256
from workflow.sealing import signing, store
from workflow.sealing.outside import newest_outside
from workflow.sealing.safe import PATIENCE, Safe, SealError, seal_lock
from workflow.unit import unit


def rotate_key(safe: Safe, *, actor: Actor = SYSTEM) -> VerifierKey:
    """Make the next key of the log; the next head bears both signatures, those after it the new one alone.

    Raises: SealingElsewhereError; SealError where the present key is gone.
    """
    with seal_lock(patience=PATIENCE):
        log = store.current_log()
        with db.engine.connect() as connection, Session(connection) as session:
            return signing.rotate_key(session, log, safe, actor=actor)


def open_log(safe: Safe, *, actor: Actor = SYSTEM) -> VerifierKey:
    """Open a new log after the database was set back; its first leaf names the newest head outside.

    Returns: the public key of the new log.
    Raises: SealError where the present log can go on; its history is not to be left without need.
    """
    with seal_lock(patience=PATIENCE):
        old = store.current_log()
        origin = store.new_origin(old.hash_algorithm)
        found = newest_outside(safe.outside_of(old.origin))
        with db.engine.connect() as connection, Session(connection) as session:
            try:
                refuse_older_state(session, old, safe)
            except RolledBackError:
                pass
            else:
                raise SealError(
                    Message(N_("The present log goes on; a new one is opened only after a rollback."))
                )
        if found is None:
            raise SealError(Message(N_("There is no head outside that a new log could follow.")))
        key = make_key_file(safe.keys_of(origin) / "0001.key", origin).verifier_key
        with unit(actor) as work:
            head, note = found
            log = LedgerLog(
                no=old.no + 1,
                origin=origin,
                hash_algorithm=old.hash_algorithm,
                opened_at=work.now,
                follows=note,
            )
            work.session.add(log)
            work.session.flush()
            event = record(
                work,
                Happening(
                    action="log_opened",
                    subject=Subject(kind="ledger", id=origin),
                    details={
                        "follows": head.origin,
                        "size": head.size,
                        "root": head.root.hex(),
                        "here": store.size_of(work.session, old),
                        "verifier_key": str(key),
                        "table_sha256": table_sha256(),
                    },
                    owed=False,
                ),
            )
            # It must be the first leaf, before what the old log left unsealed.
            leaf = TreeHash(log.hash_algorithm).leaf(event.data)
            store.grown(work.session, log, 0, [(event.id, leaf)]).write(work.session)
            return key
