"""The keys of a log: made once, known to the trail, turned over with both signatures under one head."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.keys import FileSigner, KeyFileError, Signer, make_key_file, read_key_file
from ledger.note import Note, NoteError, VerifierKey, parse_note
from models import Event, LedgerCheckpoint, LedgerKey, LedgerLeaf, LedgerLog
from values.messages import N_, Message
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.sealing.safe import Safe, SealError
from workflow.sealing.store import newest_checkpoint
from workflow.unit import Unit, unit

SUFFIX = ".key"

KEY_IN_FORCE = "ledger_key_in_force"
"""The event that names a key by which heads are signed from then on."""

REASONS = {
    "missing": N_(
        "The signing key %(path)s is missing. Without it nothing is sealed; put it back from where you keep it safe."
    ),
    "open": N_("Others than its owner may read the signing key %(path)s: set its mode to 0600."),
    "malformed": N_("The file %(path)s is no signing key."),
}


def known_keys(session: Session, log: LedgerLog) -> list[VerifierKey]:
    """Return the public keys of a log, the present one last."""
    rows = session.scalars(
        sa.select(LedgerKey.verifier_key).where(LedgerKey.log_no == log.no).order_by(LedgerKey.no)
    )
    return [VerifierKey.parse(row) for row in rows]


def prepare_key(session: Session, log: LedgerLog, safe: Safe) -> None:
    """See that the log has a key and that the trail names it; the first is made here.

    Raises: SealError where a key that has signed before is gone or unfit.
    """
    known = known_keys(session, log)
    present = key_files(safe, log)
    if not known and not present:
        make_key_file(_path(safe, log, 1), log.origin)
        present = key_files(safe, log)
    if len(present) < len(known):
        raise SealError(Message(REASONS["missing"], {"path": str(_path(safe, log, len(known)))}))
    for no, path in enumerate(present[len(known) :], start=len(known) + 1):
        _bring_into_force(SYSTEM, log, no, _read(path).verifier_key)


def rotate_key(session: Session, log: LedgerLog, safe: Safe, *, actor: Actor) -> VerifierKey:
    """Make the next key and let the trail name it; the next head is signed with the one before as well."""
    prepare_key(session, log, safe)
    no = len(key_files(safe, log)) + 1
    made = make_key_file(_path(safe, log, no), log.origin).verifier_key
    _bring_into_force(actor, log, no, made)
    return made


def sign(session: Session, log: LedgerLog, safe: Safe, text: str) -> Note:
    """Sign a head with the present key, and with the one before where the last head bears only that.

    Raises: SealError.
    """
    known = known_keys(session, log)
    files = key_files(safe, log)[: len(known)]
    if len(files) < len(known) or not files:
        raise SealError(Message(REASONS["missing"], {"path": str(_path(safe, log, len(known) or 1))}))
    first = _first_signer(newest_checkpoint(session, log), known)
    signers: list[Signer] = [
        _own(_read(path), key, path) for path, key in zip(files[first:], known[first:], strict=True)
    ]
    return Note(text, tuple(signer.sign(text) for signer in signers))


def named_keys(session: Session, log: LedgerLog) -> list[tuple[int, VerifierKey]]:
    """Return the keys that the leaves of a log bring into force, each with the number of its leaf."""
    rows = session.execute(
        sa.select(LedgerLeaf.index.label("place"), Event.data)
        .join(Event, Event.id == LedgerLeaf.event_id)
        .where(LedgerLeaf.log_no == log.no, Event.action == KEY_IN_FORCE)
        .order_by(LedgerLeaf.index)
    )
    found = []
    for place, data in rows:
        # Of what names no key the walk says that it was changed.
        with suppress(NoteError, ValueError, LookupError, TypeError, AttributeError):
            found.append((place, VerifierKey.parse(json.loads(data)["details"]["verifier_key"])))
    return found


def turnovers(session: Session, log: LedgerLog) -> list[tuple[int, LedgerCheckpoint]]:
    """Return of each key after the first the leaf that names it, and the first head over that leaf, which both signed."""
    found = []
    for index, _ in named_keys(session, log)[1:]:
        head = session.scalar(
            sa.select(LedgerCheckpoint)
            .where(LedgerCheckpoint.log_no == log.no, LedgerCheckpoint.size > index)
            .order_by(LedgerCheckpoint.size)
            .limit(1)
        )
        if head is not None and len(parse_note(head.note).signatures) > 1:
            found.append((index, head))
    return found


def key_files(safe: Safe, log: LedgerLog) -> list[Path]:
    """Return the key files of a log, the present one last."""
    return sorted(safe.keys_of(log.origin).glob(f"*{SUFFIX}"))


def _first_signer(last: LedgerCheckpoint | None, known: Sequence[VerifierKey]) -> int:
    """Return the place of the first key that signs: the newest that signed the last head, else the present one.

    Of several keys that came into force since, each signs, so that nobody who holds one of them loses the way.
    """
    present = len(known) - 1
    if last is None:
        return present
    signed = {one.key_id for one in parse_note(last.note).signatures}
    return max((place for place, key in enumerate(known) if key.key_id in signed), default=present)


def _bring_into_force(actor: Actor, log: LedgerLog, no: int, key: VerifierKey) -> None:
    with unit(actor) as work:
        work.session.add(LedgerKey(log_no=log.no, no=no, verifier_key=str(key), since=work.now))
        _note_key(work, log, no, key)


def _note_key(work: Unit, log: LedgerLog, no: int, key: VerifierKey) -> None:
    record(
        work,
        Happening(
            action=KEY_IN_FORCE,
            subject=Subject(kind="ledger", id=log.origin),
            details={"no": no, "verifier_key": str(key)},
            owed=False,
        ),
    )


def _own(signer: FileSigner, known: VerifierKey, path: Path) -> FileSigner:
    if signer.verifier_key != known:
        raise SealError(Message(REASONS["malformed"], {"path": str(path)}))
    return signer


def _read(path: Path) -> FileSigner:
    try:
        return read_key_file(path)
    except KeyFileError as error:
        raise SealError(Message(REASONS[error.reason], {"path": str(path)})) from error


def _path(safe: Safe, log: LedgerLog, no: int) -> Path:
    return safe.keys_of(log.origin) / f"{no:04}{SUFFIX}"
