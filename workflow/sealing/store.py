"""The stored tree of a log: reading the perfect subtrees that a proof needs, adding leaves, finding what is unsealed."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.hashing import TreeHash
from ledger.tree import Place, Read, grow
from models import Event, LedgerCheckpoint, LedgerLeaf, LedgerLog, LedgerNode
from models.db import db
from values.messages import N_, Message
from workflow.sealing.safe import SealError

SLACK = 10_000
"""Ids below the newest sealed event that are looked through each time.

PostgreSQL commits ids out of order, so that an event may appear below others that are sealed. One whose transaction
was open while so many others came and were sealed is found by the search that looks at every event.
"""


def new_origin(hash_algorithm: str) -> str:
    """Return a name for a log that no other has; it tells verifiers of the hash where that is not SHA-256."""
    suffix = "" if hash_algorithm == "sha256" else f"/{hash_algorithm}"
    return f"mulu-{secrets.token_hex(8)}{suffix}"


def current_log() -> LedgerLog:
    """Return the log to which events belong now.

    Raises: SealError before the installation is set up.
    """
    with db.engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
        log = session.scalar(sa.select(LedgerLog).order_by(LedgerLog.no.desc()).limit(1))
        if log is None:
            raise SealError(Message(N_("This installation has no log yet: run flask --app wsgi seed first.")))
        session.expunge_all()
        return log


def size_of(session: Session, log: LedgerLog) -> int:
    """Return how many leaves a log has."""
    last = session.scalar(sa.select(sa.func.max(LedgerLeaf.index)).where(LedgerLeaf.log_no == log.no))
    return 0 if last is None else last + 1


def newest_checkpoint(session: Session, log: LedgerLog) -> LedgerCheckpoint | None:
    """Return the newest signed head of a log."""
    return session.scalar(
        sa.select(LedgerCheckpoint)
        .where(LedgerCheckpoint.log_no == log.no)
        .order_by(LedgerCheckpoint.size.desc())
        .limit(1)
    )


def reader(session: Session, log: LedgerLog) -> Read:
    """Return how the stored subtrees of a log are read: in two statements, whatever is asked for."""

    def read(places: Collection[Place]) -> Mapping[Place, bytes]:
        leaves = [index for level, index in places if level == 0]
        nodes = [place for place in places if place[0]]
        found: dict[Place, bytes] = {}
        if leaves:
            rows = session.execute(
                sa.select(LedgerLeaf.index, LedgerLeaf.leaf_hash).where(
                    LedgerLeaf.log_no == log.no, LedgerLeaf.index.in_(leaves)
                )
            )
            found |= {(0, index): leaf for index, leaf in rows}
        if nodes:
            # Each with the whole key, so that both databases look it up in the index; a list of keys is scanned.
            wanted = (
                sa.and_(LedgerNode.log_no == log.no, LedgerNode.level == level, LedgerNode.index == index)
                for level, index in nodes
            )
            rows_above = session.execute(
                sa.select(LedgerNode.level, LedgerNode.index, LedgerNode.hash).where(sa.or_(*wanted))
            )
            found |= {(level, index): root for level, index, root in rows_above}
        return found

    return read


def unsealed(session: Session, *, most: int, everywhere: bool = False) -> list[tuple[int, bytes]]:
    """Return ids and bytes of events without a leaf, in the order of their ids."""
    query = _unsealed(everywhere=everywhere).order_by(Event.id).limit(most)
    return [(number, data) for number, data in session.execute(query.with_only_columns(Event.id, Event.data))]


def oldest_unsealed(session: Session) -> datetime | None:
    """Return the moment of the oldest event that has no leaf yet."""
    query = _unsealed(everywhere=False).with_only_columns(Event.at).order_by(Event.id).limit(1)
    return session.scalar(query)


def add_leaves(session: Session, log: LedgerLog, size: int, leaves: Sequence[tuple[int, bytes]]) -> None:
    """Add events (id and leaf hash) behind the first `size` leaves, with the subtrees that they complete."""
    tree = grow(TreeHash(log.hash_algorithm), size, [leaf for _, leaf in leaves], reader(session, log))
    session.execute(
        sa.insert(LedgerLeaf),
        [
            {"log_no": log.no, "index": size + place, "event_id": event_id, "leaf_hash": leaf}
            for place, (event_id, leaf) in enumerate(leaves)
        ],
    )
    nodes = [
        {"log_no": log.no, "level": level, "index": index, "hash": root}
        for (level, index), root in tree.items()
        if level
    ]
    if nodes:
        session.execute(sa.insert(LedgerNode), nodes)


def _unsealed(*, everywhere: bool) -> sa.Select[int]:
    query = (
        sa.select(Event.id)
        .outerjoin(LedgerLeaf, LedgerLeaf.event_id == Event.id)
        .where(LedgerLeaf.event_id.is_(None))
    )
    if everywhere:
        return query
    newest = sa.select(sa.func.coalesce(sa.func.max(LedgerLeaf.event_id), 0)).scalar_subquery()
    return query.where(Event.id > newest - SLACK)
