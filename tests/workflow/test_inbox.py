"""The inbox: what waits for a person, and what waits for a colleague, by due date."""

import pytest
import sqlalchemy as sa

from models import Proposal
from tests.workflow.looking import whole_inbox
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Outcome, State, StepKind
from workflow.commands import submission
from workflow.queries.waiting import Waiting
from workflow.reach import seats_of
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def waiting(world: World, login: str) -> list[Waiting]:
    with transaction() as session:
        seats = seats_of(session, world.people[login], current_clock.get().now().date())
        return whole_inbox(session, seats, world.people[login])


def mine(world: World, login: str) -> list[str]:
    return [one.number for one in waiting(world, login) if one.is_mine]


def test_each_state_waits_for_whom_it_should(world: World) -> None:
    cases = {
        State.DRAFT: ("drafter",),
        State.IN_REVIEW: ("reviewer", "two-posts", "drafting-reviewer"),
        State.CHANGES_REQUESTED: ("drafter",),
        State.IN_APPROVAL: ("supervisor", "supervisor2", "drafting-supervisor"),
        State.APPROVED: ("publisher", "publisher2"),
        State.CONSULTING: (),
        State.PUBLISHED: (),
        State.WITHDRAWN: (),
        State.REJECTED: (),
    }
    everyone = {login for logins in cases.values() for login in logins} | {"secrecy", "office", "auditor"}
    for state, logins in cases.items():
        number = world.in_state(state, world.amendment(deadline=state.value))
        assert {login for login in everyone if number in mine(world, login)} == set(logins), state


def test_a_consultation_waits_for_its_drafter_once_its_window_is_over(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.CONSULTING)
    assert number not in mine(world, "drafter")
    with transaction() as session:
        end = session.scalars(sa.select(Proposal.consulting_until).where(Proposal.number == number)).one()
    assert end
    clock.advance(end - clock.now())
    assert number in mine(world, "drafter")
    assert number not in mine(world, "reviewer")


def test_what_separation_of_duties_bars_is_a_colleagues(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, by="drafting-reviewer")
    (one,) = waiting(world, "drafting-reviewer")
    assert (one.number, one.is_mine, one.step) == (number, False, StepKind.SECTION_REVIEW)
    world.sign(number, "two-posts")
    (next_one,) = waiting(world, "two-posts")
    assert (next_one.step, next_one.is_mine) == (StepKind.SECRECY_REVIEW, False)
    world.sign(number, "secrecy")
    signer = world.in_state(State.IN_REVIEW)
    world.sign(signer, "signing-supervisor", "secrecy")
    assert mine(world, "signing-supervisor") == [number]


def test_the_next_step_waits_only_when_it_is_in_turn(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    assert mine(world, "secrecy") == []
    world.sign(number, "reviewer")
    assert (mine(world, "reviewer"), mine(world, "secrecy")) == ([], [number])


def test_a_step_that_was_thought_over_waits_again_and_the_next_one_does_not(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    world.sign(number, "reviewer", outcome=Outcome.RETURNED, opinion="有误。")
    submission.submit(number, actor=world.actor("drafter"), comment="无误。")
    assert (mine(world, "reviewer"), mine(world, "secrecy")) == ([number], [])


def test_it_comes_in_the_order_of_due_dates(world: World) -> None:
    first, second = world.in_state(State.IN_REVIEW), world.in_state(State.IN_REVIEW)
    found = waiting(world, "reviewer")
    assert [one.number for one in found] == [first, second]
    assert all(one.due_on is not None for one in found)
    assert waiting(world, "auditor") == []
