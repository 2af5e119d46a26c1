"""What a step may say beside plain agreement: suggestions, objections, and a sign-off thought over (decision 7)."""

import pytest

from models import SignOff, Suggestion
from tests.workflow.looking import last_told, rows_of
from tests.world import World
from values.vocabulary import Outcome, State
from workflow.commands import approval, revising, submission
from workflow.commands.review import sign_off
from workflow.commands.suggestions import answer_suggestion
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def suggested(world: World) -> str:
    """A proposal before the supervisor, with a suggestion of its first step."""
    number = world.in_state(State.IN_REVIEW)
    sign_off(
        number,
        actor=world.actor("reviewer"),
        outcome=Outcome.AGREED_WITH_CHANGES,
        opinion="同意。",
        suggestion="建议写明“遇节假日顺延”。",
    )
    world.sign(number, "secrecy")
    return number


def suggestion_of(number: str) -> Suggestion:
    return rows_of(Suggestion, number)[0]


@pytest.mark.parametrize("outcome", [Outcome.AGREED_WITH_CHANGES, Outcome.OBJECTED])
def test_a_reservation_needs_words(world: World, outcome: Outcome) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError):
        world.sign(number, "reviewer", outcome=outcome, opinion=" ")
    world.sign(number, "reviewer", outcome=outcome, opinion="见附页。")
    assert last_told(number)["details"]["outcome"] == outcome


def test_a_bare_agreement_is_recorded_as_on_paper(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer", opinion="")
    assert rows_of(SignOff, number)[0].opinion == "同意"


def test_agreeing_with_changes_completes_the_step_but_the_approval_waits(
    world: World, suggested: str
) -> None:
    assert world.state(suggested) is State.IN_APPROVAL
    with pytest.raises(NotAllowedError, match="suggestion is still open"):
        approval.approve(suggested, actor=world.actor("supervisor"))


def test_taking_back_and_a_new_revision_settle_the_suggestion(world: World, suggested: str) -> None:
    revising.take_back(suggested, actor=world.actor("drafter"))
    assert world.state(suggested) is State.CHANGES_REQUESTED
    assert suggestion_of(suggested).settled_at is None
    world.save(suggested, world.amendment(deadline="10个工作日内公开，遇节假日顺延"))
    world.justify(suggested)
    assert submission.submit(suggested, actor=world.actor("drafter")) == 2
    assert suggestion_of(suggested).settled_at is not None
    world.sign(suggested, "reviewer", "secrecy")
    approval.approve(suggested, actor=world.actor("supervisor"))


def test_an_answered_suggestion_lets_the_approval_pass(world: World, suggested: str) -> None:
    one = suggestion_of(suggested)
    with pytest.raises(InvalidError):
        answer_suggestion(suggested, one.id, actor=world.actor("drafter"), answer="  ")
    answer_suggestion(suggested, one.id, actor=world.actor("drafter"), answer="法律已有规定，不必重复。")
    answer_suggestion(suggested, one.id, actor=world.actor("drafter"), answer="再答一次。")
    assert suggestion_of(suggested).answer == "法律已有规定，不必重复。"
    approval.approve(suggested, actor=world.actor("supervisor"))


def test_only_drafters_answer_and_only_what_was_suggested_here(world: World, suggested: str) -> None:
    one = suggestion_of(suggested)
    with pytest.raises(ForbiddenError):
        answer_suggestion(suggested, one.id, actor=world.actor("supervisor"), answer="不采纳。")
    with pytest.raises(NotFoundError):
        answer_suggestion(suggested, one.id + 1, actor=world.actor("drafter"), answer="不采纳。")


def test_nothing_is_taken_back_without_a_suggestion(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(NotAllowedError, match="No suggestion and no remark"):
        revising.take_back(number, actor=world.actor("drafter"))


def test_an_objection_completes_the_step_and_must_be_answered_in_the_approval(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer", outcome=Outcome.OBJECTED, opinion="人手不足，做不到。")
    world.sign(number, "secrecy")
    with pytest.raises(InvalidError):
        approval.approve(number, actor=world.actor("supervisor"), comment=" ")
    approval.approve(number, actor=world.actor("supervisor"), comment="已调配两人。")
    assert world.state(number) is State.APPROVED


def test_a_sign_off_can_be_replaced_until_the_next_step_is_taken(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer", outcome=Outcome.OBJECTED, opinion="不同意。")
    world.sign(number, "reviewer", opinion="已了解情况，同意。")
    world.sign(number, "secrecy")
    approval.approve(number, actor=world.actor("supervisor"))
    assert len(rows_of(SignOff, number)) == 3


def test_a_replaced_agreement_may_also_become_a_return(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    world.sign(number, "reviewer", outcome=Outcome.RETURNED, opinion="发现笔误。")
    assert world.state(number) is State.CHANGES_REQUESTED
    submission.submit(number, actor=world.actor("drafter"), comment="无笔误。")
    with pytest.raises(NotAllowedError):
        world.sign(number, "secrecy")
    world.sign(number, "reviewer", "secrecy")
    assert world.state(number) is State.IN_APPROVAL


def test_once_the_next_step_is_taken_the_sign_off_stands(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, world.addition())
    world.sign(number, "reviewer", "secrecy")
    with pytest.raises(NotAllowedError):
        world.sign(number, "reviewer", outcome=Outcome.OBJECTED, opinion="不同意。")
    world.sign(number, "secrecy", "office")


@pytest.mark.parametrize("decide", [approval.reject, approval.revoke_approval])
def test_refusing_and_revoking_need_a_reason(world: World, decide: object) -> None:
    state = State.IN_APPROVAL if decide is approval.reject else State.APPROVED
    number = world.in_state(state)
    with pytest.raises(InvalidError):
        decide(number, actor=world.actor("supervisor"), comment="")
    decide(number, actor=world.actor("supervisor"), comment="情况有变。")
    assert world.state(number) is (State.REJECTED if decide is approval.reject else State.IN_APPROVAL)


def test_a_revoked_approval_can_be_given_again_or_become_a_refusal(world: World) -> None:
    number = world.in_state(State.APPROVED)
    approval.revoke_approval(number, actor=world.actor("supervisor2"), comment="暂缓。")
    approval.approve(number, actor=world.actor("supervisor"))
    approval.revoke_approval(number, actor=world.actor("supervisor"), comment="不办。")
    approval.reject(number, actor=world.actor("supervisor"), comment="不办。")
    assert world.state(number) is State.REJECTED
