"""Comments: whoever sees it, except auditors and overseers, until a final state (decision 10)."""

import pytest

from models import Comment
from tests.workflow.looking import rows_of
from tests.world import World
from values.vocabulary import State
from workflow.commands import discussion, submission
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError

pytestmark = pytest.mark.usefixtures("context", "clock")


def say(world: World, number: str, login: str, text: str = "请核。") -> int:
    return int(discussion.add_comment(number, actor=world.actor(login), text=text))


@pytest.mark.parametrize(
    "login", ["drafter", "reviewer", "secrecy", "office", "supervisor", "publisher", "office-drafter"]
)
def test_whoever_takes_part_comments(world: World, login: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    say(world, number, login)
    assert rows_of(Comment, number)[0].author_id == world.people[login]


@pytest.mark.parametrize("login", ["auditor", "overseer"])
def test_auditors_and_overseers_read_only(world: World, login: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(ForbiddenError, match="read the discussion"):
        say(world, number, login)


@pytest.mark.parametrize("login", ["other-drafter", "centre-drafter", "business-admin"])
def test_whoever_does_not_see_it_does_not_comment(world: World, login: str) -> None:
    with pytest.raises(NotFoundError):
        say(world, world.in_state(State.IN_REVIEW), login)


@pytest.mark.parametrize("state", [state for state in State if state.is_final])
def test_the_discussion_closes_with_the_proposal(world: World, state: State) -> None:
    with pytest.raises(NotAllowedError):
        say(world, world.in_state(state), "drafter")


@pytest.mark.parametrize("text", ["", " \n", "长" * (discussion.LONGEST_COMMENT + 1)])
def test_a_comment_says_something_and_ends(world: World, text: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError):
        say(world, number, "reviewer", text)
    assert rows_of(Comment, number) == []


def test_a_comment_is_marked_as_dealt_with_once(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    comment = say(world, number, "reviewer")
    for login in ("drafter", "drafter2"):
        discussion.resolve_comment(number, comment, actor=world.actor(login))
    assert rows_of(Comment, number)[0].resolved_by_id == world.people["drafter"]
    with pytest.raises(NotFoundError):
        discussion.resolve_comment(number, comment + 1, actor=world.actor("drafter"))
    with pytest.raises(NotFoundError):
        discussion.resolve_comment(world.in_state(State.IN_REVIEW), comment, actor=world.actor("drafter"))


def test_commenting_is_no_contribution(world: World) -> None:
    number = world.opened()
    say(world, number, "drafting-reviewer")
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, "drafting-reviewer", "secrecy")
    assert world.state(number) is State.IN_APPROVAL
