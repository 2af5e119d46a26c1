"""Whatever people do with proposals and beside them: the trail holds, and what is hidden stays hidden."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflow.walking_aside import WalkAside
from tests.world import World


@pytest.fixture
def walk(databases: object, seeded_template: str, world: World) -> type[WalkAside]:
    """The machine, told where its databases come from."""
    WalkAside.template = (databases, seeded_template, world)
    return WalkAside


def test_whatever_people_do_the_trail_holds(walk: type[WalkAside]) -> None:
    many = settings().max_examples > 100
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=200 if many else 8, stateful_step_count=50 if many else 25, deadline=None
        ),
    )
