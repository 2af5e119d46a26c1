"""Taking on and passing on (转办): who attends to what waits, and that nobody gains a right by it."""

from datetime import date

import pytest
import sqlalchemy as sa

from models import Assignment, Event, RevisionContributor
from tests.workflow.looking import rows_of, whole_inbox
from tests.world import World
from values.clock import shanghai_day
from values.vocabulary import Audience, State
from workflow.case import seats_of_actor
from workflow.commands import handing_on, submission
from workflow.commands.handing_on import LONGEST_REASON
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, StaleError
from workflow.recipients import recipients
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def mine(world: World, login: str) -> dict[str, tuple[bool, str]]:
    """What waits for an account: by number, whether it is its own, and who attends to it."""
    with transaction() as session:
        actor, today = world.actor(login), shanghai_day(current_clock.get().now())
        seats = seats_of_actor(session, actor, today)
        found = whole_inbox(session, seats, world.people[login])
    return {one.number: (one.is_mine, one.handler) for one in found}


def told(world: World, number: str, action: str) -> dict[str, Audience]:
    event = [one for one in rows_of(Event, number) if one.action == action][-1]
    with transaction() as session:
        found = recipients(session, event, today=shanghai_day(current_clock.get().now()))
    names = {person: login for login, person in world.people.items()}
    return {names[person]: audience for person, audience in found.items()}


def test_a_draft_that_is_passed_on_waits_for_whoever_has_it_now(world: World) -> None:
    number = world.opened(world.amendment())
    assert mine(world, "drafter")[number] == (True, "")
    pass_on(world, number, "drafter2", by="drafter")
    assert mine(world, "drafter")[number][0] is False
    assert mine(world, "drafter2")[number][0] is True
    assert told(world, number, "passed_on") == {"drafter2": Audience.ATTENDING}
    handing_on.take_on(number, actor=world.actor("drafter"))
    assert mine(world, "drafter")[number][0] is True
    assert told(world, number, "taken_on") == {"drafter2": Audience.ATTENDING}
    submission.submit(number, actor=world.actor("drafter"))


def test_taking_on_a_draft_is_no_contribution_and_tells_who_wrote_it(world: World) -> None:
    number = world.opened(world.amendment())
    handing_on.take_on(number, actor=world.actor("drafter2"))
    handing_on.take_on(number, actor=world.actor("drafter2"))
    assert told(world, number, "taken_on") == {"drafter": Audience.CONTRIBUTORS}
    assert [one.action for one in rows_of(Event, number)].count("taken_on") == 1
    submission.submit(number, actor=world.actor("drafter2"))
    assert {one.person_id for one in rows_of(RevisionContributor, number)} == {world.people["drafter"]}


def test_a_step_that_is_taken_on_waits_for_the_others_as_their_bodys(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    handing_on.take_on(number, actor=world.actor("reviewer"))
    assert mine(world, "reviewer")[number][0] is True
    assert mine(world, "two-posts")[number][0] is False
    pass_on(world, number, "two-posts", by="reviewer")
    assert mine(world, "reviewer")[number][0] is False
    assert mine(world, "two-posts")[number][0] is True
    world.sign(number, "drafting-reviewer")
    assert mine(world, "secrecy")[number] == (True, "")


def test_whoever_cannot_act_receives_nothing(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, by="drafting-reviewer")
    for login in ("drafting-reviewer", "secrecy", "supervisor", "drafter", "other-reviewer", "reviewer"):
        with pytest.raises(InvalidError):
            pass_on(world, number, login, by="reviewer")
    pass_on(world, number, "two-posts", by="reviewer")
    draft = world.in_state(State.CHANGES_REQUESTED)
    for login in ("centre-drafter", "reviewer", "other-drafter"):
        with pytest.raises(InvalidError):
            pass_on(world, draft, login, by="drafter")


@pytest.mark.parametrize("login", ["drafting-reviewer", "secrecy", "supervisor", "office"])
def test_only_those_who_may_take_the_step_take_it_on(world: World, login: str) -> None:
    number = world.in_state(State.IN_REVIEW, by="drafting-reviewer")
    with pytest.raises(ForbiddenError):
        handing_on.take_on(number, actor=world.actor(login))


def test_nothing_is_taken_on_where_no_step_is_in_turn(world: World) -> None:
    number = world.in_state(State.PUBLISHED)
    with pytest.raises(NotAllowedError):
        handing_on.take_on(number, actor=world.actor("reviewer"))


def test_what_somebody_else_attends_to_is_taken_on_before_it_is_passed_on(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    handing_on.take_on(number, actor=world.actor("reviewer"))
    with pytest.raises(InvalidError):
        pass_on(world, number, "drafting-reviewer", by="two-posts")
    handing_on.take_on(number, actor=world.actor("two-posts"))
    pass_on(world, number, "drafting-reviewer", by="two-posts")


def test_a_reason_is_given_and_a_stale_page_refused(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    for reason in ("", " ", "因" * (LONGEST_REASON + 1)):
        with pytest.raises(InvalidError):
            pass_on(world, number, "two-posts", by="reviewer", reason=reason)
    with pytest.raises(StaleError):
        handing_on.take_on(number, actor=world.actor("reviewer"), version=1)


def test_a_deputy_takes_on_for_whom_they_stand_in_and_finds_it(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    deputy = world.stood_in_for("reviewer", by="signing-supervisor")
    handing_on.take_on(number, actor=deputy)
    assert mine(world, "reviewer")[number][0] is True
    assert mine(world, "two-posts")[number][0] is False
    with transaction() as session:
        seats = seats_of_actor(session, deputy, shanghai_day(current_clock.get().now()))
        found = whole_inbox(
            session, seats, world.people["signing-supervisor"], seated=world.people["reviewer"]
        )
    assert [one.is_mine for one in found if one.number == number] == [True]


def test_whoever_lost_the_role_attends_to_nothing_any_more(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    handing_on.take_on(number, actor=world.actor("two-posts"))
    with transaction() as session:
        for one in session.scalars(
            sa.select(Assignment).where(Assignment.person_id == world.people["two-posts"])
        ):
            one.valid_until = date(2020, 1, 1)
    assert mine(world, "reviewer")[number] == (True, "")


def pass_on(world: World, number: str, to: str, *, by: str, reason: str = "休假") -> None:
    handing_on.pass_on(number, to=world.people[to], actor=world.actor(by), reason=reason)
