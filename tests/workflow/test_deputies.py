"""Deputies: their acts need a delegation, bind both people, and name both."""

from datetime import date, timedelta

import pytest

from models import Delegation, RevisionContributor, SignOff
from tests.workflow.looking import last_told, rows_of
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import Outcome, Role, State
from workflow.commands import approval, drafting, register, review, submission
from workflow.errors import ForbiddenError, NotFoundError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def delegate(world: World, person: str, deputy: str) -> None:
    """Have a colleague stand in for someone this week."""
    with transaction() as session:
        session.add(
            Delegation(
                person_id=world.people[person],
                deputy_id=world.people[deputy],
                valid_from=date(2026, 3, 2),
                valid_until=date(2026, 3, 6),
            )
        )


def sign_for(world: World, number: str, deputy: str, person: str) -> None:
    review.sign_off(
        number, actor=world.actor(deputy, on_behalf_of=person), outcome=Outcome.AGREED, opinion="代签：同意。"
    )


def test_a_deputy_signs_off_and_both_are_named(world: World) -> None:
    delegate(world, "reviewer", "publisher")
    number = world.in_state(State.IN_REVIEW)
    sign_for(world, number, "publisher", "reviewer")
    (signed,) = rows_of(SignOff, number)
    assert (signed.actor_id, signed.on_behalf_of_id) == (world.people["publisher"], world.people["reviewer"])
    said = last_told(number)
    assert said["actor"]["id"] == str(world.people["publisher"])
    assert said["on_behalf_of"]["id"] == str(world.people["reviewer"])
    with pytest.raises(ForbiddenError):
        world.sign(number, "publisher")


def test_without_a_delegation_nobody_stands_in(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(NotFoundError):
        sign_for(world, number, "publisher", "reviewer")
    with pytest.raises(ForbiddenError):
        drafting.open_proposal(COUNTY, actor=world.actor("publisher", on_behalf_of="drafter"))


@pytest.mark.parametrize("days", [-1, 5])
def test_a_delegation_counts_on_its_days_only(world: World, clock: FrozenClock, days: int) -> None:
    delegate(world, "reviewer", "publisher")
    number = world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(days=days))
    with pytest.raises(NotFoundError):
        sign_for(world, number, "publisher", "reviewer")


def test_whoever_is_stood_in_for_is_bound_by_what_the_deputy_wrote(world: World) -> None:
    delegate(world, "drafting-reviewer", "publisher2")
    number = drafting.open_proposal(
        COUNTY, actor=world.actor("publisher2", on_behalf_of="drafting-reviewer"), content=world.amendment()
    )
    submission.submit(number, actor=world.actor("drafter"))
    (one,) = rows_of(RevisionContributor, number)
    assert (one.person_id, one.on_behalf_of_id) == (
        world.people["publisher2"],
        world.people["drafting-reviewer"],
    )
    with pytest.raises(ForbiddenError, match="wrote into a proposal"):
        world.sign(number, "drafting-reviewer")


def test_a_deputy_who_wrote_cannot_judge_for_somebody_else(world: World) -> None:
    delegate(world, "reviewer", "drafter")
    delegate(world, "supervisor", "drafter")
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(ForbiddenError, match="wrote into a proposal"):
        sign_for(world, number, "drafter", "reviewer")
    world.sign(number, "reviewer", "secrecy")
    with pytest.raises(ForbiddenError, match="wrote into a proposal"):
        approval.approve(number, actor=world.actor("drafter", on_behalf_of="supervisor"))


def test_whoever_was_signed_for_cannot_approve(world: World) -> None:
    register.assign(person_id=world.people["reviewer"], body_id=world.bodies["bureau"], role=Role.SUPERVISOR)
    delegate(world, "reviewer", "publisher")
    number = world.in_state(State.IN_REVIEW)
    sign_for(world, number, "publisher", "reviewer")
    world.sign(number, "secrecy")
    with pytest.raises(ForbiddenError, match="signed off"):
        approval.approve(number, actor=world.actor("reviewer"))
