"""The real commands against the truth table written by hand, on real databases."""

import pytest

from tests.workflow.truth import COMMANDS, actor_of, bring_to, cells, prepare
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Action, State
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, WorkflowError

REFUSALS = {"permission": ForbiddenError, "state": NotAllowedError, "hidden": NotFoundError}

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.mark.parametrize("state", State)
def test_commands_refuse_what_the_table_refuses(world: World, state: State) -> None:
    number = bring_to(world, state)
    before = world.proposal(number).version
    wrong = []
    for (at, action, who), said in cells().items():
        if at is not state or said == "allowed":
            continue
        found = _attempt(world, number, action, who)
        if found is not REFUSALS[said]:
            wrong.append(f"{action} by {who}: {found}, not {said}")
    assert not wrong
    assert (world.state(number), world.proposal(number).version) == (state, before)


@pytest.mark.parametrize("state", [state for state in State if not state.is_final])
def test_commands_do_what_the_table_allows(world: World, clock: FrozenClock, state: State) -> None:
    wrong = []
    for (at, action, who), said in cells().items():
        if at is not state or said != "allowed":
            continue
        number = bring_to(world, state, suggesting=action is Action.TAKE_BACK)
        prepare(world, number, action, clock)
        before = world.proposal(number).version
        found = _attempt(world, number, action, who)
        if found is not None or world.proposal(number).version != before + 1:
            wrong.append(f"{action} by {who}: {found}")
    assert not wrong


def _attempt(world: World, number: str, action: Action, who: str) -> type[WorkflowError] | None:
    try:
        COMMANDS[action](number, actor_of(world, who))
    except WorkflowError as error:
        return type(error)
    return None
