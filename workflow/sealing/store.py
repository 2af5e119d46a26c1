"""The stored tree of a log: reading the perfect subtrees that a proof needs, adding leaves, finding what is unsealed."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

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

LEAF, NODE = LedgerLeaf.__table__, LedgerNode.__table__
"""Rows of the tree are read as such: no objects are made of them."""

INSERT_LEAF = 'INSERT INTO ledger_leaf (log_no, "index", event_id, leaf_hash) VALUES (?, ?, ?, ?)'
INSERT_NODE = 'INSERT INTO ledger_node (log_no, level, "index", hash) VALUES (?, ?, ?, ?)'

AT_ONCE = 50
"""Nodes that are asked for in one statement: more than a proof out of any log needs."""

LEAVES = sa.select(LEAF.c.index, LEAF.c.leaf_hash).where(
    LEAF.c.log_no == sa.bindparam("log_no"), LEAF.c.index.in_(sa.bindparam("indices", expanding=True))
)


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
    """Return how the stored subtrees of a log are read: one statement for leaves and one for up to fifty nodes."""

    def read(places: Collection[Place]) -> Mapping[Place, bytes]:
        leaves = [index for level, index in places if level == 0]
        nodes = [place for place in places if place[0]]
        found: dict[Place, bytes] = {}
        if leaves:
            rows = session.execute(LEAVES, {"log_no": log.no, "indices": leaves})
            found |= {(0, index): leaf for index, leaf in rows}
        for start in range(0, len(nodes), AT_ONCE):
            asked = nodes[start : start + AT_ONCE]
            values = {f"level_{n}": level for n, (level, _) in enumerate(asked)}
            values |= {f"index_{n}": index for n, (_, index) in enumerate(asked)}
            rows_above = session.execute(_select_nodes(len(asked)), {"log_no": log.no, **values})
            found |= {(level, index): root for level, index, root in rows_above}
        return found

    return read


@cache
def _select_nodes(count: int) -> sa.Select[int, int, bytes]:
    """Return the question for so many nodes, made once: making it takes ten times as long as the answer."""
    # Each with the whole key, so that both databases look it up in the index; a list of keys is scanned.
    wanted = (
        sa.and_(
            NODE.c.log_no == sa.bindparam("log_no"),
            NODE.c.level == sa.bindparam(f"level_{n}"),
            NODE.c.index == sa.bindparam(f"index_{n}"),
        )
        for n in range(count)
    )
    return sa.select(NODE.c.level, NODE.c.index, NODE.c.hash).where(sa.or_(*wanted))


def unsealed(session: Session, *, most: int, everywhere: bool = False) -> list[tuple[int, bytes]]:
    """Return ids and bytes of events without a leaf, in the order of their ids."""
    query = _unsealed(everywhere=everywhere).order_by(Event.id).limit(most)
    return [(number, data) for number, data in session.execute(query.with_only_columns(Event.id, Event.data))]


def oldest_unsealed(session: Session) -> datetime | None:
    """Return the moment of the oldest event that has no leaf yet."""
    query = _unsealed(everywhere=False).with_only_columns(Event.at).order_by(Event.id).limit(1)
    return session.scalar(query)


@dataclass(frozen=True)
class Growth:
    """Leaves that are to follow those of a log, with every subtree that they complete: all that takes hashing."""

    log_no: int
    size: int
    """Leaves that are there."""
    leaves: Sequence[tuple[int, bytes]]
    """Id of the event and hash of the leaf."""
    nodes: Mapping[Place, bytes]

    def parts(self, most: int) -> Iterator["Growth"]:
        """Yield the same in parts of so many leaves, each with the subtrees that its own leaves complete."""
        nodes: dict[int, dict[Place, bytes]] = defaultdict(dict)
        for (level, index), root in self.nodes.items():
            last = (index + 1 << level) - 1 - self.size
            nodes[last // most][level, index] = root
        for part, start in enumerate(range(0, len(self.leaves), most)):
            yield Growth(self.log_no, self.size + start, self.leaves[start : start + most], nodes[part])

    def write(self, session: Session) -> None:
        """Write them; nothing else is done, so that the write lock of SQLite is held for no more than that."""
        leaves = [
            (self.log_no, self.size + place, event_id, leaf)
            for place, (event_id, leaf) in enumerate(self.leaves)
        ]
        nodes = [(self.log_no, level, index, root) for (level, index), root in self.nodes.items()]
        connection = session.connection()
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        # Past the statement builder, which would take longer over two thousand rows than the database does.
        connection.exec_driver_sql(INSERT_LEAF.replace("?", mark), leaves)
        if nodes:
            connection.exec_driver_sql(INSERT_NODE.replace("?", mark), nodes)


def grown(session: Session, log: LedgerLog, size: int, leaves: Sequence[tuple[int, bytes]]) -> Growth:
    """Return what follows the first `size` leaves of a log when these events (id and hash of the leaf) are added.

    Raises: MissingNodeError where the stored tree lacks what they are to be joined to.
    """
    tree = grow(TreeHash(log.hash_algorithm), size, [leaf for _, leaf in leaves], reader(session, log))
    return Growth(log.no, size, leaves, {place: root for place, root in tree.items() if place[0]})


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
