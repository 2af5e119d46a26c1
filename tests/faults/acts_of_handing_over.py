"""What a business administrator does with what an ended body leaves behind."""

from functools import partial

from tests.faults.acts import Act, case
from tests.workflow.merged import REASON, merging, today
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import handing_over


@case("handing_over.hand_over_catalogue")
def _hand_over(world: World, _: FrozenClock) -> Act:
    merging(world, day=today())
    for state in (State.DRAFT, State.IN_REVIEW):
        world.in_state(state)
    return partial(
        handing_over.hand_over_catalogue,
        COUNTY,
        world.bodies["centre"],
        reason=REASON,
        actor=world.actor("business-admin"),
        key="k",
    )
