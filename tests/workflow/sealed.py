"""A world whose events are sealed, and what a superuser could do to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.db import db
from tests.world import World
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands.seal import seal
from workflow.commands.verify_ledger import Verification, verify
from workflow.sealing.safe import Safe


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    """Folders for keys and copies."""
    return Safe(keys=tmp_path / "keys", outside=tmp_path / "outside")


@pytest.fixture
def sealed(world: World, safe: Safe) -> World:
    """A world with a published proposal, sealed."""
    world.in_state(State.PUBLISHED, world.addition())
    seal(safe)
    return world


def checked(safe: Safe) -> Verification:
    return verify(safe, actor=SYSTEM)


def first_wrong(safe: Safe) -> tuple[int | None, int | None]:
    found = checked(safe).wrong
    assert found
    return found[0].index, found[0].before


def count(model: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def unguarded(*statements: str) -> None:
    """Do as a superuser would, who takes guards and keys away first."""
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(db.engine.url.database))) as raw, raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)
        return
    with db.engine.begin() as connection:
        connection.execute(sa.text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(sa.text(statement))
        connection.execute(sa.text("SET session_replication_role = DEFAULT"))
