"""How tests publish places, have them checked, and look at how they stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa

from models import Catalogue, PlaceAddress, PlaceChange
from tests.websites import TEXT, Website, rules, website
from tests.world import COUNTY, ROWS, World, draft
from values.clock import FrozenClock
from values.entry import EntryContent, Place
from values.place import PlaceOutcome, PlaceState
from values.vocabulary import Level
from workflow.commands.place_asking import switch_checking
from workflow.commands.place_checking import check_places, keep_found, take_errands
from workflow.commands.place_reading import read_places
from workflow.places.judging import Found
from workflow.queries.bodies import current_day
from workflow.queries.places import PlaceLine, place_lines
from workflow.seed.catalogues import amended
from workflow.unit import transaction

NOWHERE = "http://127.0.0.1:22/"
"""An address that nobody may ask for, so that nobody does."""


def naming(world: World, url: str, name: str = ROWS[0], **more: object) -> None:
    """Publish a row with an address as its place."""
    row = world.row(name)
    places = (Place(level=Level.COUNTY, text="政务公开专栏", url=url),)
    world.published(draft([amended(row, replace(row.state.content, places=places, **more))]))  # type: ignore[arg-type]


def found_dead(world: World, url: str, name: str = ROWS[0]) -> None:
    """Publish a row with an address that is found dead, without anybody asking for it."""
    naming(world, url, name)
    switch_checking(to_on=True, actor=world.actor("system-admin"))
    read_places()
    for errand in take_errands():
        gone = {number: Found(outcome=PlaceOutcome.GONE, status=404) for number, _ in errand.addresses}
        keep_found(errand, gone, failures=1)


@dataclass(frozen=True)
class Places:
    """Places of a world's rows, checked by its clock against a site."""

    world: World
    clock: FrozenClock
    site: Website

    def switch(self, *, to_on: bool = True) -> bool:
        """Switch the checking on, as the system administrator does."""
        return switch_checking(to_on=to_on, actor=self.world.actor("system-admin"))

    def publish(self, *urls: str, name: str = ROWS[0], code: str = COUNTY, **more: object) -> None:
        """Publish a row anew, with these addresses as its places and more of its columns changed."""
        places = tuple(
            Place(level=Level.COUNTY, text=f"专栏 {place}", url=url) for place, url in enumerate(urls)
        )
        self.amend(name, code, places=places, **more)

    def amend(self, name: str = ROWS[0], code: str = COUNTY, **columns: object) -> None:
        """Publish a row anew with some of its columns changed."""
        row = self.world.row(name, code)
        content: EntryContent = replace(row.state.content, **columns)  # type: ignore[arg-type]
        self.world.published(draft([amended(row, content)]), code=code)

    def check(self, days: int = 0) -> int:
        """Let days pass, then do what the worker does; return how many addresses were asked for."""
        self.clock.advance(timedelta(days=days))
        read_places()
        return check_places(rules(self.site))

    def lines(self, *where: sa.ColumnElement[bool], code: str = COUNTY) -> list[PlaceLine]:
        """Return the places of a catalogue, however they stand."""
        with transaction() as session:
            asked = (Catalogue.code == code, *where)
            return place_lines(session, *asked, today=current_day(), states=list(PlaceState))

    def line(self, name: str = ROWS[0], code: str = COUNTY) -> PlaceLine:
        """Return the most urgent place of a row."""
        return next(one for one in self.lines(code=code) if one.name == name)

    def state(self, name: str = ROWS[0]) -> PlaceState:
        """Return how that stands."""
        return self.line(name).state

    def addresses(self) -> list[PlaceAddress]:
        """Return all that is known of addresses."""
        with transaction() as session:
            return list(session.scalars(sa.select(PlaceAddress).order_by(PlaceAddress.id)))

    def changes(self) -> list[str]:
        """Return what was found otherwise than before, the oldest first."""
        with transaction() as session:
            return [
                one.value for one in session.scalars(sa.select(PlaceChange.outcome).order_by(PlaceChange.id))
            ]


@contextmanager
def placed(world: World, clock: FrozenClock) -> Iterator[Places]:
    """Have the first row name a page of a site within the block, and the second none; checking is on."""
    with website() as site:
        site.says("/jy", TEXT)
        found = Places(world, clock, site)
        found.amend(ROWS[1], places=())
        found.publish(site.url("/jy"))
        found.switch()
        yield found
