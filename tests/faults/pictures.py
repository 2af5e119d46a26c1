"""What stands in a database, as one hash a table: taken on a connection of its own, beside whatever is tried."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Protocol

import psycopg
from sqlalchemy.engine import URL

from models import Base

Picture = dict[str, str]
"""Table → hash of all its rows, whatever their order."""

TABLES = sorted(Base.metadata.tables)


class Camera(Protocol):
    """Takes pictures of one database."""

    def picture(self) -> Picture:
        """Return what is committed now."""


class SqliteCamera:
    """Reads every table, but only where anybody has committed a change since it last did, which SQLite counts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: tuple[int, Picture] | None = None

    def picture(self) -> Picture:
        """See `Camera`."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if self._last is None or self._last[0] != version:
            self._last = (version, {name: self._hash(name) for name in TABLES})
        return self._last[1]

    def _hash(self, table: str) -> str:
        rows = sorted(map(repr, self._connection.execute(f'SELECT * FROM "{table}"')))  # noqa: S608
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


class PostgresCamera:
    """Has the server hash every table in one statement, which it plans once."""

    STATEMENT = " UNION ALL ".join(
        f"SELECT '{name}', md5(string_agg(row::text, '|' ORDER BY row::text COLLATE \"C\")) FROM \"{name}\" AS row"  # noqa: S608
        for name in TABLES
    ).encode()

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def picture(self) -> Picture:
        """See `Camera`."""
        rows = self._connection.execute(self.STATEMENT, prepare=True).fetchall()
        return {name: found or "" for name, found in rows}


@contextmanager
def camera(url: URL) -> Iterator[Camera]:
    """Give what takes pictures of the database at an address."""
    if url.drivername.startswith("sqlite"):
        with closing(sqlite3.connect(str(url.database), isolation_level=None)) as connection:
            yield SqliteCamera(connection)
        return
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        yield PostgresCamera(connection)
