"""Fresh databases for tests: each is a copy of a template that is filled once a run, by whoever needs it first."""

import fcntl
import os
import pickle
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy.engine import make_url

Fill = Callable[[str], object]
"""Fills the database at an address, and returns what tests shall know of it (it must be picklable)."""


class Databases(Protocol):
    """A place where databases are made, copied and dropped; names are identifiers."""

    kind: str

    def create(self, name: str) -> str:
        """Make an empty database and return its address."""

    def copy(self, name: str, source: str) -> str:
        """Make a copy of a database to which nobody is connected and return its address."""

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""

    def close(self) -> None:
        """Hang up."""


class SqliteFiles:
    """SQLite databases as files of a folder."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str) -> str:
        """See `Databases`."""
        return f"sqlite:///{self._path(name)}"

    def copy(self, name: str, source: str) -> str:
        """See `Databases`; a write-ahead log that the last reader left is folded in first."""
        origin = self._path(source)
        if origin.with_name(f"{origin.name}-wal").exists():
            with closing(sqlite3.connect(origin)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(origin, self._path(name))
        return self.create(name)

    def drop(self, name: str) -> None:
        """See `Databases`."""
        for path in self.folder.glob(f"{name}.sqlite*"):
            path.unlink()

    def close(self) -> None:
        """See `Databases`: files need no farewell."""

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"


class PostgresServer:
    """PostgreSQL databases of one server; their names begin alike, so that runs never meet."""

    kind = "postgresql"

    def __init__(self, url: str, prefix: str) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg")
        self.prefix = prefix
        self.admin = psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)

    def create(self, name: str) -> str:
        """See `Databases`."""
        self._say(f'CREATE DATABASE "{self.prefix}{name}" TEMPLATE template0')
        return self._address(name)

    def copy(self, name: str, source: str) -> str:
        """See `Databases`; copying files is the quickest way for a small template without fsync."""
        self._say(
            f'CREATE DATABASE "{self.prefix}{name}" TEMPLATE "{self.prefix}{source}" STRATEGY FILE_COPY'
        )
        return self._address(name)

    def drop(self, name: str) -> None:
        """See `Databases`."""
        self._say(f'DROP DATABASE IF EXISTS "{self.prefix}{name}" WITH (FORCE)')

    def drop_all(self) -> None:
        """Remove every database of this run."""
        names = self.admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix]
        )
        for (name,) in names.fetchall():
            self.drop(name.removeprefix(self.prefix))

    def close(self) -> None:
        """See `Databases`."""
        self.admin.close()

    def _say(self, statement: str) -> None:
        self.admin.execute(statement.encode())

    def _address(self, name: str) -> str:
        return self.url.set(database=f"{self.prefix}{name}").render_as_string(hide_password=False)


def filled_template(databases: Databases, name: str, folder: Path, fill: Fill, *, source: str = "") -> Any:
    """Return what filling the template returned; whoever comes first fills it, the others wait.

    Args:
        databases: where the template lives.
        name: the name of the template; what a failed attempt left under it is removed.
        folder: where its lock and the answer are kept, shared by all processes of the run.
        fill: fills the database at an address.
        source: the template to begin with; empty for an empty database.
    """
    answer = folder / f"{databases.kind}-{name}.pickle"
    with _locked(answer.with_suffix(".lock")):
        if not answer.exists():
            databases.drop(name)
            told = fill(databases.copy(name, source) if source else databases.create(name))
            kept = answer.with_suffix(".new")
            kept.write_bytes(pickle.dumps(told))
            kept.rename(answer)
    return pickle.loads(answer.read_bytes())  # noqa: S301 Written by this very run.


@contextmanager
def copied(databases: Databases, template: str) -> Iterator[str]:
    """Give the address of a fresh copy of a template and drop it afterwards."""
    name = f"t{os.getpid()}_{secrets.token_hex(4)}"
    url = databases.copy(name, template)
    try:
        yield url
    finally:
        databases.drop(name)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
