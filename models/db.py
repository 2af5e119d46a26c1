"""The database behind the models: how connections begin, and what SQLite must be told."""

import sqlite3
from typing import Any

import msgspec
import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry

from models.base import Base

db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": False, "expire_on_commit": False})
"""Reading side of web and worker; commands write through `workflow.unit` in sessions of their own."""

WRITING = "mulu_writing"
"""Execution option of connections that will write: on SQLite they take the write lock at BEGIN."""


def engine_options(database_url: str) -> dict[str, Any]:
    """Return how the engine of a database is made."""
    # Drafts of hundreds of rows are read several times a second while somebody types.
    reading = {"json_deserializer": msgspec.json.decode}
    if database_url.startswith("sqlite"):
        return {"connect_args": {"timeout": 10, "check_same_thread": False}, "pool_size": 8, **reading}
    return {"pool_pre_ping": True, "pool_size": 8, "max_overflow": 8, **reading}


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
