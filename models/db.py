"""The database behind the models: how connections begin, and what SQLite must be told."""

import sqlite3
import time
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from models.base import Base

db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": False, "expire_on_commit": False})
"""Reading side of web and worker; commands write through `workflow.unit` in sessions of their own."""

RESTED = 1.0
"""Seconds after which a connection that nobody used is asked whether its server is still there; a round trip."""

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
    if database_url.startswith("sqlite"):
        return {"connect_args": {"timeout": 10, "check_same_thread": False}, "pool_size": 8}
    return {"pool_size": 8, "max_overflow": 8}


@sa.event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    """Make SQLite durable, strict about foreign keys and patient; leave BEGIN to us."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


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
def _note_when(_: Any, record: ConnectionPoolEntry) -> None:
    """Keep since when the connection has not been used."""
    record.info["unused_since"] = time.monotonic()


@sa.event.listens_for(Engine, "checkout")
def _leave_what_has_ended(connection: Any, record: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
    """Have another connection made where this one rested for long enough that its server may have gone."""
    since = record.info.get("unused_since")
    if since is None or isinstance(connection, sqlite3.Connection) or time.monotonic() - since < RESTED:
        return
    try:
        connection.autocommit = True
        connection.execute("SELECT 1")
        connection.autocommit = False
    except connection.OperationalError as error:
        raise sa.exc.DisconnectionError from error
