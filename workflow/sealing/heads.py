"""The signed heads of a log that a verification holds against its tree: those in the database, outside, and given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.checkpoint import Checkpoint
from ledger.note import Note, NoteError, VerifierKey, parse_note, require_signed
from models import LedgerCheckpoint, LedgerLog
from values.messages import N_, Message
from workflow.sealing import store
from workflow.sealing.outside import SUFFIX
from workflow.sealing.rounds import Checked
from workflow.sealing.safe import Safe
from workflow.sealing.signing import known_keys, named_keys, turnovers
from workflow.sealing.walk import Wrong


@dataclass
class Heads:
    """The signed heads that must be met, by size; one that no key of the log signed is wrong itself."""

    log: LedgerLog
    keys: Sequence[VerifierKey]
    by_size: dict[int, list[tuple[bytes, Message]]] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    count: int = 0
    outside: int = 0
    """Size of the newest head that is held outside the database."""

    def add(self, note: bytes, who: Message) -> int:
        """Take a head in, and return its size; 0 where it cannot be believed."""
        self.count += 1
        try:
            parsed = parse_note(note)
            head = Checkpoint.parse(parsed.text)
        except NoteError:
            head = None
        if head is None or head.origin != self.log.origin or not is_signed(parsed, self.keys):
            self.wrong.append(Wrong(Message(N_("%(who)s is not signed by a key of this log."), {"who": who})))
            return 0
        self.by_size.setdefault(head.size, []).append((head.root, who))
        return head.size


def heads_of(
    session: Session,
    log: LedgerLog,
    safe: Safe,
    *,
    keys: Sequence[VerifierKey] = (),
    given: Sequence[Path] = (),
    part: Checked | None = None,
) -> Heads:
    """Return the heads of a log; of a part of it those outside, the newest, and those signed within the part."""
    heads = Heads(log, _vouched(session, log, keys) if keys else known_keys(session, log))
    for path in (*sorted(safe.outside_of(log.origin).glob(f"*{SUFFIX}")), *given):
        try:
            note = path.read_bytes()
        except FileNotFoundError:
            # It was thinned out meanwhile.
            continue
        size = heads.add(note, Message(N_("The head in %(path)s"), {"path": str(path)}))
        heads.outside = max(heads.outside, size)
    for size, note in _inside(session, log, part):
        heads.add(note, Message(N_("The head over %(size)s events in the database"), {"size": size}))
    return heads


def _vouched(session: Session, log: LedgerLog, held: Sequence[VerifierKey]) -> list[VerifierKey]:
    """Return the keys that somebody holds, and those that the log names under a head that one of these signed."""
    trusted, named = list(held), named_keys(session, log)
    newest = store.newest_checkpoint(session, log)
    heads = [*(head for _, head in turnovers(session, log)), *([newest] if newest else [])]
    for head in heads:
        if is_signed(parse_note(head.note), trusted):
            trusted += [key for place, key in named if place < head.size and key not in trusted]
    return trusted


def _inside(session: Session, log: LedgerLog, part: Checked | None) -> Sequence[tuple[int, bytes]]:
    query = (
        sa.select(LedgerCheckpoint.size, LedgerCheckpoint.note)
        .where(LedgerCheckpoint.log_no == log.no)
        .order_by(LedgerCheckpoint.size)
    )
    if part is not None:
        newest = sa.select(sa.func.max(LedgerCheckpoint.size)).where(LedgerCheckpoint.log_no == log.no)
        within = LedgerCheckpoint.size.between(part.first + 1, part.before)
        query = query.where(sa.or_(within, LedgerCheckpoint.size == newest.scalar_subquery()))
    return [(size, note) for size, note in session.execute(query)]


def is_signed(note: Note, keys: Sequence[VerifierKey]) -> bool:
    """Return whether one of the keys signed a head, and none of them wrongly."""
    signed = False
    for key in keys:
        if any((one.name, one.key_id) == (key.name, key.key_id) for one in note.signatures):
            try:
                require_signed(note, key)
            except NoteError:
                return False
            signed = True
    return signed
