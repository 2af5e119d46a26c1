"""Whatever people do with proposals and beside them: the trail holds, and what is hidden stays hidden."""

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from models import Event
from tests.workflow.walking_aside import WalkAside
from tests.world import World
from values.hiding import HidingReason
from values.vocabulary import OpinionAnswer, Outcome
from workflow.unit import transaction


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


def test_the_walk_gets_to_opinions_papers_and_hidings(walk: type[WalkAside]) -> None:
    step = walk()
    try:
        step.ask_a_body(1, "drafter")
        step.answer_for_a_body(0, "centre-drafter", OpinionAnswer.AGREED)
        step.record_a_paper(1, "publisher", "reviewer", Outcome.AGREED)
        step.hide(0, "deadline", "publisher", HidingReason.PERSONAL_DATA)
        step.what_stands_beside_holds()
        step.the_trail_holds()
        with transaction() as session:
            done = set(session.scalars(sa.select(Event.action)))
        assert {"opinion_requested", "opinion_given", "sign_off", "hiding_begun"} <= done
    finally:
        step.teardown()
