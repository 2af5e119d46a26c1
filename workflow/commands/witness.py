"""A witness: with a key and a memory of its own it checks that the log only grew, and signs that it saw so.

C2SP tlog-cosignature. Its folder is best kept by somebody else, on another machine.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.checkpoint import Checkpoint
from ledger.hashing import TreeHash
from ledger.keys import FileSigner, KeyFileError, make_key_file, read_key_file
from ledger.note import COSIGNATURE, Note, NoteError, VerifierKey, parse_note, require_signed
from ledger.proofs import ProofError, verify_consistency
from ledger.tree import consistency_proof
from models import LedgerCheckpoint, LedgerCosignature, LedgerLog
from models.db import db
from values.messages import N_, Message
from workflow.actor import SYSTEM
from workflow.audit import Happening, Subject, record
from workflow.sealing import store
from workflow.sealing.safe import SealError
from workflow.sealing.signing import REASONS, known_keys
from workflow.unit import current_clock, unit

KEY, SEEN, LOG_KEY = "witness.key", "seen", "vkey"
"""Files of a witness: its key, the last head it signed, and the log's key as it first saw it."""


class WitnessRefusedError(SealError):
    """The witness will not sign."""


@dataclass(frozen=True, kw_only=True)
class Witnessed:
    """What a witness signed."""

    size: int
    verifier_key: VerifierKey
    is_new: bool


def witness(folder: Path, name: str) -> Witnessed:
    """Check the newest head against the last one seen, sign it, and remember it.

    Args:
        folder: the witness's own; made at the first call, with a key and the log's key as found (pinned from then).
        name: what the witness's key is called, where it has none yet.

    Raises: WitnessRefusedError where the head is not signed by the pinned key, or does not continue what was seen.
    """
    signer = _key(folder, name)
    log = store.current_log()
    with db.engine.connect() as connection, Session(connection) as session:
        head = store.newest_checkpoint(session, log)
        if head is None:
            raise SealError(Message(N_("Nothing is sealed yet; try again in a minute.")))
        note = parse_note(head.note)
        _check_key(note, _pinned(session, log, folder))
        seen = _seen(folder)
        if seen is not None:
            _check_growth(session, log, seen, Checkpoint.parse(note.text))
        known = session.scalar(
            sa.select(LedgerCosignature.size).where(
                LedgerCosignature.log_no == log.no,
                LedgerCosignature.size == head.size,
                LedgerCosignature.verifier_key == str(signer.verifier_key),
            )
        )
    # Remembered before it is signed: whenever this process dies, it never signs what contradicts a signature of its own.
    _write(folder / SEEN, bytes(note))
    if known is None:
        _keep(log, head, signer, note)
    return Witnessed(size=head.size, verifier_key=signer.verifier_key, is_new=known is None)


def _key(folder: Path, name: str) -> FileSigner:
    path = folder / KEY
    try:
        return read_key_file(path) if path.exists() else make_key_file(path, name, kind=COSIGNATURE)
    except KeyFileError as error:
        raise SealError(Message(REASONS[error.reason], {"path": str(path)})) from error


def _pinned(session: Session, log: LedgerLog, folder: Path) -> list[VerifierKey]:
    """Return the log's keys that this witness trusts: what it saw first, and what its keeper has added."""
    path = folder / LOG_KEY
    if not path.exists():
        _write(path, "".join(f"{key}\n" for key in known_keys(session, log)).encode())
    try:
        return [VerifierKey.parse(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except NoteError as error:
        message = N_("The file %(path)s holds no public key of a log.")
        raise SealError(Message(message, {"path": str(path)})) from error


def _check_key(note: Note, keys: list[VerifierKey]) -> None:
    for key in keys:
        try:
            require_signed(note, key)
        except NoteError:
            continue
        return
    raise WitnessRefusedError(Message(N_("The newest head is not signed by a key that this witness knows.")))


def _seen(folder: Path) -> Checkpoint | None:
    path = folder / SEEN
    if not path.exists():
        return None
    try:
        return Checkpoint.parse(parse_note(path.read_bytes()).text)
    except NoteError as error:
        message = N_("The copy %(path)s of a signed head cannot be read.")
        raise SealError(Message(message, {"path": str(path)})) from error


def _check_growth(session: Session, log: LedgerLog, seen: Checkpoint, head: Checkpoint) -> None:
    tree_hash = TreeHash(log.hash_algorithm)
    try:
        if seen.origin != head.origin:
            raise ProofError("It is another log.")  # noqa: TRY301 - one refusal for all that does not continue
        proof = consistency_proof(tree_hash, seen.size, head.size, store.reader(session, log))
        verify_consistency(
            tree_hash, old=seen.size, new=head.size, proof=proof, old_root=seen.root, new_root=head.root
        )
    except (ProofError, ValueError, LookupError) as error:
        message = N_(
            "The newest head does not continue the one over %(size)s events that this witness saw last."
        )
        raise WitnessRefusedError(Message(message, {"size": seen.size})) from error


def _keep(log: LedgerLog, head: LedgerCheckpoint, signer: FileSigner, note: Note) -> None:
    with unit(SYSTEM) as work:
        line = signer.cosign(note.text, at=int(current_clock.get().now().timestamp())).line()
        work.session.add(
            LedgerCosignature(
                log_no=log.no,
                size=head.size,
                verifier_key=str(signer.verifier_key),
                line=line,
                signed_at=work.now,
            )
        )
        record(
            work,
            Happening(
                action="checkpoint_cosigned",
                subject=Subject(kind="ledger", id=log.origin),
                details={"witness": signer.name, "size": head.size},
                owed=False,
            ),
        )


def _write(path: Path, data: bytes) -> None:
    """Put a file in place of the one before, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(".part")
    with begun.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    begun.replace(path)
