"""A long log is verified by parts: everything within a month, tree and heads each time, and what was done is said."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.db import db
from tests.contexts import BEGINNING
from tests.workflow.sealed import unguarded
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands.seal import seal
from workflow.commands.verify_ledger import Verification, verify, verify_nightly
from workflow.queries.ledger import LedgerState, ledger_state
from workflow.sealing import rounds, walk
from workflow.sealing.rounds import AT_ONCE, PAGE, ROUND, Checked, coverage, due
from workflow.sealing.safe import Safe

SMALL_LEVEL = 2
HOUR = timedelta(hours=1)


@given(
    days=st.lists(st.integers(0, 3 * AT_ONCE), min_size=1, max_size=10),
    begins_whole=st.booleans(),
)
@settings(deadline=None, max_examples=15)
def test_every_leaf_is_hashed_within_a_round_and_no_run_is_long(
    *, days: list[int], begins_whole: bool
) -> None:
    """However the log grows, by the hour: each night's work is bounded, and nothing old is left out."""
    now, size = BEGINNING, 5 * AT_ONCE
    checks = [Checked(0, size, now)] if begins_whole else []
    grown = {0: now}
    for new in [*days, *[0] * (ROUND.days + 1)]:
        if new:
            grown[size] = now
        size += new
        for _ in range(12):
            now += 2 * HOUR
            part = due(checks, size, now=now)
            if part is not None:
                assert 0 < part.before - part.first <= AT_ONCE + PAGE
                assert part.first % PAGE == 0
                assert part.before <= size
                checks.append(part)
        for one in coverage(checks, size):
            since = one.at or max(moment for first, moment in grown.items() if first <= one.first)
            assert now - since <= ROUND, (one, size)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 9))),
    st.integers(0, 50),
)
def test_coverage_says_of_each_leaf_when_it_was_hashed_last(
    done: list[tuple[int, int, int]], size: int
) -> None:
    checks = [Checked(first, before, BEGINNING + hours * HOUR) for first, before, hours in done]
    found = coverage(checks, size)
    assert [place for one in found for place in range(one.first, one.before)] == list(range(size))
    for one in found:
        for leaf in range(one.first, one.before):
            last = [check.at for check in checks if check.first <= leaf < check.before]
            assert one.at == (last[-1] if last else None)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pages of four leaves, and a page a run, so that a short log is a long one."""
    page = 1 << SMALL_LEVEL
    monkeypatch.setattr(walk, "PAGE_LEVEL", SMALL_LEVEL)
    monkeypatch.setattr(walk, "PAGE", page)
    monkeypatch.setattr(rounds, "PAGE", page)
    monkeypatch.setattr(rounds, "AT_ONCE", page)
    return page


@pytest.fixture
def whole(sealed: World, safe: Safe, small_pages: int, clock: FrozenClock) -> World:
    """A world that was verified as a whole, a day ago."""
    del small_pages
    assert verify(safe, actor=SYSTEM).is_right
    clock.advance(timedelta(days=1))
    return sealed


def state() -> LedgerState:
    db.session.rollback()
    found = ledger_state(db.session())
    assert found is not None
    return found


def nights(safe: Safe, clock: FrozenClock, count: int) -> list[Verification]:
    """Let the clock of the worker run, four times a day."""
    found = []
    for _ in range(4 * count):
        clock.advance(6 * HOUR)
        seal(safe)
        done = verify_nightly(safe)
        if done is not None:
            found.append(done)
    return found


pytestmark = pytest.mark.usefixtures("context", "clock")


def test_new_leaves_are_hashed_first_and_the_page_can_say_when(
    whole: World, safe: Safe, clock: FrozenClock
) -> None:
    before = state().size
    whole.in_state(State.IN_REVIEW)
    seal(safe)
    done = nights(safe, clock, 1)
    assert {one.is_right for one in done} == {True}
    part = done[0].part
    assert part is not None
    assert part.leaves.first <= before < part.leaves.before
    found = state()
    assert found.verified is not None
    assert (found.verified.is_right, found.verified.is_whole) == (True, False)
    assert found.verified.outside == done[-1].outside
    moments = [one.at for one in found.checked if one.at is not None]
    assert min(moments) == BEGINNING < max(moments)


def test_after_a_round_the_contents_of_every_leaf_were_hashed_again(
    whole: World, safe: Safe, clock: FrozenClock
) -> None:
    del whole
    begun = clock.now()
    done = nights(safe, clock, ROUND.days + 2)
    assert all(one.is_right for one in done)
    since = state().checked_since
    assert since is None or since >= begun
    assert all(one.at is None or one.at >= begun for one in state().checked)


def test_a_log_of_many_pages_is_right_as_a_whole(whole: World, safe: Safe, clock: FrozenClock) -> None:
    """At every size, those among them where whole pages are joined into one subtree, with a head at each."""
    del whole, clock
    for _ in range(9):
        seal(safe)
        found = verify(safe, actor=SYSTEM)
        assert found.is_right, [one.said.in_english() for one in found.wrong]


@pytest.mark.parametrize(
    "tampering",
    [
        pytest.param('UPDATE ledger_node SET hash = {other} WHERE level = 2 AND "index" = 0', id="a subtree"),
        pytest.param('UPDATE ledger_node SET hash = {other} WHERE level = 3 AND "index" = 0', id="one above"),
        pytest.param('DELETE FROM ledger_node WHERE level = 2 AND "index" = 1', id="one is gone"),
        pytest.param('DELETE FROM ledger_leaf WHERE "index" = 2', id="a leaf is gone"),
        pytest.param("DELETE FROM event WHERE id = {event}", id="an event is gone"),
        pytest.param("UPDATE proposal SET state = 'rejected'", id="a state without event"),
    ],
)
def test_what_needs_no_hashing_of_contents_is_found_in_the_very_next_run(
    whole: World, safe: Safe, clock: FrozenClock, tampering: str
) -> None:
    del whole, clock
    other = "(SELECT root FROM ledger_checkpoint LIMIT 1)"
    event = '(SELECT event_id FROM ledger_leaf WHERE "index" = 2)'
    unguarded(tampering.format(other=other, event=event))
    done = verify_nightly(safe)
    assert done is not None
    assert not done.is_right


def test_a_changed_event_is_named_when_its_turn_comes_and_stays_wrong(
    whole: World, safe: Safe, clock: FrozenClock
) -> None:
    del whole
    unguarded(
        "UPDATE event SET data = (SELECT data FROM event WHERE id = 2)"
        ' WHERE id = (SELECT event_id FROM ledger_leaf WHERE "index" = 6)'
    )
    done = nights(safe, clock, ROUND.days)
    found = next(place for place, one in enumerate(done) if not one.is_right)
    assert done[found].wrong[0].index == 6
    assert any(one.is_right for one in done[found + 1 :])
    verified = state().verified
    assert verified is not None
    assert (verified.is_right, verified.wrong) == (False, 6)


def test_only_a_verification_of_everything_takes_back_that_something_was_wrong(
    whole: World, safe: Safe, clock: FrozenClock
) -> None:
    del whole
    unguarded("UPDATE proposal SET version = version + 1000000")
    assert not verify(safe, actor=SYSTEM).is_right
    unguarded("UPDATE proposal SET version = version - 1000000")
    clock.advance(timedelta(days=2))
    seal(safe)
    part = verify_nightly(safe)
    assert part is not None
    assert part.is_right
    verified = state().verified
    assert verified is not None
    assert not verified.is_right
    assert verify(safe, actor=SYSTEM).is_right
    verified = state().verified
    assert verified is not None
    assert verified.is_right
