"""What people do while reading: looking at a revision, putting the guide away, signing several off together, watching a catalogue."""

from functools import partial

from tests.faults.acts import Act, case
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import guiding, together, viewing, watching


@case("viewing.note_view")
def _look(world: World, _: FrozenClock) -> Act:
    return partial(viewing.note_view, world.in_state(State.IN_REVIEW), actor=world.actor("reviewer"))


@case("guiding.dismiss_guide")
def _put_away(world: World, _: FrozenClock) -> Act:
    return partial(guiding.dismiss_guide, actor=world.actor("drafter"))


@case("together.sign_off_together", in_parts=True)
def _sign_several(world: World, _: FrozenClock) -> Act:
    versions = {}
    for days in (11, 12):
        number = world.in_state(State.IN_REVIEW, world.amendment(deadline=f"{days}个工作日内公开"))
        viewing.note_view(number, actor=world.actor("reviewer"))
        versions[number] = world.proposal(number).version
    return partial(together.sign_off_together, versions, actor=world.actor("reviewer"), opinion="同意。")


@case("watching.watch")
def _watch(world: World, _: FrozenClock) -> Act:
    return partial(watching.watch, COUNTY, actor=world.actor("auditor"))


@case("watching.stop_watching")
def _stop_watching(world: World, _: FrozenClock) -> Act:
    watching.watch(COUNTY, actor=world.actor("auditor"))
    return partial(watching.stop_watching, COUNTY, actor=world.actor("auditor"))
