"""What a county does before it has a catalogue: set it up, and begin it from the standard."""

from functools import partial

from tests.faults.acts import Act, case
from tests.founding import NEW, founded, new_county, said, with_route
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Field
from workflow.commands import beginning, founding


@case("founding.found_catalogue")
def _found(world: World, _: FrozenClock) -> Act:
    county = new_county(world)
    with_route(county)
    actor = county.actor("new-admin")
    return partial(
        founding.found_catalogue, Field.EMPLOYMENT, county.bodies["new-bureau"], actor=actor, key="k"
    )


@case("beginning.begin_from_standard")
def _begin(world: World, _: FrozenClock) -> Act:
    county = founded(world)
    return partial(
        beginning.begin_from_standard, NEW, said(county), actor=county.actor("new-drafter"), key="k"
    )
