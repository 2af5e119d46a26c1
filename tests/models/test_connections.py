"""Connections that wait in the pool for their next use, and those of whoever only reads."""

import time

import pytest
import sqlalchemy as sa

from models import db
from models.db import IDLE, read_apart


def test_a_connection_that_died_while_it_lay_idle_is_not_given_out(engine: sa.Engine) -> None:
    with engine.connect() as first:
        first.execute(sa.text("SELECT 1"))
    _end_all_of(engine)
    time.sleep(IDLE + 0.1)
    with engine.connect() as again:
        assert again.scalar(sa.text("SELECT 1")) == 1


def test_a_connection_that_was_asked_is_outside_any_transaction(engine: sa.Engine) -> None:
    with engine.connect() as first:
        first.execute(sa.text("SELECT 1"))
    time.sleep(IDLE + 0.1)
    with engine.connect() as again, again.begin():
        again.execute(sa.text("CREATE TABLE kept_aside (id INTEGER)"))
        again.rollback()
    assert not sa.inspect(engine).has_table("kept_aside")


@pytest.mark.usefixtures("context")
def test_a_session_that_reads_apart_begins_nothing_where_that_shows_the_same() -> None:
    read_apart(db.session())
    db.session.scalar(sa.text("SELECT 1"))
    assert is_in_transaction() == is_sqlite()
    db.session.remove()
    db.session.scalar(sa.text("SELECT 1"))
    assert is_in_transaction()
    read_apart(db.session())
    assert is_in_transaction()


def _end_all_of(engine: sa.Engine) -> None:
    """Have the server end the connections of an engine; a file of SQLite has no server."""
    if engine.dialect.name == "sqlite":
        return
    other = sa.create_engine(engine.url)
    with other.connect() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.dispose()


def is_in_transaction() -> bool:
    """Whether the connection of the session is within a transaction."""
    bare = db.session.connection().connection.dbapi_connection
    assert bare is not None
    return bool(bare.in_transaction if is_sqlite() else bare.info.transaction_status)


def is_sqlite() -> bool:
    """Whether the test runs on SQLite."""
    return db.engine.dialect.name == "sqlite"
