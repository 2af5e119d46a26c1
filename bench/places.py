"""Databases to measure on: throw-away, on SQLite as the product runs it and on a PostgreSQL of this machine."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from bench.disk import disk
from config import ROOT, Settings
from models.db import db
from models.migrations import upgrade
from tests.contexts import bare_app, cheap_settings, dispose
from tests.databases import Databases, PostgresServer, SqliteFiles
from tests.servers import ServerMissingError, start_durable_postgresql
from workflow.passwords import Passwords
from workflow.seed import seed


@dataclass(frozen=True)
class Place:
    """A kind of database with a folder beside it."""

    databases: Databases
    folder: Path
    filesystem: str
    """What the databases lie on."""

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return str(self.databases.kind)

    @contextmanager
    def app(self, url: str) -> Iterator[Flask]:
        """Give an app on a database, within its context."""
        found = bare_app(self.settings(url))
        with found.app_context():
            yield found
        dispose(found)

    def settings(self, url: str) -> Settings:
        """Return the settings of an installation on a database."""
        settings: Settings = cheap_settings(url, self.folder / "home")
        return settings

    def seeded(self, name: str) -> str:
        """Make a database with the standards and the demonstration, and return its address."""
        url = str(self.databases.create(name))
        with self.app(url):
            upgrade(db.engine)
            passwords = Passwords(time_cost=1, memory_kib=8)
            seed(ROOT / "data", passwords=passwords, demo_password="bench", examples=False)  # noqa: S106
        return url


@contextmanager
def places(kinds: tuple[str, ...]) -> Iterator[list[Place]]:
    """Give the places of these kinds; PostgreSQL is left out, and said so, where the machine has none."""
    lies = disk()
    with tempfile.TemporaryDirectory(prefix="mulu-bench-", dir=lies.folder) as name:
        folder = Path(name)
        found: list[Place] = []
        if "sqlite" in kinds:
            found.append(Place(SqliteFiles(folder), folder, lies.filesystem))
        if "postgresql" not in kinds:
            yield found
            return
        try:
            server = start_durable_postgresql(folder)
        except ServerMissingError as error:
            print(f"PostgreSQL is not measured: {error}")
            yield found
            return
        databases = PostgresServer(server.url, "mulu_bench_")
        try:
            yield [*found, Place(databases, folder, lies.filesystem)]
        finally:
            databases.drop_all()
            databases.close()
            server.stop()


def bare_connection(place: Place, url: str) -> Any:
    """Return a connection of the driver itself, with what the product tells SQLite."""
    if place.kind == "sqlite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def vacuum(place: Place, url: str) -> None:
    """Do what a database does by itself in the course of days: count what is in it, and note what everybody sees."""
    with closing(bare_connection(place, url)) as connection:
        connection.execute("VACUUM ANALYZE" if place.kind == "postgresql" else "ANALYZE")
