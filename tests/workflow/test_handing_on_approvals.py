"""Taking on and passing on approvals and publications (转办): who may, to whom, and what the inbox then says."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from models import Assignment, Event, Handling
from tests.workflow.looking import last_told, rows_of, steps_of
from tests.workflow.test_handing_on import mine, pass_on, told
from tests.world import World
from values.vocabulary import Audience, Role, State
from workflow.commands import approval, handing_on, publication, submission
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

MAY = {
    State.IN_APPROVAL: {"supervisor", "supervisor2"},
    State.APPROVED: {"publisher", "publisher2", "drafting-publisher"},
}
"""Of all accounts, who may act while a proposal waits in a state; publishing is no judgement."""


def waiting(world: World, state: State) -> str:
    """Bring a proposal to a state: one supervisor wrote it, another one signed it off."""
    number = world.opened(world.amendment(), by="drafting-supervisor")
    submission.submit(number, actor=world.actor("drafting-supervisor"))
    world.sign(number, "signing-supervisor", "secrecy")
    if state is State.APPROVED:
        approval.approve(number, actor=world.actor("supervisor"), comment="同意公布。")
    return number


@pytest.mark.parametrize("state", MAY)
def test_only_those_who_may_act_take_on_and_receive(world: World, state: State) -> None:
    number = waiting(world, state)
    giver = min(MAY[state])
    handing_on.take_on(number, actor=world.actor(giver))
    for login in world.people.keys() - MAY[state]:
        with pytest.raises((ForbiddenError, NotFoundError)):
            handing_on.take_on(number, actor=world.actor(login))
        with pytest.raises(InvalidError):
            pass_on(world, number, login, by=giver)
    for login in sorted(MAY[state] - {giver}):
        pass_on(world, number, login, by=giver)
        handing_on.take_on(number, actor=world.actor(giver))


def test_an_approval_that_is_passed_on_waits_for_whoever_has_it_now(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    assert mine(world, "supervisor")[number] == (True, "")
    pass_on(world, number, "supervisor2", by="supervisor", reason="外出开会")
    assert mine(world, "supervisor")[number][0] is False
    assert mine(world, "supervisor2")[number][0] is True
    assert told(world, number, "passed_on") == {"supervisor2": Audience.ATTENDING}
    details = last_told(number)["details"]
    assert (details["role"], details["step"]) == ("supervisor", None)
    # It gives no right and takes none: who passed it on may still decide.
    approval.approve(number, actor=world.actor("supervisor"), comment="同意公布。")
    assert mine(world, "publisher")[number] == (True, "")


def test_a_publication_that_is_taken_on_waits_for_the_others_as_their_bodys(world: World) -> None:
    number = world.in_state(State.APPROVED)
    handing_on.take_on(number, actor=world.actor("publisher2"))
    assert mine(world, "publisher2")[number][0] is True
    assert mine(world, "publisher")[number][0] is False
    assert told(world, number, "taken_on") == {"drafter": Audience.CONTRIBUTORS}
    publication.publish(number, actor=world.actor("publisher"))


def test_an_approval_remembers_who_had_it_when_it_is_revoked(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    handing_on.take_on(number, actor=world.actor("supervisor2"))
    approval.approve(number, actor=world.actor("supervisor2"), comment="同意公布。")
    approval.revoke_approval(number, actor=world.actor("supervisor2"), comment="文号有误。")
    assert mine(world, "supervisor2")[number][0] is True
    assert mine(world, "supervisor")[number][0] is False


def test_what_one_is_for_a_draft_says_nothing_about_the_approval(world: World) -> None:
    number = world.in_state(State.DRAFT)
    handing_on.take_on(number, actor=world.actor("drafter2"))
    submission.submit(number, actor=world.actor("drafter2"))
    world.sign(number, "reviewer", "secrecy")
    assert mine(world, "supervisor")[number] == (True, "")


def test_a_deputy_takes_an_approval_on_for_whom_they_stand_in(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    handing_on.take_on(number, actor=world.stood_in_for("supervisor", by="drafting-publisher"))
    assert mine(world, "supervisor")[number][0] is True
    assert mine(world, "supervisor2")[number][0] is False
    event = [one for one in rows_of(Event, number) if one.action == "taken_on"][-1]
    assert (event.actor_id, event.on_behalf_of_id) == (
        world.people["drafting-publisher"],
        world.people["supervisor"],
    )


def test_an_approval_whose_supervisor_left_waits_for_all_again(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    pass_on(world, number, "supervisor2", by="supervisor")
    with transaction() as session:
        for one in session.scalars(
            sa.select(Assignment).where(Assignment.person_id == world.people["supervisor2"])
        ):
            one.valid_until = date(2020, 1, 1)
    assert mine(world, "supervisor")[number] == (True, "")


@pytest.mark.parametrize("state", [State.PUBLISHED, State.REJECTED, State.CONSULTING])
def test_where_nothing_waits_nothing_is_passed_on(world: World, state: State) -> None:
    number = world.in_state(state)
    with pytest.raises(NotAllowedError):
        handing_on.take_on(number, actor=world.actor("supervisor"))


def test_the_database_holds_that_a_step_belongs_to_reviewers_and_nothing_else_does(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    proposal, step = world.proposal(number), steps_of(number)[0].id
    for role, named in ((Role.SUPERVISOR, step), (Role.REVIEWER, None)):
        wrong = {
            "proposal_id": proposal.id,
            "step_id": named,
            "role": role,
            "person_id": world.people["supervisor"],
            "reason": "",
            "began_at": proposal.created_at,
        }
        with transaction() as session, pytest.raises(IntegrityError, match="ck_handling_names_its_step"):
            session.execute(sa.insert(Handling).values(wrong))
