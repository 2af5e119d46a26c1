"""Days that are slips of the keyboard are told in a sentence instead of being counted from."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests.world import World
from workflow.errors import InvalidError


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("field", ["trigger_date", "effective_from"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_too_far_away_is_refused_when_it_is_saved(
    context: Flask, world: World, field: str, day: date
) -> None:
    assert context
    number = world.opened()
    with pytest.raises(InvalidError, match="too far away"):
        world.save(number, replace(world.amendment(), **{field: day}))
