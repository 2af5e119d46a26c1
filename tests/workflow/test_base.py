"""The base of a proposal: what a later release touches, and what it does not (decision 1)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models import Release, Revision
from tests.workflow.looking import last_told, rows_of
from tests.world import ROWS, World, draft
from values.proposal_content import DraftContent
from values.vocabulary import State
from workflow.commands import approval, publication, review, revising, submission
from workflow.errors import InvalidError, NotAllowedError
from workflow.seed.catalogues import amended

pytestmark = pytest.mark.usefixtures("context", "clock")


def renamed(world: World, name: str, new: str) -> DraftContent:
    row = world.row(name)
    return draft([amended(row, replace(row.state.content, name=new))])


def heading_amended(world: World) -> DraftContent:
    row = world.row("就业信息服务")
    return draft([amended(row, replace(row.state.content, deadline="按年公开"))])


def ours(world: World) -> DraftContent:
    return world.amendment(ROWS[0])


TOUCHING = {
    "the same entry": lambda world: world.amendment(ROWS[0], deadline="1个工作日内公开"),
    "the parent": heading_amended,
    "the name of a sibling": lambda world: renamed(world, ROWS[1], "招聘信息发布"),
    "a new sibling": lambda world: world.addition(),
}
UNTOUCHING = {
    "another field of a sibling": lambda world: world.amendment(ROWS[1], deadline="1个工作日内公开"),
}


NEXT: dict[State, Callable[[World, str], object]] = {
    State.IN_REVIEW: lambda world, number: world.sign(number, "reviewer"),
    State.IN_APPROVAL: lambda world, number: approval.approve(number, actor=world.actor("supervisor")),
    State.APPROVED: lambda world, number: publication.publish(number, actor=world.actor("publisher")),
}
"""What would come next."""


@pytest.mark.parametrize("what", TOUCHING)
@pytest.mark.parametrize("state", NEXT)
def test_a_touched_proposal_stops_where_it_is(world: World, what: str, state: State) -> None:
    number = world.in_state(state, ours(world))
    world.published(TOUCHING[what](world))
    with pytest.raises(NotAllowedError, match="base has moved on: release 2"):
        NEXT[state](world, number)
    assert world.state(number) is state


def test_an_untouched_proposal_publishes_the_same_bytes_and_names_both_releases(world: World) -> None:
    number = world.in_state(State.APPROVED, ours(world))
    (revision,) = rows_of(Revision, number)
    world.published(UNTOUCHING["another field of a sibling"](world))
    assert publication.publish(number, actor=world.actor("publisher")) == 3
    details = last_told(number)["details"]
    assert (details["base"], details["release_before"], details["release"]) == (1, 2, 3)
    (release,) = rows_of(Release, number)
    assert release.content_sha256 == revision.content_sha256
    assert world.row(ROWS[1]).release_no == 2


def test_a_release_of_another_catalogue_touches_nothing(world: World) -> None:
    number = world.in_state(State.APPROVED, ours(world))
    world.published(code="990102-employment", prefix="other-")
    assert publication.publish(number, actor=world.actor("publisher")) == 2
    assert world.state(number) is State.PUBLISHED


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.CONSULTING, State.IN_APPROVAL])
def test_a_touched_proposal_is_rebased_and_makes_its_way_again(world: World, state: State) -> None:
    number = world.in_state(state, ours(world))
    world.published(TOUCHING["the same entry"](world))
    revising.rebase(number, actor=world.actor("drafter"), comment="按新版修改。")
    assert world.state(number) is State.CHANGES_REQUESTED
    assert world.proposal(number).consulting_until is None
    # The draft still holds the row as it was published before.
    with pytest.raises(InvalidError, match="published anew"):
        submission.submit(number, actor=world.actor("drafter"), comment="不改。")
    world.save(number, world.amendment(ROWS[0], deadline="5个工作日内公开"))
    assert submission.submit(number, actor=world.actor("drafter")) == 2
    assert world.proposal(number).base_release_no == 2
    world.sign(number, "reviewer", "secrecy")
    approval.approve(number, actor=world.actor("supervisor"))
    assert publication.publish(number, actor=world.actor("publisher")) == 3


def test_an_unchanged_text_on_a_new_base_is_a_new_revision(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, ours(world))
    world.published(TOUCHING["a new sibling"](world))
    revising.rebase(number, actor=world.actor("drafter"))
    assert submission.submit(number, actor=world.actor("drafter")) == 2
    first, second = rows_of(Revision, number)
    assert (first.base_release_no, second.base_release_no) == (1, 2)


def test_nothing_is_rebased_whose_base_stands(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, ours(world))
    world.published(UNTOUCHING["another field of a sibling"](world))
    with pytest.raises(NotAllowedError, match="has not moved"):
        revising.rebase(number, actor=world.actor("drafter"))


def test_an_approval_on_a_moved_base_is_revoked_first(world: World) -> None:
    number = world.in_state(State.APPROVED, ours(world))
    world.published(TOUCHING["the same entry"](world))
    with pytest.raises(NotAllowedError):
        revising.rebase(number, actor=world.actor("drafter"))
    approval.revoke_approval(number, actor=world.actor("supervisor"), comment="基线已变。")
    revising.rebase(number, actor=world.actor("drafter"))
    assert world.state(number) is State.CHANGES_REQUESTED


def test_a_moved_base_does_not_stop_a_return(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, ours(world))
    world.published(TOUCHING["the same entry"](world))
    review.request_changes(number, actor=world.actor("reviewer"), comment="基线已变，请修改。")
    assert world.state(number) is State.CHANGES_REQUESTED
