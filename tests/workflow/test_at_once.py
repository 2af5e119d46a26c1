"""Two people at once: one succeeds, the other is told; nothing is done twice, lost or half done."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from models import Comment, Decision, DraftSave, Release
from tests.workflow.at_once import at_once, failures
from tests.workflow.looking import all_events, rows_of
from tests.workflow.replay import assert_the_trail_holds
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock
from values.vocabulary import Outcome, State
from workflow.commands import approval, discussion, drafting, publication, review, submission
from workflow.errors import ForbiddenError, NotAllowedError, StaleError
from workflow.unit import transaction

LATE = (StaleError, NotAllowedError)


@pytest.fixture
def opened(context: Flask, clock: FrozenClock, world: World) -> World:
    """The world with its context pushed."""
    del context, clock
    return world


@pytest.mark.parametrize("names_version", [True, False])
def test_of_two_supervisors_one_approves(
    context: Flask, clock: FrozenClock, opened: World, *, names_version: bool
) -> None:
    number = opened.in_state(State.IN_APPROVAL)
    version = opened.proposal(number).version if names_version else None
    acts = [
        partial(approval.approve, number, actor=opened.actor(login), version=version)
        for login in ("supervisor", "supervisor2")
    ]
    (failure,) = failures(at_once(context, clock, acts))
    assert isinstance(failure, LATE)
    assert len(rows_of(Decision, number)) == 1
    assert opened.state(number) is State.APPROVED


def test_approving_and_refusing_at_once_is_one_of_both(
    context: Flask, clock: FrozenClock, opened: World
) -> None:
    number = opened.in_state(State.IN_APPROVAL)
    acts = [
        partial(approval.approve, number, actor=opened.actor("supervisor")),
        partial(approval.reject, number, actor=opened.actor("supervisor2"), comment="不同意。"),
    ]
    (failure,) = failures(at_once(context, clock, acts))
    assert isinstance(failure, LATE)
    assert opened.state(number) in {State.APPROVED, State.REJECTED}


def test_of_two_drafters_one_saves(context: Flask, clock: FrozenClock, opened: World) -> None:
    text = opened.amendment()
    number = opened.opened(text)
    acts = [
        partial(
            drafting.save_draft,
            number,
            actor=opened.actor(login),
            draft_version=1,
            content=replace(text, title=login),
        )
        for login in ("drafter", "drafter2")
    ]
    answers = at_once(context, clock, acts)
    (failure,) = failures(answers)
    assert isinstance(failure, StaleError)
    assert (failure.seen, failure.present) == (1, 2)
    assert len(rows_of(DraftSave, number)) == 2


def test_of_two_publishers_one_publishes(context: Flask, clock: FrozenClock, opened: World) -> None:
    number = opened.in_state(State.APPROVED)
    acts = [
        partial(publication.publish, number, actor=opened.actor(login))
        for login in ("publisher", "publisher2")
    ]
    (failure,) = failures(at_once(context, clock, acts))
    assert isinstance(failure, LATE)
    assert len(rows_of(Release, number)) == 1


def test_two_proposals_of_one_catalogue_become_two_releases(
    context: Flask, clock: FrozenClock, opened: World
) -> None:
    numbers = [opened.in_state(State.APPROVED, opened.amendment(row)) for row in ROWS]
    acts = [
        partial(publication.publish, number, actor=opened.actor(login))
        for number, login in zip(numbers, ("publisher", "publisher2"), strict=True)
    ]
    assert sorted(at_once(context, clock, acts)) == [2, 3]
    with transaction() as session:
        assert_the_trail_holds(session)


def test_of_two_proposals_to_one_row_one_is_published(
    context: Flask, clock: FrozenClock, opened: World
) -> None:
    numbers = [
        opened.in_state(State.APPROVED, opened.amendment(ROWS[0], deadline=deadline))
        for deadline in ("1个工作日内公开", "2个工作日内公开")
    ]
    acts = [partial(publication.publish, number, actor=opened.actor("publisher")) for number in numbers]
    (failure,) = failures(at_once(context, clock, acts))
    assert isinstance(failure, NotAllowedError)


def test_signing_off_and_withdrawing_at_once_keeps_the_trail(
    context: Flask, clock: FrozenClock, opened: World
) -> None:
    number = opened.in_state(State.IN_REVIEW)
    acts = [
        partial(
            review.sign_off, number, actor=opened.actor("reviewer"), outcome=Outcome.AGREED, opinion="同意。"
        ),
        partial(submission.withdraw, number, actor=opened.actor("drafter")),
    ]
    assert all(isinstance(failure, LATE) for failure in failures(at_once(context, clock, acts)))
    assert opened.state(number) is State.WITHDRAWN
    with transaction() as session:
        assert_the_trail_holds(session)


def test_numbers_are_distinct_and_without_gaps(context: Flask, clock: FrozenClock, opened: World) -> None:
    text = opened.amendment()
    acts = [
        partial(
            drafting.open_proposal,
            COUNTY,
            actor=opened.actor(("drafter", "drafter2")[turn % 2]),
            content=text,
        )
        for turn in range(20)
    ]
    numbers = at_once(context, clock, acts)
    assert sorted(numbers) == [f"990101-2026-{number:04d}" for number in range(2, 22)]


def test_the_first_number_of_a_year_is_taken_once(context: Flask, clock: FrozenClock, opened: World) -> None:
    clock.advance(timedelta(days=365))
    acts = [partial(drafting.open_proposal, COUNTY, actor=opened.actor("drafter")) for _ in range(8)]
    assert sorted(at_once(context, clock, acts)) == [f"990101-2027-{number:04d}" for number in range(1, 9)]


@pytest.mark.parametrize("key", ["a-key", "键" * 200, "a\x00b"])
def test_the_same_key_opens_one_proposal(context: Flask, clock: FrozenClock, opened: World, key: str) -> None:
    act = partial(drafting.open_proposal, COUNTY, actor=opened.actor("drafter"), key=key)
    assert set(at_once(context, clock, [act] * 6)) == {"990101-2026-0002"}
    assert act() == "990101-2026-0002"
    other = drafting.open_proposal(COUNTY, actor=opened.actor("drafter2"), key=key)
    assert other == "990101-2026-0003"


def test_the_same_key_makes_one_comment(context: Flask, clock: FrozenClock, opened: World) -> None:
    number = opened.in_state(State.IN_REVIEW)
    act = partial(discussion.add_comment, number, actor=opened.actor("reviewer"), text="请核。", key="k")
    assert len(set(at_once(context, clock, [act] * 6))) == 1
    assert len(rows_of(Comment, number)) == 1


def test_refusals_at_once_are_one_event_and_a_count(
    context: Flask, clock: FrozenClock, opened: World
) -> None:
    number = opened.in_state(State.APPROVED)
    act = partial(publication.publish, number, actor=opened.actor("drafter"))
    assert {type(one) for one in at_once(context, clock, [act] * 6)} == {ForbiddenError}
    assert len(all_events("refused")) == 1
