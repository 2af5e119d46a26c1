"""Where an installation keeps what its database must not hold: signing keys, and copies of signed heads."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from models.db import db
from values.messages import N_, Message
from workflow.errors import NotAllowedError

LOCK_NUMBER = 0x6D756C75
"""The advisory lock of PostgreSQL that sealers share: `mulu` in ASCII."""

PATIENCE = 10.0
"""Seconds that an operator's command waits for a run of sealing to end."""

AGAIN_SECONDS = 0.05
"""After which it looks again."""


class SealError(NotAllowedError):
    """Sealing stopped, with a sentence that says why; nothing was signed."""


@dataclass(frozen=True, kw_only=True)
class Safe:
    """Two folders, best on two other machines than the database's."""

    keys: Path
    outside: Path

    def keys_of(self, origin: str) -> Path:
        """Return where the keys of a log are."""
        return self.keys / _folder_name(origin)

    def outside_of(self, origin: str) -> Path:
        """Return where copies of a log's heads are."""
        return self.outside / _folder_name(origin)


class SealingElsewhereError(SealError):
    """Another process seals just now."""

    def __init__(self) -> None:
        """Say that nothing is wrong."""
        super().__init__(Message(N_("Another process is sealing just now; it does this work.")))


@contextmanager
def seal_lock(*, patience: float = 0.0) -> Iterator[None]:
    """Hold the one lock of sealers while the block runs; what people do in the catalogues never waits for it.

    Args:
        patience: seconds to wait for another process to end, where what is to be done is not what that one does.

    Raises: SealingElsewhereError.
    """
    end = time.monotonic() + patience
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(_lock())
                break
            except SealingElsewhereError:
                if time.monotonic() >= end:
                    raise
                time.sleep(AGAIN_SECONDS)
        yield


def _lock() -> AbstractContextManager[None]:
    return _sqlite_lock() if db.engine.dialect.name == "sqlite" else _postgresql_lock()


@contextmanager
def _sqlite_lock() -> Iterator[None]:
    """Lock a file beside the database; the system frees it when the process dies."""
    with Path(f"{db.engine.url.database}.seal").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SealingElsewhereError from error
        yield


@contextmanager
def _postgresql_lock() -> Iterator[None]:
    """Hold an advisory lock on a connection of its own; the server frees it when the connection dies."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        lock, free = (
            sa.select(function(LOCK_NUMBER))
            for function in (sa.func.pg_try_advisory_lock, sa.func.pg_advisory_unlock)
        )
        if not _asked(connection, lock):
            raise SealingElsewhereError
        try:
            yield
        finally:
            _asked(connection, free)


def _asked(connection: sa.Connection, statement: sa.Select[tuple[bool]]) -> bool:
    """Return the server's answer; a connection that gave none is hung up, lest it keep the lock in the pool."""
    try:
        return bool(connection.scalar(statement))
    except BaseException:
        connection.invalidate()
        raise


def _folder_name(origin: str) -> str:
    return origin.replace("/", "_")
