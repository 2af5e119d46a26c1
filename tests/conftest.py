"""What every test may ask for: a fresh database on each engine, an app on it, a clock, servers and a browser."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import redis
import sqlalchemy as sa

from models.db import engine_options
from models.migrations import upgrade
from tests.compiled import share_builders
from tests.databases import Databases, copied, filled_template
from tests.gates.sampling import SAID, SEED, left_out
from tests.run import Run, refuse_in_ci

pytest_plugins = [
    "tests.contexts",
    "tests.applications",
    "tests.browsing",
    "tests.gates.fixtures",
    "tests.journeys.office",
    "tests.web.commands",
    "tests.workflow.sealed",
]

RUN = pytest.StashKey[Run]()
KINDS = ("sqlite", "postgresql", "redis", "browser", "node")
"""What the summary counts: markers that tests carry, most of them through the fixtures they ask for."""
MARKED_BY = {"redis_url": "redis", "chromium": "browser", "programs": "node"}
TEMPLATES = {"furnished_world": "furnished_template", "world": "seeded_template"}
"""Which database a test gets a copy of, by the world that it asks for."""

hypothesis.settings.register_profile("ci", derandomize=True, max_examples=30, deadline=None)
hypothesis.settings.register_profile("long", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """Begin the run, or join it where this is one of xdist's workers; all of them look at the same sample of pages."""
    os.environ.setdefault("MULU_PAGES_SEED", str(SEED))
    share_builders()
    config.stash[RUN] = Run(getattr(config, "workerinput", {}).get("mulu"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Start the servers before xdist's first worker and tell each worker about them."""
    node.workerinput["mulu"] = node.config.stash[RUN].shared()
    if missing := node.config.stash[RUN].missing:
        refuse_in_ci(" ".join(missing.values()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    if RUN in config.stash:
        config.stash[RUN].end()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that `-m 'not browser'` and the summary know; leave out what the sample does."""
    for item in items:
        for fixture, marker in MARKED_BY.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)
    unplayed = left_out(item.nodeid for item in items if item.get_closest_marker("browser"))
    if unplayed and not config.option.keyword:
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in unplayed])
        items[:] = [item for item in items if item.nodeid not in unplayed]


def pytest_collection_finish() -> None:
    """Set aside for good what thousands of collected tests consist of, and look for circles more seldom.

    As `wsgi.py` does. Otherwise a sixth of the time of all tests goes into looking through what never changes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note in the report what the test runs with."""
    item.user_properties += [("runs with", kind) for kind in KINDS if item.get_closest_marker(kind)]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests ran with what, and loudly what was missing."""
    counts = dict.fromkeys(KINDS, 0)
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, kind in report.user_properties:
                counts[kind] += name == "runs with" and report.when == "call"
    terminalreporter.write_sep("-", "tests by what they ran with")
    terminalreporter.write_line(", ".join(f"{kind}: {number}" for kind, number in counts.items()))
    if counts["browser"]:
        terminalreporter.write_line(f"Pages: {SAID}.")
    for reason in config.stash[RUN].missing.values():
        terminalreporter.write_line(f"NOT EVERYTHING WAS TESTED. {reason}", red=True, bold=True)


@pytest.fixture(scope="session")
def run(request: pytest.FixtureRequest) -> Run:
    """The run that this test belongs to."""
    return request.config.stash[RUN]


@pytest.fixture(scope="session")
def required(run: Run) -> Any:
    """A function that returns the address of a server, or skips the test (fails it under CI) without one."""

    def find(name: str) -> str:
        if url := run.find(name):
            return url
        refuse_in_ci(run.missing[name])
        pytest.skip(run.missing[name])

    return find


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.sqlite),
        pytest.param("postgresql", marks=pytest.mark.postgresql),
    ]
)
def databases(request: pytest.FixtureRequest, run: Run, required: Any) -> Databases:
    """Where databases are made: every test that uses data runs on both engines."""
    if request.param != "sqlite":
        required(request.param)
    place = run.databases(request.param)
    assert place is not None
    return place


@pytest.fixture
def migrated_template(databases: Databases, run: Run) -> str:
    """The name of a database with the present schema and nothing in it."""
    filled_template(databases, "migrated", run.folder, _migrate)
    return "migrated"


@pytest.fixture
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database of this test's own: migrated, and holding the world if the test asks for one."""
    asked = (kind for world, kind in TEMPLATES.items() if world in request.fixturenames)
    with copied(databases, request.getfixturevalue(next(asked, "migrated_template"))) as url:
        yield url


@pytest.fixture
def engine(database: str) -> Iterator[sa.Engine]:
    """An engine on the test's database, without an app."""
    engine = sa.create_engine(database, **engine_options(database))
    yield engine
    engine.dispose()


@pytest.fixture
def redis_url(required: Any, worker_number: int) -> str:
    """The address of an emptied Redis database that no other process of the run uses."""
    url = f"{required('redis')}/{worker_number}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture(scope="session")
def worker_number() -> int:
    """The number of this process among xdist's workers, 0 without xdist."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def _migrate(url: str) -> None:
    engine = sa.create_engine(url, **engine_options(url))
    upgrade(engine)
    engine.dispose()
