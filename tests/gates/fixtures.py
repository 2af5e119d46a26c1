"""Fixtures of the gates: the programs that judge pages, and a world in which there is something on every page."""

import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest

from config import Settings
from models import db
from tests.compiled import share_templates
from tests.contexts import cheap_settings, dispose
from tests.databases import Databases, filled_template
from tests.journeys.furniture import furnished
from tests.run import Run, refuse_in_ci
from tests.tracing import traced
from tests.world import World
from web import create_app


@pytest.fixture(scope="session")
def programs(required: Any) -> Path:
    """Where the programs of tests/node lie."""
    return Path(required("node"))


@pytest.fixture(scope="session")
def programs_if_any(run: Run) -> Path | None:
    """The same for tests that judge with something else as well, and without these programs judge less."""
    found = run.find("node")
    if found is None:
        refuse_in_ci(run.missing["node"])
    return Path(found) if found else None


@pytest.fixture
def furnished_template(databases: Databases, run: Run, seeded_template: str) -> str:
    """The name of a database that holds the furnished world, made once a run; its home lies beside it."""
    kept = run.folder / f"{databases.kind}-seeded.pickle"

    def fill(url: str) -> tuple[World, dict[str, str]]:
        app = create_app(cheap_settings(url, _home(run, databases)))
        share_templates(app)
        with app.app_context():
            engine = db.engine
        with traced(engine) as silent:
            made = furnished(app, pickle.loads(kept.read_bytes()))  # noqa: S301 Our own file.
        dispose(app)
        assert silent == [], "committed without an event: see tests/tracing.py"
        return made

    filled_template(databases, "furnished", run.folder, fill, source=seeded_template)
    return "furnished"


@pytest.fixture
def furnished_world(
    furnished_template: str, databases: Databases, run: Run, settings: Settings
) -> tuple[World, dict[str, str]]:
    """The furnished world and what stands in the braces of addresses; `database` and `app` are a copy of it."""
    shutil.copytree(_home(run, databases), settings.home, dirs_exist_ok=True)
    kept = run.folder / f"{databases.kind}-{furnished_template}.pickle"
    made: tuple[World, dict[str, str]] = pickle.loads(kept.read_bytes())  # noqa: S301 Our own file.
    return made


def _home(run: Run, databases: Databases) -> Path:
    return run.folder / f"home-of-furnished-{databases.kind}"
