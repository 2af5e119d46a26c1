"""The world's own helpers reach every state by commands."""

import pytest

from tests.world import World
from values.vocabulary import State


@pytest.mark.usefixtures("context", "clock")
@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_by_commands(world: World, state: State) -> None:
    assert world.state(world.in_state(state)) is state
