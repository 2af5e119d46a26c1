"""Signing off together: steps of one kind only, only what was opened, each by itself."""

import pytest

from tests.workflow.opinions import revised
from tests.world import World
from values.vocabulary import State
from workflow.commands import viewing
from workflow.commands.together import SignedTogether, sign_off_together
from workflow.errors import InvalidError

pytestmark = pytest.mark.usefixtures("context", "clock")


def in_review(world: World, days: int, *signers: str) -> str:
    """Return a proposal that waits for its first step, or for the one after those who have signed."""
    number = world.in_state(State.IN_REVIEW, world.amendment(deadline=f"{days}个工作日内公开"))
    world.sign(number, *signers)
    return number


def together(world: World, *numbers: str, by: str = "two-posts") -> SignedTogether:
    versions = {number: world.proposal(number).version for number in numbers}
    return sign_off_together(versions, actor=world.actor(by), opinion="同意。")


def test_steps_of_two_kinds_are_not_signed_off_together(world: World) -> None:
    section, secrecy = in_review(world, 11), in_review(world, 12, "reviewer")
    for number in (section, secrecy):
        viewing.note_view(number, actor=world.actor("two-posts"))
    with pytest.raises(InvalidError) as refused:
        together(world, section, secrecy)
    assert refused.value.message.in_english() == "Only steps of one kind are signed off together."
    assert together(world, section).done == (section,)
    assert together(world, secrecy).done == (secrecy,)
    assert world.state(secrecy) is State.IN_APPROVAL


def test_what_was_opened_before_it_was_revised_is_opened_again_first(world: World) -> None:
    number = in_review(world, 11)
    viewing.note_view(number, actor=world.actor("reviewer"))
    revised(world, number)
    with pytest.raises(InvalidError):
        together(world, number, by="reviewer")
    viewing.note_view(number, actor=world.actor("reviewer"))
    assert together(world, number, by="reviewer").done == (number,)


def test_one_that_is_refused_stops_none_of_the_others(world: World) -> None:
    first, second = in_review(world, 11), in_review(world, 12)
    for number in (first, second):
        viewing.note_view(number, actor=world.actor("reviewer"))
    versions = {first: world.proposal(first).version - 1, second: world.proposal(second).version}
    signed = sign_off_together(versions, actor=world.actor("reviewer"), opinion="同意。")
    assert signed.done == (second,)
    ((refused, why),) = signed.refused
    assert refused == first
    assert "Open it again" in why.in_english(), "nothing that was typed is kept in the inbox"
