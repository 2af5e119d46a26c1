"""Fixtures around the app: cheap settings, a stopped clock, the app with its queue, and the seeded world."""

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from flask import Flask
from flask.testing import FlaskClient

from config import Settings
from models.db import db
from tests.checked_client import CheckedClient
from tests.databases import Databases, filled_template
from tests.factories import build_world
from tests.run import Run
from values.clock import FrozenClock
from web import create_app
from worker import create_celery
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
def app(settings: Settings) -> Iterator[Flask]:
    """The web application on the test's own database."""
    app = create_app(settings)
    yield app
    dispose(app)


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """The app with its context pushed, for tests that call commands and queries themselves."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that checks every page it fetches (`tests.page_checks`)."""
    app.test_client_class = CheckedClient
    return app.test_client()


@pytest.fixture
def celery_app(app: Flask) -> Celery:
    """The queue of the app; nothing runs until a test starts a worker or calls a task."""
    return create_celery(app)


@pytest.fixture
def seeded_template(databases: Databases, run: Run, migrated_template: str) -> str:
    """The name of a database that holds the world, built once a run by the same commands as everything else."""

    def fill(url: str) -> object:
        home = run.folder / f"home-of-seed-{databases.kind}"
        app = create_app(cheap_settings(url, home))
        with at(FrozenClock(BEGINNING)), app.app_context():
            world = build_world(app)
        dispose(app)
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


def dispose(app: Flask) -> None:
    """Close every connection of an app, so that its database can be copied or dropped."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
