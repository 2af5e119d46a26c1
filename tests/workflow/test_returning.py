"""Returned proposals: by a step or the supervisor, submitted again changed or unchanged (decision 7)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import Revision, SignOff
from tests.workflow.looking import last_told, rows_of, steps_of
from tests.world import ROWS, World
from values.clock import FrozenClock
from values.vocabulary import Outcome, Post, Role, State
from workflow.commands import register, review, revising, submission
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError

pytestmark = pytest.mark.usefixtures("context", "clock")


def submit(world: World, number: str, comment: str = "") -> int:
    return submission.submit(number, actor=world.actor("drafter"), comment=comment)


@pytest.fixture
def returned(world: World) -> str:
    """A proposal that the second step sent back after the first had signed."""
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    review.request_changes(number, actor=world.actor("secrecy"), comment="请核对时限。")
    return number


@pytest.mark.parametrize("comment", ["", "  \n"])
def test_a_return_needs_a_reason(world: World, comment: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError):
        review.request_changes(number, actor=world.actor("reviewer"), comment=comment)
    assert world.state(number) is State.IN_REVIEW


def test_signing_off_with_the_outcome_returned_is_a_return(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer", outcome=Outcome.RETURNED, opinion="请补充。")
    assert world.state(number) is State.CHANGES_REQUESTED
    assert world.proposal(number).returned_step_id == steps_of(number)[0].id


def test_an_unchanged_submit_needs_a_written_answer(world: World, returned: str) -> None:
    with pytest.raises(InvalidError):
        submit(world, returned)
    assert world.state(returned) is State.CHANGES_REQUESTED


def test_an_unchanged_submit_goes_back_to_the_step_and_keeps_the_other_sign_offs(
    world: World, returned: str
) -> None:
    assert submit(world, returned, "时限已与中心核对，无需修改。") == 1
    assert world.state(returned) is State.IN_REVIEW
    assert len(rows_of(Revision, returned)) == 1
    assert last_told(returned)["details"]["unchanged"] is True
    with pytest.raises(NotAllowedError):
        world.sign(returned, "reviewer")
    world.sign(returned, "secrecy")
    assert world.state(returned) is State.IN_APPROVAL


def test_the_step_that_sent_it_back_gets_a_new_due_date(
    world: World, clock: FrozenClock, returned: str
) -> None:
    before = steps_of(returned)[1].due_on
    clock.advance(timedelta(days=7))
    submit(world, returned, "无需修改。")
    assert steps_of(returned)[1].due_on > before


def test_a_changed_submit_makes_a_revision_whose_steps_all_begin_again(world: World, returned: str) -> None:
    world.save(returned, world.amendment(deadline="2个工作日内公开"))
    assert submit(world, returned) == 2
    first, second = rows_of(Revision, returned)
    assert first.content_sha256 != second.content_sha256
    assert last_told(returned)["previous_sha256"] == first.content_sha256
    assert last_told(returned)["content_sha256"] == second.content_sha256
    with pytest.raises(NotAllowedError):
        world.sign(returned, "secrecy")
    world.sign(returned, "reviewer", "secrecy")
    assert world.state(returned) is State.IN_APPROVAL


def test_an_unchanged_submit_after_the_supervisors_return_goes_back_to_the_supervisor(world: World) -> None:
    number = world.returned_by_supervisor()
    submit(world, number, "依据见附件。")
    assert world.state(number) is State.IN_APPROVAL
    assert len(rows_of(SignOff, number)) == 2


def test_a_changed_submit_after_the_supervisors_return_takes_the_whole_route(world: World) -> None:
    number = world.returned_by_supervisor()
    world.save(number, world.amendment(deadline="2个工作日内公开"))
    submit(world, number)
    assert world.state(number) is State.IN_REVIEW
    assert len(steps_of(number)) == 2


def test_a_return_of_the_first_round_does_not_shorten_the_way_of_the_second(world: World) -> None:
    number = world.returned_by_supervisor()
    world.save(number, world.amendment(deadline="2个工作日内公开"))
    submit(world, number)
    review.request_changes(number, actor=world.actor("reviewer"), comment="再改。")
    submit(world, number, "不改。")
    assert world.state(number) is State.IN_REVIEW


def test_taken_back_from_the_supervisor_and_unchanged_it_goes_back_there(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    world.sign(number, "secrecy", outcome=Outcome.AGREED_WITH_CHANGES, opinion="时限可再短。")
    revising.take_back(number, actor=world.actor("drafter"))
    submit(world, number, "时限不宜再短。")
    assert world.state(number) is State.IN_APPROVAL


def test_a_signer_can_no_longer_write_into_the_proposal(world: World) -> None:
    number = world.opened()
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, "drafting-reviewer")
    review.request_changes(number, actor=world.actor("secrecy"), comment="请改。")
    text = world.amendment(deadline="2个工作日内公开")
    with pytest.raises(ForbiddenError):
        world.save(number, text, by="drafting-reviewer")
    with pytest.raises(ForbiddenError):
        submission.submit(number, actor=world.actor("drafting-reviewer"), comment="不改。")
    world.save(number, text, by="drafter2")


def test_a_supervisor_who_sent_it_back_can_no_longer_write_into_it(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    review.request_changes(number, actor=world.actor("drafting-supervisor"), comment="请改。")
    with pytest.raises(ForbiddenError):
        world.save(number, world.amendment(deadline="2个工作日内公开"), by="drafting-supervisor")


def test_an_undone_save_is_no_contribution(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    world.save(number, replace(text, rationale="另一个理由。"), by="drafting-reviewer")
    world.save(number, text, by="drafter")
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, "drafting-reviewer")
    assert rows_of(SignOff, number)[0].actor_id == world.people["drafting-reviewer"]


def test_a_supervisor_who_sent_it_back_cannot_sign_it_off_later(world: World) -> None:
    """Nobody both decides and signs, in whatever order (the trail's verifier refuses such a proposal)."""
    number = world.in_state(State.IN_APPROVAL)
    review.request_changes(number, actor=world.actor("supervisor"), comment="请补充依据。")
    register.assign(
        person_id=world.people["supervisor"],
        body_id=world.bodies["bureau"],
        role=Role.REVIEWER,
        post=Post.SECTION_CHIEF,
    )
    world.save(number, world.amendment(ROWS[1]))
    world.justify(number)
    submit(world, number)
    with pytest.raises(ForbiddenError, match="cannot sign it off"):
        world.sign(number, "supervisor")
    world.sign(number, "reviewer")
