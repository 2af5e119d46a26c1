"""Verification: everything that can be recomputed is recomputed, and the first leaf that is wrong is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.checkpoint import Checkpoint
from ledger.note import Note, NoteError, VerifierKey, parse_note, require_signed
from models import Event, LedgerCheckpoint, LedgerLog, Proposal
from models.db import db
from values.messages import N_, Message
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.sealing import store
from workflow.sealing.contents import Contents, releases_without_event
from workflow.sealing.outside import SUFFIX
from workflow.sealing.safe import Safe, SealError
from workflow.sealing.signing import known_keys
from workflow.sealing.walk import Walk, Wrong
from workflow.unit import current_clock, unit

NIGHTLY = timedelta(hours=20)
"""How long ago the last verification must be for the nightly one."""

LARGEST_AT_ONCE = 20_000
"""Events that are verified while a person waits: some seconds."""

MOST_UNSEALED = 1_000_000
"""Events without a leaf that are counted; sealing has long stopped where there are more."""


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was checked, when, against what, and what is wrong."""

    origin: str
    at: datetime
    size: int
    root: bytes
    contents: int
    """Frozen contents and files that were hashed anew."""
    versions: int
    """Published rows that were hashed anew."""
    heads: int
    """Signed heads that were compared, inside and outside the database."""
    outside: int | None
    """The size of the newest head that was held outside the database; None where there was none."""
    unsealed: int
    wrong: tuple[Wrong, ...]
    destroyed: tuple[tuple[str, int], ...] = ()
    """Lists for destruction (销毁清册), and how many contents are gone by each."""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def verify(
    safe: Safe,
    *,
    actor: Actor,
    keys: Sequence[Path] = (),
    given: Sequence[Path] = (),
    most: int | None = None,
) -> Verification:
    """Check the newest log against what is stored and what is held outside, and record that it was done.

    Args:
        safe: where heads were written outside.
        actor: who had it checked.
        keys: files with public keys that the reader holds; those of the database where there are none.
        given: files with heads that the reader holds, besides those in the folder outside.
        most: more events than this are refused, since somebody waits for the answer.

    Raises: SealError where a file holds no key, or there are more events.
    """
    log = store.current_log()
    if most is not None:
        _require_few(log, most)
    held = [key for path in keys for key in _keys_in(path)]
    with db.engine.connect() as connection, Session(connection) as session:
        done = _verify(session, log, safe, held, given)
    with unit(actor) as work:
        record(
            work,
            Happening(
                action="ledger_verified",
                subject=Subject(kind="ledger", id=log.origin),
                details={
                    "size": done.size,
                    "root": done.root.hex(),
                    "outside": done.outside,
                    "outcome": "right" if done.is_right else "wrong",
                    "wrong": done.wrong[0].index if done.wrong else None,
                    "wrong_before": done.wrong[0].before if done.wrong else None,
                },
                owed=False,
            ),
        )
    return done


def _require_few(log: LedgerLog, most: int) -> None:
    with db.engine.connect() as connection, Session(connection) as session:
        if store.size_of(session, log) > most:
            message = N_("The trail is too long to be verified while you wait: it is verified every night.")
            raise SealError(Message(message))


def verify_nightly(safe: Safe) -> Verification | None:
    """Verify where nobody has done so for most of a day; None where that is not due."""
    with db.engine.connect() as connection, Session(connection) as session:
        last = session.scalar(sa.select(sa.func.max(Event.at)).where(Event.action == "ledger_verified"))
        is_sealed = session.scalar(sa.select(LedgerCheckpoint.size).limit(1)) is not None
    if not is_sealed or (last is not None and current_clock.get().now() - last < NIGHTLY):
        return None
    return verify(safe, actor=SYSTEM)


@dataclass
class _Heads:
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
        if head is None or head.origin != self.log.origin or not _is_signed(parsed, self.keys):
            self.wrong.append(Wrong(Message(N_("%(who)s is not signed by a key of this log."), {"who": who})))
            return 0
        self.by_size.setdefault(head.size, []).append((head.root, who))
        return head.size


def _verify(
    session: Session, log: LedgerLog, safe: Safe, keys: Sequence[VerifierKey], given: Sequence[Path]
) -> Verification:
    contents, wrong, count = Contents(session), list[Wrong](), 0
    earlier = sa.select(LedgerLog).where(LedgerLog.no < log.no).order_by(LedgerLog.no)
    for ended in session.scalars(earlier).all():
        heads = _heads(session, ended, safe, (), ())
        # What a log lost when it was set back is named by the first leaf of the next one.
        kept = store.size_of(session, ended)
        known = {size: said for size, said in heads.by_size.items() if size <= kept}
        wrong += [*_walk(Walk(session, ended, known), contents), *heads.wrong]
        count += heads.count
    heads = _heads(session, log, safe, keys, given)
    walk = Walk(session, log, heads.by_size)
    wrong += [*_walk(walk, contents), *heads.wrong]
    unsealed = store.unsealed(session, most=MOST_UNSEALED, everywhere=True)
    wrong += _beside_the_trail(session, contents.published, has_unsealed=bool(unsealed))
    return Verification(
        origin=log.origin,
        at=current_clock.get().now(),
        size=walk.size,
        root=walk.root,
        contents=len(contents.checked),
        versions=contents.versions,
        heads=count + heads.count,
        outside=heads.outside or None,
        unsealed=len(unsealed),
        wrong=tuple(wrong),
        destroyed=tuple(sorted(contents.destroyed.items(), key=lambda one: int(one[0]))),
    )


def _walk(walk: Walk, contents: Contents) -> list[Wrong]:
    """Return what is wrong with a log and what its events name, in the order of its leaves."""
    of_contents = [wrong for leaf in walk.leaves() for wrong in contents.check(leaf)]
    return sorted([*walk.wrong, *of_contents], key=lambda one: (one.index or 0, one.before or 0))


def _heads(
    session: Session, log: LedgerLog, safe: Safe, keys: Sequence[VerifierKey], given: Sequence[Path]
) -> _Heads:
    heads = _Heads(log, list(keys) or known_keys(session, log))
    for path in (*sorted(safe.outside_of(log.origin).glob(f"*{SUFFIX}")), *given):
        size = heads.add(path.read_bytes(), Message(N_("The head in %(path)s"), {"path": str(path)}))
        heads.outside = max(heads.outside, size)
    for size, note in _inside(session, log):
        heads.add(note, Message(N_("The head over %(size)s events in the database"), {"size": size}))
    return heads


def _keys_in(path: Path) -> list[VerifierKey]:
    try:
        return [VerifierKey.parse(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (NoteError, UnicodeDecodeError) as error:
        message = N_("The file %(path)s holds no public key of a log.")
        raise SealError(Message(message, {"path": str(path)})) from error


def _inside(session: Session, log: LedgerLog) -> Sequence[tuple[int, bytes]]:
    rows = session.execute(
        sa.select(LedgerCheckpoint.size, LedgerCheckpoint.note)
        .where(LedgerCheckpoint.log_no == log.no)
        .order_by(LedgerCheckpoint.size)
    )
    return [(size, note) for size, note in rows]


def _is_signed(note: Note, keys: Sequence[VerifierKey]) -> bool:
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


def _beside_the_trail(
    session: Session, published: set[tuple[str, int]], *, has_unsealed: bool
) -> Iterable[Wrong]:
    """Yield states and releases that no event made."""
    same = (
        Event.proposal_id == Proposal.id,
        Event.proposal_version == Proposal.version,
        Event.to_state == sa.type_coerce(Proposal.state, sa.String),
    )
    states = sa.select(Proposal.number).where(~sa.exists().where(*same)).order_by(Proposal.number)
    for number in session.scalars(states):
        yield Wrong(
            Message(N_("No event made the present state of proposal %(number)s."), {"number": number})
        )
    if has_unsealed:
        # A release of the last minute may be among the events that have no leaf yet.
        return
    for code, no in releases_without_event(session, published):
        yield Wrong(
            Message(N_("No event published release %(no)s of %(code)s."), {"no": str(no), "code": code})
        )
