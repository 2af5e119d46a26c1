"""The trail: sealing a thousand events beyond the database's own writes, and a proof out of very many leaves."""

import hashlib
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.blocks import Ratio
from bench.country import writer
from bench.places import Place, bare_connection
from ledger.hashing import TreeHash
from ledger.tree import Place as Node
from ledger.tree import grow, inclusion_proof
from models.db import db
from workflow.actor import SYSTEM
from workflow.audit import Happening, Subject, record
from workflow.commands.seal import seal
from workflow.sealing import store
from workflow.sealing.safe import Safe
from workflow.unit import unit

EVENTS = 1000
SEAL_MS = 100.0
"""What sealing them may take beyond what the database writes."""

LOCK_MS = 50.0
"""How long sealing may hold SQLite's write lock at once."""

PROOF_MS = 20.0
"""What a proof may take."""

LEAVES = 34
"""Leaves for each entry that is asked for: ten million for a country of 300,000."""

ROUNDS = 7
FEWER, WHOLE = 2, 3000
"""So many rounds for a country of fewer entries, where nobody looks at the figure."""

PROOFS = 50
TOGETHER = 1 << 14


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure sealing, the lock that it holds, and proofs."""
    url = place.seeded("ledger")
    with place.app(url):
        safe = Safe(keys=place.folder / "keys", outside=place.folder / f"heads-{place.kind}")
        seal(safe)
        yield from _sealed(place, safe, ROUNDS if entries >= WHOLE else FEWER)
        yield _proven(place, url, entries * LEAVES)


def _sealed(place: Place, safe: Safe, rounds: int) -> Iterator[Ratio]:
    beyond, whole, locks, cpu = [], [], [], []
    for _ in range(rounds):
        _happen()
        with _watched() as watch:
            began, began_cpu = time.perf_counter(), time.thread_time()
            seal(safe)
            took = (time.perf_counter() - began) * 1000
            cpu.append((time.thread_time() - began_cpu) * 1000)
        whole.append(took)
        beyond.append(took - watch.in_database)
        locks.append(max(watch.held))
    yield Ratio(
        name=f"{place.kind}: {EVENTS} events sealed, beyond writes",
        ratio=statistics.median(beyond) / SEAL_MS,
        wanted=1.0,
        ours_ms=statistics.median(beyond),
        bare_ms=statistics.median(whole) - statistics.median(beyond),
        blocks=rounds,
        note=f"whole {statistics.median(whole):.0f} ms, {statistics.median(cpu):.0f} ms of the processor",
    )
    yield Ratio(
        name=f"{place.kind}: longest writing transaction of it",
        ratio=statistics.median(locks) / LOCK_MS,
        wanted=1.0,
        ours_ms=statistics.median(locks),
        bare_ms=LOCK_MS,
        blocks=rounds,
        note="wanted on SQLite, where it is the write lock",
    )


def _happen() -> None:
    """Write events as the product does."""
    with unit(SYSTEM) as work:
        for number in range(EVENTS):
            subject = Subject(kind="sweep", id=str(number))
            record(
                work,
                Happening(action="sweep_begun", subject=subject, details={"catalogues": number}, owed=False),
            )


@dataclass
class _Watch:
    """Milliseconds spent in the database, and those of each writing transaction."""

    really_commit: Callable[[Any], None]
    in_database: float = 0.0
    held: list[float] = field(default_factory=list)
    _began: float = 0.0
    _statement: float = 0.0

    def before(self, *_: Any) -> None:
        """A statement begins."""
        self._statement = time.perf_counter()

    def after(self, *_: Any) -> None:
        """It ends."""
        self.in_database += (time.perf_counter() - self._statement) * 1000

    def begin(self, *_: Any) -> None:
        """A transaction begins."""
        self._began = time.perf_counter()

    def commit(self, connection: Any) -> None:
        """Commit, which is the database's work as well."""
        began = time.perf_counter()
        self.really_commit(connection)
        ended = time.perf_counter()
        self.in_database += (ended - began) * 1000
        self.held.append((ended - self._began) * 1000)


@contextmanager
def _watched() -> Iterator[_Watch]:
    dialect = db.engine.dialect
    watch = _Watch(dialect.do_commit)
    listeners = (
        ("before_cursor_execute", watch.before),
        ("after_cursor_execute", watch.after),
        ("begin", watch.begin),
    )
    for name, heard in listeners:
        sa.event.listen(db.engine, name, heard)
    dialect.do_commit = watch.commit  # type: ignore[method-assign, assignment]
    try:
        yield watch
    finally:
        dialect.do_commit = watch.really_commit  # type: ignore[method-assign, assignment]
        for name, heard in listeners:
            sa.event.remove(db.engine, name, heard)


def _proven(place: Place, url: str, leaves: int) -> Ratio:
    """Fill a log of its own with leaves, and ask for proofs of some of them."""
    _lay_leaves(place, url, leaves)
    tree_hash, asked = TreeHash(), random.Random(7)  # noqa: S311 - which leaves are asked for is no secret
    times, cpu, read_rows = [], [], []
    with db.engine.connect() as connection, Session(connection) as session:
        log = store.current_log()
        read = store.reader(session, log)

        def counted(places: Any) -> Any:
            found = read(places)
            read_rows.append(len(found))
            return found

        for _ in range(PROOFS):
            began, began_cpu = time.perf_counter(), time.thread_time()
            inclusion_proof(tree_hash, asked.randrange(leaves), leaves, counted)
            times.append((time.perf_counter() - began) * 1000)
            cpu.append((time.thread_time() - began_cpu) * 1000)
    return Ratio(
        name=f"{place.kind}: proof out of {leaves} leaves",
        ratio=statistics.median(times) / PROOF_MS,
        wanted=1.0,
        ours_ms=statistics.median(times),
        bare_ms=PROOF_MS,
        blocks=PROOFS,
        note=f"{max(read_rows)} rows read at most, {statistics.median(cpu):.1f} ms of the processor",
    )


def _lay_leaves(place: Place, url: str, leaves: int) -> None:
    """Write leaves without events, past guards and keys: only the tree is looked at here."""
    edge: dict[Node, bytes] = {}
    tree_hash = TreeHash()
    db.engine.dispose()
    with closing(bare_connection(place, url)) as connection:
        if place.kind == "sqlite":
            connection.execute("PRAGMA foreign_keys=OFF")
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        else:
            connection.execute("SET session_replication_role = replica")
        write = writer(place, connection)
        connection.execute(
            "INSERT INTO ledger_log (no, origin, hash_algorithm, opened_at)"
            " SELECT 2, 'bench', 'sha256', opened_at FROM ledger_log"
        )
        connection.execute("BEGIN")
        for start in range(0, leaves, TOGETHER):
            hashes = [
                hashlib.sha256(number.to_bytes(8, "big")).digest()
                for number in range(start, min(start + TOGETHER, leaves))
            ]
            made = grow(tree_hash, start, hashes, lambda places: {one: edge[one] for one in places})
            edge.update({one: root for one, root in made.items() if one[0] >= TOGETHER.bit_length() - 1})
            write(
                "ledger_leaf",
                ["log_no", '"index"', "event_id", "leaf_hash"],
                ((2, start + at, 1_000_000_000 + start + at, leaf) for at, leaf in enumerate(hashes)),
            )
            write(
                "ledger_node",
                ["log_no", "level", '"index"', "hash"],
                ((2, level, index, root) for (level, index), root in made.items() if level),
            )
        connection.execute("COMMIT")
        if place.kind == "postgresql":
            connection.execute("ANALYZE")
