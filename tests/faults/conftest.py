"""What tests of faults ask for: an installation of their own, whose servers and processes they may kill."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.compiled import share_templates
from tests.contexts import BEGINNING, bare_app, cheap_settings, dispose
from tests.databases import Databases, copied, filled_template
from tests.faults.installation import Installation
from tests.faults.moved_clock import MovedClock
from tests.faults.nursery import Nursery
from tests.faults.postbox import Postbox, open_postbox
from tests.faults.processes import Processes
from tests.run import Run
from tests.servers import free_port
from tests.world import World
from values.clock import FrozenClock
from web import create_app
from worker import create_celery
from worker.hand_over import hand_over_to
from workflow.commands import notify
from workflow.commands.digest import digests_to_send, make_digests, send_digest
from workflow.deliveries import unfanned_events
from workflow.unit import at, on_commit, transaction

TODAY = BEGINNING + timedelta(hours=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process of a run is left with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def tell_everyone() -> None:
    """Tell the people of a world of everything in it, so that a test begins with nothing owed."""
    with at(FrozenClock(TODAY)):
        with transaction() as session:
            events = unfanned_events(session, now=TODAY, older_than=timedelta(), limit=10_000)
        for event in events:
            notify.deliver_all(notify.fan_out(event), lambda _: None)


@pytest.fixture
def told_template(databases: Databases, run: Run, seeded_template: str) -> str:
    """The name of a database that holds the world, everyone in it told of everything."""

    def fill(url: str) -> None:
        bare = bare_app(cheap_settings(url, run.folder / f"home-of-told-{databases.kind}"))
        with bare.app_context():
            tell_everyone()
        dispose(bare)

    filled_template(databases, "told", run.folder, fill, source=seeded_template)
    return "told"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A real SMTP server on loopback."""
    with open_postbox() as box:
        yield box


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """What forks the processes of all tests."""
    one = Nursery()
    yield one
    one.end()


SetUp = Callable[..., Installation]


@pytest.fixture
def set_up(postbox: Postbox, nursery: Nursery, tmp_path: Path) -> Iterator[SetUp]:
    """A function that sets up an installation on a database with a world, in whose context the test goes on."""
    with ExitStack() as stack:

        def build(
            database: str, world: World, *, broker_url: str = "memory://", hands_over: bool = True
        ) -> Installation:
            home = tmp_path / "home"
            settings = replace(
                cheap_settings(database, home),
                broker_url=broker_url,
                smtp_url=postbox.url,
                port=free_port(),
                testing=False,
            )
            app = create_app(settings)
            share_templates(app)
            stack.callback(dispose, app)
            queue = create_celery(app)
            if hands_over:
                on_commit(hand_over_to(queue))
                stack.callback(on_commit, lambda _: None)
            clock = MovedClock.begin(home / "clock", BEGINNING + timedelta(days=1))
            stack.enter_context(app.app_context())
            stack.enter_context(at(clock))
            _digests_of_the_world(clock)
            processes = Processes(settings, home / "clock", nursery)
            stack.callback(processes.end)
            return Installation(
                world=world,
                settings=settings,
                app=app,
                queue=queue,
                postbox=postbox,
                clock=clock,
                processes=processes,
            )

        yield build


@pytest.fixture
def install(databases: Databases, run: Run, told_template: str, set_up: SetUp) -> Iterator[SetUp]:
    """A function that sets up an installation on a database of its own."""
    with ExitStack() as stack:
        world = pickle.loads((run.folder / f"{databases.kind}-seeded.pickle").read_bytes())  # noqa: S301 Our own file.
        url = stack.enter_context(copied(databases, told_template))
        yield lambda **options: set_up(url, world, **options)


def _digests_of_the_world(clock: MovedClock) -> None:
    """Have gone what gathered while the world was made, so that a test begins with nothing owed."""
    make_digests()
    with transaction() as session:
        due = digests_to_send(session, now=clock.now())
    for one in due:
        send_digest(one, lambda _: None)
