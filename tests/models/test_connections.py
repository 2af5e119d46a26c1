"""How connections are taken: a server that went is noticed, and whoever only reads begins nothing on PostgreSQL."""

from importlib import import_module

import pytest
import sqlalchemy as sa

from models import db
from models.db import read_apart


@pytest.mark.usefixtures("context")
def test_a_connection_that_rested_is_left_when_its_server_has_ended_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module("models.db"), "RESTED", 0.0)
    for _ in range(2):
        with db.engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT 1")) == 1
        end_all_others()


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


def end_all_others() -> None:
    """Have the server end every connection to the database but the one that says so; SQLite has no server."""
    if is_sqlite():
        return
    ending = sa.text(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other = sa.create_engine(db.engine.url)
    with other.connect() as connection:
        assert connection.scalars(ending).all() == [True]
    other.dispose()


def is_in_transaction() -> bool:
    """Whether the connection of the session is within a transaction."""
    bare = db.session.connection().connection.dbapi_connection
    assert bare is not None
    return bool(bare.in_transaction if is_sqlite() else bare.info.transaction_status)


def is_sqlite() -> bool:
    """Whether the test runs on SQLite."""
    return db.engine.dialect.name == "sqlite"
