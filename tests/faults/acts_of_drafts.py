"""What people do with a draft beside writing it: undo and do again, take on and pass on."""

from functools import partial

from tests.faults.acts import Act, case
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import draft_undoing, handing_on


def _edited(world: World) -> str:
    number = world.opened(world.amendment())
    world.save(number, world.amendment(deadline="5个工作日内公开"))
    return number


@case("draft_undoing.undo_edit")
def _undo(world: World, _: FrozenClock) -> Act:
    return partial(draft_undoing.undo_edit, _edited(world), actor=world.actor("drafter"))


@case("draft_undoing.redo_edit")
def _redo(world: World, _: FrozenClock) -> Act:
    number = _edited(world)
    draft_undoing.undo_edit(number, actor=world.actor("drafter"))
    return partial(draft_undoing.redo_edit, number, actor=world.actor("drafter"))


@case("handing_on.take_on")
def _take_on(world: World, _: FrozenClock) -> Act:
    return partial(handing_on.take_on, world.in_state(State.IN_REVIEW), actor=world.actor("reviewer"))


@case("handing_on.pass_on")
def _pass_on(world: World, _: FrozenClock) -> Act:
    return partial(
        handing_on.pass_on,
        world.opened(world.amendment()),
        to=world.people["drafter2"],
        actor=world.actor("drafter"),
        reason="休假",
    )
