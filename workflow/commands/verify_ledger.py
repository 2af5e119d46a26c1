"""Verification: everything that can be recomputed is recomputed, and the first leaf that is wrong is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.note import NoteError, VerifierKey
from models import LedgerCheckpoint, LedgerLog
from models.db import db
from values.messages import N_, Message
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.queries.verifications import checks_of, logs
from workflow.sealing import store
from workflow.sealing.beside import (
    gone_leaves,
    releases_of_no_publication,
    releases_without_event,
    states_without_event,
)
from workflow.sealing.contents import Contents
from workflow.sealing.heads import heads_of
from workflow.sealing.hidings import hidings_unlike_events
from workflow.sealing.rounds import Checked, due
from workflow.sealing.safe import Safe, SealError
from workflow.sealing.walk import Walk, Wrong
from workflow.sealing.words import Words
from workflow.unit import current_clock, unit

LARGEST_AT_ONCE = 20_000
"""Events that are verified while a person waits: some seconds."""

MOST_UNSEALED = 1_000_000
"""Events without a leaf that are counted; sealing has long stopped where there are more."""


@dataclass(frozen=True)
class Part:
    """The leaves of a log that a run hashes."""

    origin: str
    leaves: Checked

    def of(self, log: LedgerLog) -> Checked:
        """Return which leaves of a log are in it; of another log none."""
        return self.leaves if log.origin == self.origin else Checked(0, 0, None)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was checked, when, against what, and what is wrong."""

    origin: str
    at: datetime
    size: int
    root: bytes
    part: Part | None = None
    """The leaves whose events and contents were hashed anew; None where it was all of them."""
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
    erased: int = 0
    """Comments that were erased by law, as events say."""

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
    return _recorded(done, actor)


def _recorded(done: Verification, actor: Actor) -> Verification:
    part = done.part
    with unit(actor) as work:
        record(
            work,
            Happening(
                action="ledger_verified",
                subject=Subject(kind="ledger", id=done.origin),
                details={
                    "size": done.size,
                    "root": done.root.hex(),
                    "outside": done.outside,
                    "outcome": "right" if done.is_right else "wrong",
                    "wrong": done.wrong[0].index if done.wrong else None,
                    "wrong_before": done.wrong[0].before if done.wrong else None,
                    "of": part.origin if part else None,
                    "first": part.leaves.first if part else 0,
                    "before": part.leaves.before if part else done.size,
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
    """Verify the next part that is due of any log, and every tree and head; None where this night's work is done.

    A run hashes a bounded number of leaves; what it did stands in the trail, so that the next one goes on there.
    """
    log, now = store.current_log(), current_clock.get().now()
    with db.engine.connect() as connection, Session(connection) as session:
        if session.scalar(sa.select(LedgerCheckpoint.size).limit(1)) is None:
            return None
        part = next(_parts_due(session, now), None)
        if part is None:
            return None
        done = _verify(session, log, safe, (), (), part)
    return _recorded(done, SYSTEM)


def _parts_due(session: Session, now: datetime) -> Iterator[Part]:
    """Yield what is due of each log, the present one first."""
    for log in reversed(logs(session)):
        leaves = due(checks_of(session, log), store.size_of(session, log), now=now)
        if leaves is not None:
            yield Part(log.origin, leaves)


def _verify(
    session: Session,
    log: LedgerLog,
    safe: Safe,
    keys: Sequence[VerifierKey],
    given: Sequence[Path],
    part: Part | None = None,
) -> Verification:
    contents, words, wrong, count = Contents(session), Words(session), list[Wrong](), 0
    for ended in logs(session)[:-1]:
        leaves = part.of(ended) if part else None
        heads = heads_of(session, ended, safe, part=leaves)
        # What a log lost when it was set back is named by the first leaf of the next one.
        kept = store.size_of(session, ended)
        known = {size: said for size, said in heads.by_size.items() if size <= kept}
        wrong += [*_walk(Walk(session, ended, known, _span(leaves)), contents, words), *heads.wrong]
        count += heads.count
    leaves = part.of(log) if part else None
    heads = heads_of(session, log, safe, keys=keys, given=given, part=leaves)
    walk = Walk(session, log, heads.by_size, _span(leaves))
    wrong += [*_walk(walk, contents, words), *heads.wrong]
    unsealed = store.unsealed(session, most=MOST_UNSEALED, everywhere=True)
    wrong += [*states_without_event(session), *hidings_unlike_events(session)]
    if part is not None:
        wrong += [*gone_leaves(session, log, walk.size), *releases_of_no_publication(session)]
    elif not unsealed:
        # A release of the last minute may be among the events that have no leaf yet.
        wrong += releases_without_event(session, contents.published)
    return Verification(
        origin=log.origin,
        at=current_clock.get().now(),
        size=walk.size,
        root=walk.root,
        part=part,
        contents=len(contents.checked),
        versions=contents.versions,
        heads=count + heads.count,
        outside=heads.outside or None,
        unsealed=len(unsealed),
        wrong=tuple(wrong),
        destroyed=tuple(sorted(contents.destroyed.items(), key=lambda one: int(one[0]))),
        erased=words.erased,
    )


def _span(leaves: Checked | None) -> tuple[int, int] | None:
    return None if leaves is None else (leaves.first, leaves.before)


def _walk(walk: Walk, contents: Contents, words: Words) -> list[Wrong]:
    """Return what is wrong with a log and what its events name, in the order of its leaves."""
    named = [wrong for leaf in walk.leaves() for wrong in (*contents.check(leaf), *words.check(leaf))]
    return sorted([*walk.wrong, *named], key=lambda one: (one.index or 0, one.before or 0))


def _keys_in(path: Path) -> list[VerifierKey]:
    try:
        return [VerifierKey.parse(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (NoteError, UnicodeDecodeError) as error:
        message = N_("The file %(path)s holds no public key of a log.")
        raise SealError(Message(message, {"path": str(path)})) from error
