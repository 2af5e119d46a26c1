"""What stays overdue goes up one level, once a due date."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Assignment, Escalation, Event
from tests.world import World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import Audience, Role, State
from workflow.commands.escalate import escalate_overdue
from workflow.commands.remind import remind_due
from workflow.dues import working_days
from workflow.recipients import recipients
from workflow.sentences import sentence
from workflow.unit import transaction

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _surroundings(context: Flask, clock: FrozenClock) -> None:
    """Every test here runs commands on a stopped clock."""


def event_of(number: int) -> Event:
    with transaction() as session:
        return session.get_one(Event, number)


def told(world: World, number: int, clock: FrozenClock) -> dict[str, Audience]:
    names = {person: login for login, person in world.people.items()}
    with transaction() as session:
        found = recipients(session, session.get_one(Event, number), today=shanghai_day(clock.now()))
    return {names[person]: audience for person, audience in found.items()}


def days_until(clock: FrozenClock, *, most: int = 40) -> tuple[int, list[int]]:
    """Return after how many days something goes up, and the events."""
    for days in range(most):
        if found := escalate_overdue():
            return days, found
        clock.advance(DAY)
    return most, []


def end_assignments(role: Role, clock: FrozenClock) -> None:
    """Have nobody hold a role any more."""
    with transaction() as session:
        session.execute(
            sa.update(Assignment)
            .where(Assignment.role == role)
            .values(valid_until=shanghai_day(clock.now()) - DAY)
        )
        session.commit()


def test_a_step_goes_up_two_working_days_after_its_due_date_to_the_supervisors_of_its_body(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.IN_REVIEW)
    _, (event,) = days_until(clock)
    details = json.loads(event_of(event).data)["details"]
    assert details["kind"] == "step"
    with transaction() as session:
        table = working_days(session)
        due = session.scalars(sa.select(Escalation.due_on)).one()
    today = shanghai_day(clock.now())
    assert (details["due"], table.days_left(today, due)) == (due.isoformat(), -2)
    assert table.is_working_day(today)
    assert event_of(event).proposal_id == world.proposal(number).id
    people = told(world, event, clock)
    assert "supervisor" in people
    assert set(people.values()) == {Audience.SUPERIORS}
    assert "reviewer" not in people
    assert not [login for login in people if login.startswith("other-")]


def test_it_goes_up_once_a_due_date_and_only_where_it_stays_overdue(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.IN_REVIEW)
    _, first = days_until(clock)
    for _ in range(10):
        assert escalate_overdue() == []
        clock.advance(DAY)
    world.sign(number, "reviewer")
    assert escalate_overdue() == []
    _, second = days_until(clock)
    assert len(first) == len(second) == 1
    assert first != second


def test_reminders_come_before(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    order = []
    for _ in range(12):
        order += ["reminded"] * len(remind_due()) + ["escalated"] * len(escalate_overdue())
        clock.advance(DAY)
    assert order[-1] == "escalated"
    assert order.count("escalated") == 1
    assert "reminded" in order


def test_the_installation_says_after_how_many_days(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    while not (soon := escalate_overdue(after=1)):
        assert escalate_overdue(after=2) == []
        clock.advance(DAY)
    assert len(soon) == 1


def test_an_approval_goes_up_to_the_overseers_above(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.IN_APPROVAL)
    _, (event,) = days_until(clock)
    happened = event_of(event)
    assert json.loads(happened.data)["details"]["kind"] == "approval"
    assert "approval" in sentence(happened, "system").in_english()
    people = told(world, event, clock)
    assert people
    assert set(people.values()) == {Audience.SUPERIORS}
    assert all("overseer" in login for login in people)
    assert escalate_overdue() == []
    assert world.state(number) is State.IN_APPROVAL


def test_without_supervisors_a_step_goes_to_the_overseers(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    _, (event,) = days_until(clock)
    end_assignments(Role.SUPERVISOR, clock)
    people = told(world, event, clock)
    assert people
    assert all("overseer" in login for login in people)


def test_without_overseers_an_approval_goes_to_nobody_who_may_not_see_it(
    world: World, clock: FrozenClock
) -> None:
    world.in_state(State.IN_APPROVAL)
    _, (event,) = days_until(clock)
    end_assignments(Role.OVERSEER, clock)
    assert told(world, event, clock) == {}


def test_at_night_and_on_days_off_nothing_goes_up(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(days=12))
    assert clock.now().weekday() == 5
    assert escalate_overdue() == []
    clock.advance(timedelta(days=2) - timedelta(hours=2))
    assert escalate_overdue() == []
    clock.advance(timedelta(hours=2))
    assert len(escalate_overdue()) == 1
