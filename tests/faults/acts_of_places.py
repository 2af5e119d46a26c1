"""Published places: read, taken to be asked for, asked for, kept, and what people do about them."""

from functools import partial

from tests.faults.acts import Act, case
from tests.websites import rules
from tests.workflow.places import NOWHERE, naming
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.place import PlaceOutcome
from workflow.commands import place_asking, place_checking, place_reading
from workflow.places.judging import Found


@case("place_reading.read_catalogue")
def _read_one(world: World, _: FrozenClock) -> Act:
    naming(world, NOWHERE)
    return partial(place_reading.read_catalogue, world.catalogues[COUNTY])


@case("place_reading.read_places", in_parts=True)
def _read(world: World, clock: FrozenClock) -> Act:
    _read_one(world, clock)
    return place_reading.read_places


@case("place_asking.switch_checking")
def _switch(world: World, clock: FrozenClock) -> Act:
    _read_one(world, clock)()
    return partial(place_asking.switch_checking, to_on=True, actor=world.actor("system-admin"))


@case("place_asking.ask_check")
def _ask(world: World, clock: FrozenClock) -> Act:
    _switch(world, clock)()
    return partial(place_asking.ask_check, COUNTY, actor=world.actor("drafter"))


@case("place_checking.take_errands")
def _take(world: World, clock: FrozenClock) -> Act:
    _switch(world, clock)()
    return place_checking.take_errands


@case("place_checking.check_places", in_parts=True)
def _check(world: World, clock: FrozenClock) -> Act:
    _switch(world, clock)()
    return partial(place_checking.check_places, rules())


@case("place_checking.keep_found")
def _keep(world: World, clock: FrozenClock) -> Act:
    _switch(world, clock)()
    (errand,) = place_checking.take_errands()
    found = {number: Found(outcome=PlaceOutcome.GONE, status=404) for number, _ in errand.addresses}
    return partial(place_checking.keep_found, errand, found, failures=2)
