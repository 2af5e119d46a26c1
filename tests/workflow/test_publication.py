"""Publish at once or on schedule; consult the public in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import Event
from tests.workflow.looking import last_told, rows_of
from tests.world import World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands import approval, publication, revising
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError

pytestmark = pytest.mark.usefixtures("context", "clock")


def schedule(world: World, number: str, clock: FrozenClock, *, hours: int = 24) -> None:
    moment = clock.now() + timedelta(hours=hours)
    publication.schedule(number, actor=world.actor("publisher"), moment=moment)


def test_a_time_that_has_passed_is_no_schedule(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.APPROVED)
    for hours in (-1, 0):
        with pytest.raises(InvalidError):
            schedule(world, number, clock, hours=hours)


def test_scheduling_again_replaces_the_time(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.APPROVED)
    schedule(world, number, clock, hours=24)
    schedule(world, number, clock, hours=48)
    assert world.proposal(number).scheduled_for == clock.now() + timedelta(hours=48)
    assert world.state(number) is State.APPROVED


def test_a_schedule_ends_by_unscheduling_publishing_or_revoking(world: World, clock: FrozenClock) -> None:
    for end in (
        lambda number: publication.unschedule(number, actor=world.actor("publisher2")),
        lambda number: approval.revoke_approval(number, actor=world.actor("supervisor"), comment="暂缓。"),
        lambda number: publication.publish(number, actor=world.actor("publisher")),
    ):
        number = world.in_state(State.APPROVED)
        schedule(world, number, clock)
        end(number)
        assert world.proposal(number).scheduled_for is None


def test_nothing_is_published_after_its_validity_is_over(world: World, clock: FrozenClock) -> None:
    text = replace(world.amendment(), valid_until=shanghai_day(clock.now()) + timedelta(days=1))
    number = world.in_state(State.APPROVED, text)
    with pytest.raises(NotAllowedError, match="valid until 2026-03-03"):
        schedule(world, number, clock, hours=48)
    schedule(world, number, clock, hours=24)
    clock.advance(timedelta(days=2))
    with pytest.raises(NotAllowedError, match="would be published on 2026-03-04"):
        publication.publish(number, actor=world.actor("publisher"))
    assert world.state(number) is State.APPROVED


def test_nothing_is_unscheduled_that_has_no_schedule(world: World) -> None:
    number = world.in_state(State.APPROVED)
    with pytest.raises(NotAllowedError, match="No publication is scheduled"):
        publication.unschedule(number, actor=world.actor("publisher"))


def test_the_system_publishes_when_the_time_has_come_on_the_publishers_authority(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.APPROVED)
    with pytest.raises(ForbiddenError):
        publication.publish(number, actor=SYSTEM)
    schedule(world, number, clock)
    with pytest.raises(ForbiddenError):
        publication.publish(number, actor=SYSTEM)
    clock.advance(timedelta(hours=25))
    publication.publish(number, actor=SYSTEM)
    said = last_told(number)
    assert (said["actor"]["id"], said["actor"]["role"]) == ("system", "system")
    scheduling = [event for event in rows_of(Event, number) if event.action == "schedule"]
    assert said["details"]["scheduled_by"] == str(scheduling[-1].id)


def test_a_consultation_needs_a_window_and_closes_after_it(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    drafter = world.actor("drafter2")
    with pytest.raises(InvalidError):
        revising.open_consultation(number, actor=drafter, until=clock.now())
    revising.open_consultation(number, actor=drafter, until=clock.now() + timedelta(days=7))
    assert world.state(number) is State.CONSULTING
    with pytest.raises(NotAllowedError):
        world.sign(number, "secrecy")
    with pytest.raises(NotAllowedError, match="when its window has ended"):
        revising.close_consultation(number, actor=drafter)
    clock.advance(timedelta(days=7))
    revising.close_consultation(number, actor=drafter)
    assert world.state(number) is State.IN_REVIEW
    # The sign-off on the unchanged revision stands.
    world.sign(number, "secrecy")
    assert world.state(number) is State.IN_APPROVAL
