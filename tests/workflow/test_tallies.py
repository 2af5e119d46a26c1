"""How much the rules found on the proposals of a list: of drafts as they were last checked, of revisions as kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.counting import counted
from tests.workflow.test_rule_outcomes import more_elements, without_elements
from tests.world import COUNTY, STANDARD, World
from values.clock import FrozenClock, shanghai_day
from values.proposal_content import DraftContent
from values.vocabulary import State
from workflow.commands import drafting
from workflow.commands.draft_checks import check_draft, drafts_to_check
from workflow.queries.tallies import Tally, tallies
from workflow.seed.catalogues import amended
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def due() -> Sequence[int]:
    with transaction() as session:
        return drafts_to_check(session, today=shanghai_day(current_clock.get().now()))


def check_all() -> int:
    """Check what is due as the worker does, and return how many that were."""
    found = due()
    for one in found:
        check_draft(one)
    assert not due()
    return len(found)


def tally(number: str) -> Tally | None:
    with transaction() as session:
        return tallies(session, [number]).get(number)


def opened(world: World, text: DraftContent) -> str:
    """Open a proposal whose warnings nobody has answered."""
    return drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=text)


def too_late(world: World) -> DraftContent:
    """Return a draft whose deadline is longer than the standard's: an error (R08)."""
    row = world.row()
    content = replace(row.state.content, deadline="公开事项信息形成或变更之日起30个工作日内公开")
    return replace(world.amendment(), changes=(amended(row, content),))


def test_a_draft_is_counted_after_each_save(world: World) -> None:
    number = opened(world, without_elements(world))
    assert tally(number) is None
    assert check_all() == 1
    found = tally(number)
    assert found is not None
    assert (found.errors, found.warnings > 0, found.unanswered) == (0, True, found.warnings)
    world.justify(number)
    assert tally(number) is None
    assert check_all() == 1
    assert tally(number) == replace(found, unanswered=0)
    world.save(number, too_late(world))
    check_all()
    late = tally(number)
    assert late is not None
    assert late.errors == 1


def test_a_draft_is_counted_anew_when_its_standard_its_catalogue_or_the_day_changes(
    world: World, clock: FrozenClock
) -> None:
    number = opened(world, world.amendment())
    check_all()
    before = tally(number)
    world.in_state(
        State.PUBLISHED, more_elements(world), code=STANDARD, prefix="national-", signers=["reviewer"]
    )
    assert check_all() == 1
    assert before is not None
    assert tally(number) != before
    world.published(world.addition())
    assert check_all() == 1
    clock.advance(timedelta(days=1))
    assert check_all() == 1


def test_only_working_drafts_are_checked(world: World) -> None:
    number = world.in_state(State.CHANGES_REQUESTED)
    world.in_state(State.IN_REVIEW)
    world.in_state(State.WITHDRAWN)
    assert check_all() == 1
    assert tally(number) is not None


def test_a_run_checks_so_many_and_those_saved_last_first(world: World, clock: FrozenClock) -> None:
    world.opened()
    clock.advance(timedelta(minutes=1))
    newer = world.proposal(world.opened()).id
    with transaction() as session:
        assert drafts_to_check(session, today=shanghai_day(clock.now()), most=1) == [newer]


def test_a_revision_counts_what_was_kept_with_it(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, without_elements(world))
    found = tally(number)
    assert found is not None
    assert (found.errors, found.warnings > 0, found.unanswered) == (0, True, 0)


def test_many_cost_as_much_as_one(world: World) -> None:
    numbers = [world.opened(), world.in_state(State.IN_REVIEW)]
    costs = []
    for _ in range(2):
        with transaction() as session, counted() as cost:
            tallies(session, numbers)
        costs.append(len(cost.statements))
        numbers += [world.opened(), world.in_state(State.IN_APPROVAL)]
        check_all()
    # Two questions, and on SQLite the beginning of the transaction.
    assert costs[0] == costs[1] <= 3
