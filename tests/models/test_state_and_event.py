"""A proposal changes only together with an event of the same version and state, and the schema says so."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from models import guards, migrations
from models.db import db, engine_options
from tests.contexts import dispose
from tests.models.raw import refused
from tests.world import World
from values.vocabulary import State
from workflow.unit import transaction


@pytest.fixture
def number(context: object, clock: object, world: World) -> str:
    """A proposal in review."""
    del context, clock
    return world.in_state(State.IN_REVIEW)


def moved(number: str, assignment: str) -> str:
    return f"UPDATE proposal SET {assignment} WHERE number = '{number}'"  # noqa: S608


@pytest.mark.parametrize(
    "assignment",
    [
        "version = version + 1, state = 'approved'",
        "version = version + 1",
        "version = version + 1, state = 'published'",
    ],
)
def test_a_change_without_its_event_is_refused_at_commit(world: World, number: str, assignment: str) -> None:
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(sa.text(moved(number, assignment)))
        # The database waits for the event until the transaction is about to end.
    assert world.state(number) is State.IN_REVIEW
    world.sign(number, "reviewer")


@pytest.mark.parametrize(
    "assignment",
    [
        "state = 'approved'",
        "title = 'x'",
        "version = version + 2",
        "version = version - 1",
        "version = version",
    ],
)
def test_a_change_advances_the_version_by_one(number: str, assignment: str) -> None:
    refused(moved(number, assignment), "one version at a time")


@pytest.mark.parametrize(
    "assignment",
    [
        "number = 'x', version = version + 1",
        "catalogue_id = 1, version = version + 1",
        "id = 0, version = version + 1",
    ],
)
def test_a_proposal_keeps_its_identity(number: str, assignment: str) -> None:
    refused(moved(number, assignment), "one version at a time")


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.REJECTED])
def test_a_final_state_stays(world: World, number: str, state: State) -> None:
    del number
    ended = world.in_state(state)
    refused(moved(ended, "version = version + 1, state = 'in_review'"), "a final state stays")


def test_a_second_event_of_the_same_version_is_refused(number: str) -> None:
    refused(
        "INSERT INTO event (at, action, subject_kind, subject_id, proposal_id, proposal_version, to_state,"
        " request_id, data) SELECT at, action, subject_kind, subject_id, proposal_id, proposal_version, 'approved',"
        " request_id, data FROM event WHERE proposal_version = 2 AND subject_id = :number",
        "(?i)unique|append-only",
        number=number,
    )


def test_an_event_with_a_version_names_a_state(number: str) -> None:
    refused(
        "INSERT INTO event (at, action, subject_kind, subject_id, proposal_id, proposal_version, request_id, data)"
        " SELECT at, action, subject_kind, subject_id, proposal_id, 99, request_id, data FROM event"
        " WHERE proposal_version = 2 AND subject_id = :number",
        "(?i)check",
        number=number,
    )


def test_a_catalogue_names_a_release_that_exists(world: World, number: str) -> None:
    del number
    key = world.catalogues["990101-employment"]
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(sa.text(f"UPDATE catalogue SET current_release_no = 77 WHERE id = {key}"))  # noqa: S608


@pytest.fixture
def one_connection(database: str) -> Iterator[Flask]:
    """A context whose pool has one connection, so that whatever is left on it meets the next unit."""
    app = Flask("mulu")
    options = engine_options(database) | {"pool_size": 1, "max_overflow": 0, "pool_timeout": 5}
    app.config.update(SQLALCHEMY_DATABASE_URI=database, SQLALCHEMY_ENGINE_OPTIONS=options)
    db.init_app(app)
    with app.app_context():
        yield app
    dispose(app)


def test_after_a_refused_commit_the_connection_is_clean(
    one_connection: Flask, clock: object, world: World
) -> None:
    del one_connection, clock
    number = world.in_state(State.IN_REVIEW)
    for _ in range(3):
        with pytest.raises(IntegrityError), transaction() as session:
            session.execute(sa.text(moved(number, "version = version + 1")))
    world.sign(number, "reviewer", "secrecy")
    assert world.state(number) is State.IN_APPROVAL


def test_every_guard_is_there_and_no_other(engine: sa.Engine) -> None:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT DISTINCT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        found = set(connection.scalars(sa.text(catalogue[engine.dialect.name])))
    # SQLite keeps what is searched by triggers of its own; they guard nothing.
    found = {one for one in found if not one.startswith("search_pair")}
    assert found == guards.guard_names(engine.dialect.name)


DEFERRED = {
    ("proposal", "event", ("id", "version", "state"), ("proposal_id", "proposal_version", "to_state")),
    ("catalogue", "release", ("id", "current_release_no"), ("catalogue_id", "no")),
}


def test_the_deferred_keys_are_there(engine: sa.Engine) -> None:
    found = set(_keys_of_sqlite(engine) if engine.dialect.name == "sqlite" else _keys_of_postgresql(engine))
    assert found == DEFERRED


def _keys_of_postgresql(engine: sa.Engine) -> Iterator[tuple[object, ...]]:
    inspector = sa.inspect(engine)
    for table in inspector.get_table_names():
        for key in inspector.get_foreign_keys(table):
            if key["options"].get("initially") == "DEFERRED":
                columns = tuple(key["constrained_columns"]), tuple(key["referred_columns"])
                yield table, key["referred_table"], *columns


def _keys_of_sqlite(engine: sa.Engine) -> Iterator[tuple[object, ...]]:
    """Yield the keys of more than one column of tables that say DEFERRED; SQLAlchemy cannot reflect these."""
    with engine.connect() as connection:
        said = connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
        for table, sql in said:
            if "INITIALLY DEFERRED" not in sql:
                continue
            pragma = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").mappings().all()
            for number in {row["id"] for row in pragma}:
                parts = sorted((row for row in pragma if row["id"] == number), key=lambda row: row["seq"])
                if len(parts) > 1:
                    columns = tuple(row["from"] for row in parts), tuple(row["to"] for row in parts)
                    yield table, parts[0]["table"], *columns


@pytest.mark.filterwarnings("ignore:WARNING. SQL-parsed foreign key constraint:sqlalchemy.exc.SAWarning")
def test_models_and_migrations_say_the_same(engine: sa.Engine) -> None:
    migrations.check(engine)


def test_migrating_again_changes_nothing(engine: sa.Engine) -> None:
    migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM alembic_version")) == 1
