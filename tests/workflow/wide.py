"""Worlds in which whatever concerns a row concerns many: what a command costs is counted in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import Flask

from tests.contexts import BEGINNING, bare_app, cheap_settings, dispose
from tests.databases import Databases, copied, filled_template
from tests.faults.installation import LONG
from tests.world import COUNTY, World
from values.clock import FrozenClock
from workflow.queries.catalogue import PublishedRow
from workflow.unit import at

SIZES = (2, 10, 100) if LONG else (2, 10)
"""One row is like no other; of two the rules find something, which is written. `test_statements` begins with one."""


@dataclass(frozen=True)
class WideWorld(World):
    """The small world, but a proposal that amends or adds one row does so to as many as this world is wide."""

    width: int = 1

    @property
    def more(self) -> tuple[str, ...]:
        """The rows that are published beside the first."""
        return tuple(f"既有事项{number}" for number in range(1, self.width))

    def chosen(self, *names: str, code: str = COUNTY) -> list[PublishedRow]:
        """Return the published rows of these names; one of the county brings its neighbours along."""
        wide = len(names) == 1 and code == COUNTY
        return super().chosen(*names, *(self.more if wide else ()), code=code)

    def added(self, *names: str) -> tuple[str, ...]:
        """Return the names of the rows that are added instead of these."""
        if len(names) != 1:
            return names
        return (*names, *(f"{names[0]}之{number}" for number in range(1, self.width)))


def wide_template(databases: Databases, folder: Path, world: World, width: int, *, seeded: str) -> str:
    """Return the name of a database that holds a world of this width, filled by whoever needs it first."""

    def fill(url: str) -> object:
        with in_database(url, folder / f"home-of-wide-{databases.kind}"), at(FrozenClock(BEGINNING)):
            world.published(world.addition("首项", "首项之二", *widened(world, width).more))
        return width

    name = f"wide{width}"
    filled_template(databases, name, folder, fill, source=seeded)
    return name


def widened(world: World, width: int) -> WideWorld:
    """Return a world as one that is as wide as this."""
    return WideWorld(**asdict(world), width=width)


@contextmanager
def in_database(url: str, home: Path) -> Iterator[Flask]:
    """Have commands find a database."""
    app = bare_app(cheap_settings(url, home))
    with app.app_context():
        yield app
    dispose(app)


@contextmanager
def in_copy(databases: Databases, template: str, home: Path) -> Iterator[Flask]:
    """Have commands find a copy of a template."""
    with copied(databases, template) as url, in_database(url, home) as app:
        yield app
