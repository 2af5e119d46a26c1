"""Figures for the leadership: what is counted, from when to when, and that nobody counts what they may not see."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.counting import counted
from tests.workflow.test_compliance import revised_standard
from tests.world import COUNTY, OTHER_COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import Outcome, State, StepKind, Trigger
from workflow.actor import SYSTEM
from workflow.commands import sweep
from workflow.queries.bodies import current_day
from workflow.reach import seats_of
from workflow.statistics import Figure, FigureKey, Scope, every_figure, newest_returns
from workflow.statistics.figures import scope_of
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context")

BEFORE = date(2020, 1, 1)


def scope(world: World, login: str, since: date | None = None, until: date | None = None) -> Scope:
    with transaction() as session:
        seats = seats_of(session, world.people[login], current_day())
    return scope_of(seats, since=since or current_day(), until=until or current_day())


def figure(world: World, key: FigureKey, login: str = "overseer", since: date | None = None) -> Figure:
    asked = scope(world, login, since)
    with transaction() as session:
        found = {one.key: one for one in every_figure(session, asked)}
    assert list(found) == list(FigureKey)
    return found[key]


def numbers(found: Figure) -> dict[str, tuple[int | float | None, ...]]:
    return dict(found.rows)


def test_proposals_begun_in_the_period_are_counted_by_where_they_stand(
    world: World, clock: FrozenClock
) -> None:
    world.published()
    clock.advance(timedelta(days=40))
    world.published(world.amendment(deadline="15个工作日内公开"))
    world.opened()
    for _ in range(2):
        world.in_state(State.IN_REVIEW)
    counts = numbers(figure(world, FigureKey.BY_STATE, "drafter"))
    assert counts == {State.DRAFT: (1,), State.IN_REVIEW: (2,), State.PUBLISHED: (1,)}
    longer = numbers(figure(world, FigureKey.BY_STATE, "drafter", clock.now().date() - timedelta(days=40)))
    # The world's own first release was begun on that day as well.
    assert longer[State.PUBLISHED] == (3,)
    triggers = numbers(figure(world, FigureKey.BY_TRIGGER))
    assert sum(triggers.values(), ()) == (3,)
    assert set(triggers) <= set(Trigger)
    assert numbers(figure(world, FigureKey.BY_OPERATION)) == {"amend": (3,)}


def test_nobody_counts_what_they_may_not_see(world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=40))
    world.opened()
    world.in_state(State.IN_REVIEW, code=OTHER_COUNTY, prefix="other-")
    assert numbers(figure(world, FigureKey.BY_STATE, "drafter")) == {State.DRAFT: (1,)}
    # A working draft is its body's own; an overseer counts what was submitted, in both counties.
    assert numbers(figure(world, FigureKey.BY_STATE, "overseer")) == {State.IN_REVIEW: (1,)}
    assert figure(world, FigureKey.BY_STATE, "business-admin").is_empty


def test_working_days_of_each_stage_and_what_was_late(world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=42))
    assert clock.now().weekday() == 0
    number = world.in_state(State.IN_REVIEW)
    # Monday to Thursday: three working days, the day on which it began not counted.
    clock.advance(timedelta(days=3))
    world.sign(number, "reviewer")
    # Over the weekend to Monday three weeks on: sixteen days that are worked, which is late.
    clock.advance(timedelta(days=18))
    world.sign(number, "secrecy")
    world.decided(number, State.PUBLISHED)
    until = clock.now().date()
    asked = scope(world, "overseer", until - timedelta(days=30), until)
    with transaction() as session:
        found = every_figure(session, asked)
    stages = numbers(next(one for one in found if one.key is FigureKey.PACE))
    assert stages[StepKind.SECTION_REVIEW] == (1, 3.0, 3, 0)
    count, median, longest, late = stages[StepKind.SECRECY_REVIEW]
    assert (count, late) == (1, 1)
    assert median == longest
    assert stages["approval"] == stages["publication"] == (1, 0.0, 0, 0)
    assert stages["whole"][1] == 3 + float(median or 0)


def test_what_was_sent_back_is_counted_with_its_reasons(world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=40))
    first = world.in_state(State.CHANGES_REQUESTED)
    clock.advance(timedelta(hours=1))
    second = world.returned_by_supervisor()
    assert numbers(figure(world, FigureKey.RETURNED)) == {StepKind.SECTION_REVIEW: (1,), "approval": (1,)}
    today, long_ago = scope(world, "overseer"), scope(world, "overseer", BEFORE, BEFORE)
    with transaction() as session:
        returns = newest_returns(session, today, most=10)
    assert [(one.number, one.reason) for one in returns] == [
        (second, "请说明政策依据。"),
        (first, "请补充理由。"),
    ]
    with transaction() as session:
        assert newest_returns(session, today, most=1) == returns[:1]
        assert newest_returns(session, long_ago, most=10) == []


def test_what_is_overdue_stands_with_its_body(world: World, clock: FrozenClock) -> None:
    assert figure(world, FigureKey.OVERDUE).is_empty
    number = world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(days=60))
    found = figure(world, FigureKey.OVERDUE)
    # The step in turn and the statutory time are overdue, each with its own body.
    assert sum(row["overdue_steps"] for row in found.plain) == 1  # type: ignore[misc]
    assert sum(row["overdue_disclosure"] for row in found.plain) == 1  # type: ignore[misc]
    world.sign(number, "reviewer", outcome=Outcome.AGREED)
    assert sum(row["overdue_steps"] for row in figure(world, FigureKey.OVERDUE).plain) == 0  # type: ignore[misc]


def test_coverage_is_summed_up_below_the_topmost_jurisdiction(world: World, clock: FrozenClock) -> None:
    revised_standard(world)
    sweep.start_sweep(actor=SYSTEM)
    for chunk in sweep.chunks_to_queue():
        sweep.check_chunk(chunk)
    counties = figure(world, FigureKey.COVERAGE, "overseer")
    own = figure(world, FigureKey.COVERAGE, "drafter")
    assert len(counties.rows) == len({OTHER_COUNTY, COUNTY})
    assert len(own.rows) == 1
    assert own.rows[0] in counties.rows
    of_own = own.plain[0]
    assert (of_own["catalogues"], of_own["overdue_defects"]) == (1, 0)
    clock.advance(timedelta(days=60))
    assert figure(world, FigureKey.COVERAGE, "drafter").plain[0]["overdue_defects"] != 0


def test_figures_cost_the_same_however_many_proposals_there_are(world: World, clock: FrozenClock) -> None:
    world.published()
    clock.advance(timedelta(days=1))
    asked = scope(world, "overseer", BEFORE)

    def cost() -> int:
        with transaction() as session, counted() as found:
            every_figure(session, asked)
            newest_returns(session, asked, most=5)
        return len(found.statements)

    before = cost()
    for days in (12, 13, 14):
        text = world.amendment(deadline=f"{days}个工作日内公开")
        world.in_state(State.CHANGES_REQUESTED, text)
        world.returned_by_supervisor(text)
        world.published(text)
    assert cost() == before


def test_what_made_a_revision_necessary_stands_beside_its_bytes(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with transaction() as session:
        kept = session.execute(
            sa.text(
                "SELECT r.trigger_kind, r.data FROM revision r JOIN proposal p ON p.id = r.proposal_id"
                " WHERE p.number = :number"
            ).bindparams(number=number)
        ).one()
    assert f'"trigger":"{kept[0]}"' in bytes(kept[1]).decode()
