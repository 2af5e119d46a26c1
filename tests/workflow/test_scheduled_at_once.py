"""A set time with others at work: two beats, two workers, a database that is held, reminders written twice."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from flask import Flask

from models import Release
from tests.workflow.at_once import at_once, failures
from tests.workflow.looking import all_events, rows_of
from tests.workflow.replay import assert_the_trail_holds
from tests.world import ROWS, World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import publication
from workflow.commands.remind_windows import remind_of_windows
from workflow.commands.scheduled import FAILED, publish_scheduled
from workflow.unit import transaction

AHEAD = timedelta(hours=20)
WORKERS = 4


@pytest.fixture
def number(context: Flask, world: World, clock: FrozenClock) -> str:
    """An approved proposal whose time has come."""
    del context
    number = world.in_state(State.APPROVED, world.amendment(ROWS[0]))
    publication.schedule(number, actor=world.actor("publisher"), moment=clock.now() + AHEAD)
    return number


def test_several_workers_at_once_publish_once_and_report_no_failure(
    context: Flask, world: World, number: str, clock: FrozenClock
) -> None:
    clock.advance(AHEAD)
    answers = at_once(context, clock, [partial(publish_scheduled, number)] * WORKERS)
    assert sorted(answers) == [False] * (WORKERS - 1) + [True]
    assert len(rows_of(Release, number)) == 1
    assert all_events(FAILED) == []
    assert world.state(number) is State.PUBLISHED
    with transaction() as session:
        assert_the_trail_holds(session)


def test_several_workers_at_once_report_one_failure(
    context: Flask, world: World, number: str, clock: FrozenClock
) -> None:
    world.published(world.amendment(ROWS[0], deadline="5个工作日内公开"))
    clock.advance(AHEAD)
    answers = at_once(context, clock, [partial(publish_scheduled, number)] * WORKERS)
    assert answers == [False] * WORKERS
    assert len(all_events(FAILED)) == 1


def test_a_publisher_who_unschedules_at_that_moment_or_the_system_is_first_but_not_both(
    context: Flask, world: World, number: str, clock: FrozenClock
) -> None:
    clock.advance(AHEAD)
    acts = [
        partial(publish_scheduled, number),
        partial(publication.unschedule, number, actor=world.actor("publisher")),
    ]
    answers = at_once(context, clock, acts)
    was_published = world.state(number) is State.PUBLISHED
    assert answers[0] is was_published
    assert bool(failures(answers)) is was_published
    assert all_events(FAILED) == []


def test_reminders_of_windows_are_written_once_by_several_workers(
    context: Flask, world: World, clock: FrozenClock
) -> None:
    world.published(replace(world.amendment(ROWS[1]), valid_until=date(2026, 3, 20)))
    world.in_state(State.CONSULTING, world.addition())
    clock.advance(timedelta(days=8))
    assert failures(at_once(context, clock, [remind_of_windows] * WORKERS)) == []
    assert len(all_events("consultation_over")) == 1
    assert len(all_events("validity_ending")) == 1
