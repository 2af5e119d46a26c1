"""Fixtures below the web: cheap settings, a stopped clock, the seeded world, and a context in which commands run."""

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from config import Settings
from models.db import db, engine_options
from tests.compiled import share_compiled
from tests.databases import Databases, filled_template
from tests.factories import build_world
from tests.run import Run
from values.clock import FrozenClock
from workflow.unit import at

BEGINNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai on a Monday between holidays: when every test begins."""


@pytest.fixture
def clock() -> Iterator[FrozenClock]:
    """A clock that stands until the test moves it; every command of the test reads it."""
    clock = FrozenClock(BEGINNING)
    with at(clock):
        yield clock


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """Settings of an installation in a folder of the test's own, with the cheapest passwords."""
    return cheap_settings(database, tmp_path / "home")


@pytest.fixture
def context(settings: Settings) -> Iterator[Flask]:
    """A pushed context in which commands and queries find the test's database; it has no pages and no queue."""
    bare = bare_app(settings)
    with bare.app_context():
        yield bare
    dispose(bare)


@pytest.fixture
def seeded_template(databases: Databases, run: Run, migrated_template: str) -> str:
    """The name of a database that holds the world, built once a run by the same commands as everything else."""

    def fill(url: str) -> object:
        bare = bare_app(cheap_settings(url, run.folder / f"home-of-seed-{databases.kind}"))
        with at(FrozenClock(BEGINNING)), bare.app_context():
            world = build_world(bare)
        dispose(bare)
        return world

    filled_template(databases, "seeded", run.folder, fill, source=migrated_template)
    return "seeded"


@pytest.fixture
def world(seeded_template: str, databases: Databases, run: Run) -> Any:
    """What `build_world` returned; asking for it makes `database` (and with it `app`) a copy of the seeded one."""
    del seeded_template
    return pickle.loads((run.folder / f"{databases.kind}-seeded.pickle").read_bytes())  # noqa: S301 Our own file.


def cheap_settings(database: str, home: Path) -> Settings:
    """Return settings for tests on a database and a folder."""
    home.mkdir(parents=True, exist_ok=True)
    return Settings(
        home=home,
        database_url=database,
        secret_key="a secret that everyone may know",
        demo_password="a long password for tests",
        password_time_cost=1,
        password_memory_kib=8,
        testing=True,
    )


def bare_app(settings: Settings) -> Flask:
    """Return an app that only knows its database, for tests of what lies below the web."""
    bare = Flask("bare")
    bare.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
    )
    db.init_app(bare)
    share_compiled_of(bare)
    return bare


def share_compiled_of(app: Flask) -> None:
    """Have an app use what others of this process have compiled."""
    with app.app_context():
        for engine in db.engines.values():
            share_compiled(engine)


def dispose(app: Flask) -> None:
    """Close every connection of an app, so that its database can be copied or dropped."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
