"""A database with two catalogues of one field is not updated: the sentence names them, and nothing is changed."""

import logging
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from models import db
from models.db import WRITING
from models.guards import statements
from models.migrations import FOLDER, is_current, upgrade
from models.refusing import UpdateRefusedError
from tests.web.commands import Commands
from tests.world import COUNTY, World

pytestmark = pytest.mark.usefixtures("clock")

SECOND = "990101-second"


def run(*texts: str, **values: str) -> None:
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        for text in texts:
            connection.execute(sa.text(text), {key: one for key, one in values.items() if f":{key}" in text})
        connection.commit()


def stored() -> tuple[str, list[str]]:
    """Return the migration that the database has, and the codes of its catalogues."""
    with db.engine.connect() as connection:
        version = str(connection.scalar(sa.text("SELECT version_num FROM alembic_version")))
        return version, sorted(connection.scalars(sa.text("SELECT code FROM catalogue")))


@pytest.fixture
def twice(app: Flask, world: World) -> Iterator[str]:
    """The database as it was before, with a second catalogue of the county's field."""
    assert world
    with app.app_context():
        is_sqlite = db.engine.dialect.name == "sqlite"
        guard_off = (
            "DROP TRIGGER IF EXISTS catalogue_no_replace"
            if is_sqlite
            else "ALTER TABLE catalogue DISABLE TRIGGER USER"
        )
        guard_on = (
            next(one for one in statements("sqlite", ("catalogue",)) if "catalogue_no_replace" in one)
            if is_sqlite
            else "ALTER TABLE catalogue ENABLE TRIGGER USER"
        )
        run(
            guard_off,
            "DROP INDEX ix_catalogue_of_field",
            "UPDATE alembic_version SET version_num = '0036'",
            "INSERT INTO catalogue (code, title, kind, field, jurisdiction_id, body_id, route_id, is_normative_document,"
            " reconstructed) SELECT :second, '第二本目录', kind, field, jurisdiction_id, body_id, route_id,"
            " is_normative_document, reconstructed FROM catalogue WHERE code = :county",
            second=SECOND,
            county=COUNTY,
        )
    yield SECOND
    with app.app_context():
        # The tables are emptied for the next test as they are now.
        run(
            guard_off,
            "UPDATE catalogue SET field = 'social-insurance' WHERE code = :second",
            "CREATE UNIQUE INDEX ix_catalogue_of_field ON catalogue (jurisdiction_id, field)",
            guard_on,
            second=SECOND,
        )
        version = max(path.name[:4] for path in (FOLDER / "versions").glob("0*.py"))
        run("UPDATE alembic_version SET version_num = :version", version=version)
        assert is_current(db.engine)


def test_the_update_names_both_and_changes_nothing(app: Flask, twice: str) -> None:
    with app.app_context():
        before = stored()
        with pytest.raises(UpdateRefusedError) as refused:
            upgrade(db.engine)
        said = str(refused.value)
        assert f"{twice} 第二本目录 (0)" in said
        assert f"{COUNTY} " in said
        assert "Nothing was changed" in said
        assert stored() == before


def test_the_command_says_it_in_a_sentence(twice: str, commands: Commands) -> None:
    assert twice in commands.refused("seed")


def test_the_library_ends_with_the_sentence(
    twice: str, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(logging.getLogger("flask_migrate"), "error", said.append)
    commands("db", "upgrade", status=1)
    assert twice in "".join(said)
