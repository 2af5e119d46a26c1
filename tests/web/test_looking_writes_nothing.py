"""A page that is looked at opens although the database takes nothing; what it would have noted is noted next time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import sqlalchemy as sa
from flask import Flask

from models import RevisionView
from models.db import db
from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import State


@contextmanager
def taking_nothing(app: Flask) -> Iterator[None]:
    """Have another writer hold SQLite's file, or PostgreSQL say that its disk is full."""
    with app.app_context():
        address, is_sqlite = db.engine.url, db.engine.dialect.name == "sqlite"
    if not is_sqlite:
        with app.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
            )
            connection.exec_driver_sql(
                "CREATE TRIGGER no_room BEFORE INSERT ON revision_view FOR EACH ROW EXECUTE FUNCTION no_room()"
            )
        yield
        with app.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION no_room() CASCADE")
        return
    with closing(sqlite3.connect(str(address.database), isolation_level=None)) as other, impatient(app):
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def impatient(app: Flask) -> Iterator[None]:
    """Have connections wait for a tenth of a second instead of ten."""

    def hurry(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
        connection.execute("PRAGMA busy_timeout = 100")  # type: ignore[attr-defined]

    with app.app_context():
        engine = db.engine
    engine.dispose()
    sa.event.listen(engine, "connect", hurry)
    yield
    sa.event.remove(engine, "connect", hurry)
    engine.dispose()


def views(app: Flask) -> int:
    with app.app_context(), db.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(RevisionView)) or 0


def test_the_first_look_at_a_revision_opens_though_it_cannot_be_noted(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    reviewer = signed_in(app, world, "reviewer")
    before = views(app)
    with taking_nothing(app):
        assert reviewer.get(f"/proposals/{number}").status_code == 200
    assert views(app) == before
    assert reviewer.get(f"/proposals/{number}").status_code == 200
    assert views(app) == before + 1
