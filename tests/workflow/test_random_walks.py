"""Whatever people do with proposals and beside them: the trail holds, and what is hidden stays hidden."""

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from models import Catalogue, Event
from tests.townships import TOWNSHIP
from tests.workflow.walking_further import SAYING, WalkFurther
from tests.world import COUNTY, ROWS, World
from values.hiding import HidingReason
from values.vocabulary import Operation, OpinionAnswer, Outcome, State, WaitingAnswer
from workflow.unit import transaction


@pytest.fixture
def walk(databases: object, seeded_template: str, world: World) -> type[WalkFurther]:
    """The machine, told where its databases come from."""
    WalkFurther.template = (databases, seeded_template, world)
    return WalkFurther


def test_whatever_people_do_the_trail_holds(walk: type[WalkFurther]) -> None:
    many = settings().max_examples > 100
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=200 if many else 8, stateful_step_count=50 if many else 25, deadline=None
        ),
    )


def test_the_walk_gets_to_undone_releases_claims_and_set_times(walk: type[WalkFurther]) -> None:
    step = walk()
    try:
        step.go_all_the_way(Operation.AMEND, (1, 1), None, WaitingAnswer.UNTIL_THEN)
        step.undo_a_release(1, is_published=True)
        known = sorted(step.world.rows())
        step.claim({known.index(step.world.row(name).state.entry) for name in ROWS}, SAYING[0])
        number = step.world.in_state(State.APPROVED)
        step.numbers[:] = [number]
        step.let_a_set_time_come(0, 8)
        step.numbers[:] = [step.world.opened()]
        for act in ("save_draft", "undo_edit", "redo_edit", "take_on", "pass_on", "attach"):
            step.do_beside(0, act, "drafter")
        step.the_trail_holds()
        with transaction() as session:
            done = set(session.scalars(sa.select(Event.action)))
            catalogues = dict.fromkeys((COUNTY, TOWNSHIP))
            for one in session.scalars(sa.select(Catalogue).where(Catalogue.code.in_(catalogues))):
                catalogues[one.code] = one.current_release_no
        assert {"schedule", "taken_on", "passed_on"} <= done
        assert catalogues == {COUNTY: 4, TOWNSHIP: 1}
        assert step.world.state(number) is State.PUBLISHED
    finally:
        step.teardown()


def test_the_walk_gets_to_opinions_papers_and_hidings(walk: type[WalkFurther]) -> None:
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
