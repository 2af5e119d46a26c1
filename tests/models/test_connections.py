"""Connections that wait in the pool for their next use."""

import time

import sqlalchemy as sa

from models.db import IDLE


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
