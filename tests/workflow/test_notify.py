"""Telling people: who is told of what, once; retries, giving up and trying again; reminders."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Delivery, Event, Outbox
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Audience, Channel, DeliveryState, Outcome, State
from workflow.commands import approval, discussion, notify, publication, review, submission
from workflow.commands.remind import remind_due
from workflow.deliveries import (
    dead_letters,
    due_deliveries,
    in_app_messages,
    oldest_undelivered_age,
    unfanned_events,
    unread_count,
)
from workflow.errors import ForbiddenError, NotFoundError
from workflow.recipients import PEOPLE, recipients
from workflow.unit import transaction


@pytest.fixture(autouse=True)
def _surroundings(context: Flask, clock: FrozenClock) -> None:
    """Every test here runs commands on a stopped clock."""


def last_event(action: str) -> Event:
    with transaction() as session:
        return session.scalars(
            sa.select(Event).where(Event.action == action).order_by(Event.id.desc()).limit(1)
        ).one()


def told(world: World, action: str, clock: FrozenClock) -> dict[str, Audience]:
    names = {number: login for login, number in world.people.items()}
    with transaction() as session:
        found = recipients(session, last_event(action), today=clock.now().date())
    return {names[person]: audience for person, audience in found.items()}


def deliveries(event_id: int) -> list[Delivery]:
    with transaction() as session:
        return list(session.scalars(sa.select(Delivery).where(Delivery.event_id == event_id)))


def refuse(_: int) -> None:
    raise ConnectionRefusedError("no server")


def accept(_: int) -> None:
    """Take every message."""


def test_every_audience_has_its_people() -> None:
    assert set(PEOPLE) == set(Audience)


def test_a_submission_tells_the_holders_of_the_first_step(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    people = told(world, "submit", clock)
    assert "reviewer" in people
    assert "secrecy" not in people
    assert "drafter" not in people
    assert set(people.values()) == {Audience.STEP_HOLDERS}


def test_a_sign_off_tells_the_drafters_and_the_next_step(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    people = told(world, "sign_off", clock)
    assert people["drafter"] is Audience.CONTRIBUTORS
    assert people["secrecy"] is Audience.STEP_HOLDERS
    assert "reviewer" not in people


def test_the_last_sign_off_tells_supervisors_who_may_decide(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_APPROVAL, by="drafting-supervisor")
    people = told(world, "sign_off", clock)
    assert people["supervisor"] is Audience.SUPERVISORS
    assert people["drafting-supervisor"] is Audience.CONTRIBUTORS


def test_a_publication_tells_everyone_involved_and_nobody_of_another_county(
    world: World, clock: FrozenClock
) -> None:
    world.published()
    people = told(world, "publish", clock)
    assert {"drafter", "reviewer", "secrecy", "supervisor"} <= set(people)
    assert "publisher" not in people
    assert not [login for login in people if login.startswith("other-")]


def test_a_publication_of_the_standard_tells_the_drafters_of_the_bodies_below(
    world: World, clock: FrozenClock
) -> None:
    number = world.opened(
        world.amendment(code="000000-employment"), by="national-drafter", code="000000-employment"
    )
    submission.submit(number, actor=world.actor("national-drafter"))
    world.sign(number, "national-reviewer")
    approval.approve(number, actor=world.actor("national-supervisor"))
    publication.publish(number, actor=world.actor("national-publisher"))
    people = told(world, "publish", clock)
    assert people["drafter"] is Audience.BODIES_BELOW
    assert people["other-drafter"] is Audience.BODIES_BELOW


def test_a_comment_tells_the_discussion(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.IN_REVIEW)
    discussion.add_comment(number, actor=world.actor("reviewer"), text="请核实。")
    assert told(world, "comment_added", clock)["drafter"] is Audience.DISCUSSION


def test_fanning_out_twice_tells_once(world: World) -> None:
    world.in_state(State.IN_REVIEW)
    event = last_event("submit")
    pending = notify.fan_out(event.id)
    assert notify.fan_out(event.id) == []
    found = deliveries(event.id)
    assert len(pending) == len([one for one in found if one.channel is Channel.EMAIL]) > 0
    assert {(one.channel, one.state) for one in found} == {
        (Channel.IN_APP, DeliveryState.SENT),
        (Channel.EMAIL, DeliveryState.PENDING),
    }
    with transaction() as session:
        assert unread_count(session, world.people["reviewer"]) == 1
        message = in_app_messages(session, world.people["reviewer"], offset=0, limit=10)[0]
    notify.mark_read(world.people["reviewer"], [message.delivery_id])
    with transaction() as session:
        assert unread_count(session, world.people["reviewer"]) == 0


def test_an_unknown_event_owes_nothing() -> None:
    assert notify.fan_out(10_000_000) == []


def test_a_message_is_sent_once(world: World) -> None:
    world.in_state(State.IN_REVIEW)
    first = notify.fan_out(last_event("submit").id)[0]
    assert notify.deliver(first, accept)
    assert not notify.deliver(first, refuse)
    with transaction() as session:
        assert session.get_one(Delivery, first).state is DeliveryState.SENT
    assert last_event("delivered").subject_id == str(first)


def test_a_refused_message_is_tried_again_later_and_given_up_at_last(
    world: World, clock: FrozenClock
) -> None:
    world.in_state(State.IN_REVIEW)
    first = notify.fan_out(last_event("submit").id)[0]
    for wait in (*notify.WAITS, None):
        assert not notify.deliver(first, refuse)
        if wait is not None:
            assert not notify.deliver(first, accept), "it must wait before the next attempt"
            clock.advance(timedelta(seconds=wait))
            with transaction() as session:
                assert first in due_deliveries(session, now=clock.now())
    with transaction() as session:
        assert [row[0].id for row in dead_letters(session)] == [first]
        assert "ConnectionRefusedError" in session.get_one(Delivery, first).last_error
    assert last_event("delivery_failed").subject_id == str(first)


def test_only_the_system_administrator_has_it_sent_again(world: World, clock: FrozenClock) -> None:
    test_a_refused_message_is_tried_again_later_and_given_up_at_last(world, clock)
    with transaction() as session:
        first = dead_letters(session)[0][0].id
    with pytest.raises(ForbiddenError):
        notify.try_again(first, actor=world.actor("supervisor"))
    with pytest.raises(NotFoundError):
        notify.try_again(10_000_000, actor=world.actor("system-admin"))
    notify.try_again(first, actor=world.actor("system-admin"))
    assert notify.deliver(first, accept)


def test_a_failed_fan_out_waits_and_is_found_again(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    event = last_event("submit").id
    clock.advance(timedelta(seconds=10))
    with transaction() as session:
        assert event in unfanned_events(session, now=clock.now(), older_than=timedelta(seconds=5))
        assert oldest_undelivered_age(session) >= 10
    notify.note_failed_fan_out(event)
    with transaction() as session:
        assert event not in unfanned_events(session, now=clock.now(), older_than=timedelta(seconds=5))
    clock.advance(timedelta(seconds=60))
    with transaction() as session:
        assert event in unfanned_events(session, now=clock.now(), older_than=timedelta(seconds=5))
        assert session.get_one(Outbox, event).attempts == 1


def test_a_step_is_reminded_of_at_half_time_a_day_before_and_when_overdue_once_each(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    kinds = []
    for _ in range(9):
        for _ in range(2):
            kinds += [_kind(event) for event in remind_due()]
        clock.advance(timedelta(days=1))
    assert kinds == ["half_time", "day_before", "overdue"]
    event = last_event("reminded")
    people = told(world, "reminded", clock)
    assert "secrecy" in people
    assert set(people.values()) == {Audience.STEP_HOLDERS}
    assert notify.fan_out(event.id)


def test_nobody_is_reminded_at_night_on_days_off_or_of_a_finished_step(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(days=1) - timedelta(hours=2))
    assert remind_due() == []
    clock.advance(timedelta(days=4, hours=3))
    assert clock.now().weekday() == 5
    assert remind_due() == []
    clock.advance(timedelta(days=2))
    review.sign_off(number, actor=world.actor("reviewer"), outcome=Outcome.AGREED, opinion="同意。")
    assert all(_kind(event) != "overdue" for event in remind_due())


def _kind(event_id: int) -> str:
    with transaction() as session:
        data = session.get_one(Event, event_id).data.decode()
    return next(kind for kind in ("half_time", "day_before", "overdue") if f'"kind":"{kind}"' in data)
