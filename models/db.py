"""The database behind the models: how connections begin, and what SQLite must be told."""

import sqlite3
import time
from typing import Any

import msgspec
import psycopg
import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from models.base import Base

db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": False, "expire_on_commit": False})
"""Reading side of web and worker; commands write through `workflow.unit` in sessions of their own."""

IDLE = 0.2
"""Seconds after which a connection of PostgreSQL is asked whether it lives, before anything is done with it."""

PREPARED = 400
"""Statements that PostgreSQL keeps prepared for a connection; a proposal's way to its release asks a hundred."""

USED = "mulu_used"

WRITING = "mulu_writing"
"""Execution option of connections that will write: on SQLite they take the write lock at BEGIN."""


def read_apart(session: Session) -> None:
    """Have a session that has asked nothing yet read each statement by itself, where that shows the same.

    PostgreSQL lets each statement see what is committed at its moment, within a transaction or without one, so that
    BEGIN and ROLLBACK are two round trips for nothing. SQLite shows one state to the whole transaction.
    """
    if session.get_bind().dialect.name == "postgresql" and not session.in_transaction():
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})


def engine_options(database_url: str) -> dict[str, Any]:
    """Return how the engine of a database is made."""
    # Drafts of hundreds of rows are read several times a second while somebody types.
    reading = {"json_deserializer": msgspec.json.decode}
    if database_url.startswith("sqlite"):
        return {"connect_args": {"timeout": 10, "check_same_thread": False}, "pool_size": 8, **reading}
    return {"pool_size": 8, "max_overflow": 8, **reading}


def ask(session: Session, statement: sa.Executable, asked: Any = None) -> sa.CursorResult[*tuple[Any, ...]]:
    """Run a statement of columns in a session's transaction, past what a session does for rows of models.

    That takes twice as long as the statement itself; whatever a command asks every time is asked like this.
    """
    return session.connection().execute(statement, asked)


@sa.event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    """Make SQLite durable, strict about foreign keys and patient; leave BEGIN to us."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


@sa.event.listens_for(Engine, "connect")
def _prepare_postgresql(connection: Any, record: ConnectionPoolEntry) -> None:
    """Note that a new connection lives, let it keep as many prepared statements as come round again, and compile none.

    What PostgreSQL guesses to be a long statement it compiles for seconds (`jit`), to find a page of results in
    milliseconds. Some proxies refuse settings at the start of a connection, so that it is a statement.
    """
    if isinstance(connection, psycopg.Connection):
        record.info[USED] = time.monotonic()
        connection.prepared_max = PREPARED
        connection.autocommit = True
        connection.execute("SET jit = off")
        connection.autocommit = False


@sa.event.listens_for(Engine, "checkout")
def _ask_whether_it_lives(connection: Any, record: ConnectionPoolEntry, _: object) -> None:
    """Ask a connection that lay idle whether the server is still there; if not, all of the pool are made anew."""
    if not isinstance(connection, psycopg.Connection) or time.monotonic() - record.info[USED] < IDLE:
        return
    connection.autocommit = True
    try:
        connection.execute("SELECT 1")
        connection.autocommit = False
    except psycopg.Error as error:
        raise sa.exc.InvalidatePoolError from error


@sa.event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin for writing where a command says so: reading first and writing later fails at once on SQLite."""
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@sa.event.listens_for(Engine, "checkin")
def _leave_no_transaction(connection: Any, _: ConnectionPoolEntry) -> None:
    """Roll back whatever a refused COMMIT left open before the connection is used again."""
    if isinstance(connection, sqlite3.Connection) and connection.in_transaction:
        connection.rollback()


@sa.event.listens_for(Engine, "checkin")
def _note_use(connection: Any, record: ConnectionPoolEntry) -> None:
    """Note when a connection was last used."""
    if isinstance(connection, psycopg.Connection):
        record.info[USED] = time.monotonic()
