"""Internal periods stand still while a proposal is returned or the public is consulted; the statutory one does not."""

from datetime import date, timedelta

import pytest
from flask import Flask

from models import StatutoryClock
from tests.web.people import signed_in
from tests.workflow.looking import rows_of, steps_of
from tests.world import World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import State
from workflow.commands import review, revising, submission

pytestmark = pytest.mark.usefixtures("clock")


def due_of(number: str) -> list[date | None]:
    return [one.due_on for one in steps_of(number)]


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize(
    ("days", "moved_by"),
    [
        (0, 0),
        (1, 1),
        (4, 4),  # Monday to Friday: four evenings.
        (5, 5),  # Until Saturday: Friday's evening as well.
        (7, 5),  # A weekend does not count.
    ],
)
def test_a_consultation_gives_back_its_working_days(
    world: World, clock: FrozenClock, days: int, moved_by: int
) -> None:
    number = world.in_state(State.IN_REVIEW)
    (first, *_) = due_of(number)
    statutory = rows_of(StatutoryClock, number)[0].due_on
    revising.open_consultation(number, actor=world.actor("drafter"), until=clock.now() + timedelta(minutes=1))
    clock.advance(timedelta(days=days, minutes=2))
    revising.close_consultation(number, actor=world.actor("drafter"))
    (later, *_) = due_of(number)
    assert first is not None
    assert later is not None
    assert working_days_between(first, later) == moved_by
    assert rows_of(StatutoryClock, number)[0].due_on == statutory


def working_days_between(first: date, later: date) -> int:
    days = [first + timedelta(days=one) for one in range(1, (later - first).days + 1)]
    return sum(day.weekday() < 5 for day in days)


def test_the_page_says_for_how_long_it_stood_still(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
        drafter = world.actor("drafter")
        revising.open_consultation(number, actor=drafter, until=clock.now() + timedelta(minutes=1))
        clock.advance(timedelta(days=3))
        revising.close_consultation(number, actor=drafter)
    page = signed_in(app, world, "reviewer").get(f"/proposals/{number}")
    assert "It stood still for 3 working days" in page.text


@pytest.mark.usefixtures("context")
def test_a_returned_step_begins_anew(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.CHANGES_REQUESTED)
    clock.advance(timedelta(days=3))
    submission.submit(number, actor=world.actor("drafter"), comment="已与各单位核对。")
    (first, *_) = steps_of(number)
    assert first.due_on == shanghai_day(clock.now()) + timedelta(days=first.working_days + 2)
    review.request_changes(number, actor=world.actor("reviewer"), comment="请再补充。")
    assert world.state(number) is State.CHANGES_REQUESTED
