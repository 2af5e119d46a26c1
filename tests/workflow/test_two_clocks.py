"""What was in force, and what was shown: a table of cases for both clocks (decisions 13-15)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from models import Catalogue
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock, end_of_day, start_of_day
from values.vocabulary import State, WaitingAnswer
from workflow.actor import SYSTEM
from workflow.commands import publication
from workflow.queries.catalogue import (
    arranged,
    as_of_and_ahead,
    catalogue_as_of,
    catalogue_at_release,
    entry_versions,
    in_force,
    names_at_release,
    shown,
)
from workflow.queries.catalogues import listed_releases
from workflow.unit import transaction

START = date(2026, 3, 2)
"""The day on which the world's first release is published; it says in force from 2019-09-30."""


def day(number: int) -> date:
    """Return the n-th day after the start."""
    return START + timedelta(days=number)


@dataclass(frozen=True)
class Change:
    """An amendment of the first row: published on a day, in force from a day (None: on publication)."""

    published: int
    effective: int | None


@dataclass(frozen=True)
class Case:
    """What releases there were, and which of them speaks on a day (1 is the world's own, None: no row)."""

    name: str
    changes: tuple[Change, ...]
    in_force: dict[int, int | None] = field(default_factory=dict)
    shown: dict[int, int | None] = field(default_factory=dict)
    known: dict[tuple[int, int], int | None] = field(default_factory=dict)
    """By day asked about, and the day by whose end it was known."""
    waiting: dict[int, int | None] = field(default_factory=dict)
    """Which release is the next to come into force after a day."""


LONG_AGO = -3000

CASES = (
    Case(
        "on publication",
        (Change(2, None),),
        in_force={LONG_AGO: None, -1: 1, 0: 1, 1: 1, 2: 2, 30: 2},
        shown={-1: None, 0: 1, 1: 1, 2: 2, 10: 2},
    ),
    Case(
        "late: published now, in force later",
        (Change(2, 5),),
        in_force={2: 1, 4: 1, 5: 2, 6: 2, 30: 2},
        shown={2: 1, 4: 1, 5: 2, 10: 2},
        known={(5, 1): 1, (5, 2): 2, (4, 10): 1},
        waiting={1: 2, 4: 2, 5: None},
    ),
    Case(
        "a day ahead of today is computed from what is published",
        (Change(2, 30),),
        in_force={10: 1, 29: 1, 30: 2, 400: 2},
        shown={2: 1, 10: 1},
        known={(30, 0): 1, (30, 1): 1, (30, 2): 2, (30, 400): 2},
        waiting={10: 2, 29: 2, 30: None},
    ),
    Case(
        "several waiting: each from its own day, whichever was published first",
        (Change(1, 30), Change(2, 20), Change(3, 40)),
        in_force={10: 1, 19: 1, 20: 3, 29: 3, 30: 2, 39: 2, 40: 4},
        shown={3: 1, 10: 1},
        known={(30, 0): 1, (30, 1): 2, (20, 1): 1, (20, 2): 3, (40, 2): 2, (40, 3): 4},
        waiting={10: 3, 20: 2, 30: 4, 40: None},
    ),
    Case(
        "retroactive: published later than in force",
        (Change(4, 1),),
        in_force={0: 1, 1: 2, 3: 2, 4: 2},
        shown={0: 1, 1: 1, 3: 1, 4: 2, 10: 2},
        known={(1, 3): 1, (1, 4): 2, (4, 3): 1, (LONG_AGO, 4): None, (1, -1): None},
    ),
    Case(
        "retroactive to the day of another: the higher release, once it is known",
        (Change(1, None), Change(2, 1)),
        in_force={0: 1, 1: 3, 2: 3},
        shown={0: 1, 1: 2, 2: 3},
        known={(1, 0): 1, (1, 1): 2, (1, 2): 3},
    ),
    Case(
        "equal effective dates: the higher release",
        (Change(1, 5), Change(2, 5)),
        in_force={4: 1, 5: 3, 10: 3},
        shown={4: 1, 5: 3},
    ),
    Case(
        "no order among effective dates: the later release is in force earlier",
        (Change(1, 8), Change(2, 4)),
        in_force={3: 1, 4: 3, 7: 3, 8: 2, 10: 2},
        shown={2: 1, 4: 3, 8: 2},
    ),
    Case(
        "retroactive between two",
        (Change(1, 1), Change(3, 0)),
        in_force={0: 3, 1: 2, 3: 2},
        shown={0: 1, 1: 2, 2: 2, 3: 2},
    ),
)

TODAY = 10


@pytest.fixture
def played(context: object, clock: FrozenClock, world: World, request: pytest.FixtureRequest) -> Case:
    """A case whose releases have been published, on the tenth day."""
    del context
    case: Case = request.param
    for number, change in enumerate(case.changes, start=2):
        clock.at = datetime(2026, 3, 2, 1, tzinfo=UTC) + timedelta(days=change.published)
        text = world.amendment(
            deadline=f"{number}个工作日内公开",
            effective_from=None if change.effective is None else day(change.effective),
        )
        assert world.in_state(State.PUBLISHED, text, waiting=WaitingAnswer.UNTIL_THEN)
    clock.at = datetime(2026, 3, 2, 4, tzinfo=UTC) + timedelta(days=TODAY)
    return case


@pytest.mark.parametrize("played", CASES, ids=lambda case: case.name, indirect=True)
def test_each_day_has_its_answer_on_both_clocks(world: World, clock: FrozenClock, played: Case) -> None:
    key, row = world.catalogues[COUNTY], world.row().state.entry
    with transaction() as session:
        for number, release in played.in_force.items():
            found = in_force(session, key, day=day(number), now=clock.now()).get(row)
            both, _ = as_of_and_ahead(session, key, day=day(number), known=clock.now())
            assert both == in_force(session, key, day=day(number), now=clock.now())
            assert (number, found.release_no if found else None) == (number, release)
        for number, release in played.shown.items():
            found = shown(session, key, day=day(number), now=clock.now()).get(row)
            assert (number, found.release_no if found else None) == (number, release)
        for (number, by), release in played.known.items():
            known = end_of_day(day(by))
            found = catalogue_as_of(session, key, day=day(number), known=known).get(row)
            assert (number, by, found.release_no if found else None) == (number, by, release)
        for number, release in played.waiting.items():
            _, ahead = as_of_and_ahead(session, key, day=day(number), known=clock.now())
            found = ahead.get(row)
            assert (number, found.release_no if found else None) == (number, release)


@pytest.mark.parametrize(
    ("effective", "answers", "seen"),
    [
        pytest.param(None, {3: 1, 4: 1, 5: 2}, {3: 1, 4: 1, 5: 2}, id="on publication"),
        pytest.param(3, {2: 1, 3: 2, 5: 2}, {3: 1, 4: 1, 5: 2}, id="on the day that was set"),
        pytest.param(8, {5: 1, 7: 1, 8: 2}, {5: 1, 10: 2}, id="on a later day"),
    ],
)
def test_published_late_for_a_schedule_counts_from_the_clock(
    context: object,
    world: World,
    clock: FrozenClock,
    effective: int | None,
    answers: dict[int, int],
    seen: dict[int, int],
) -> None:
    del context
    number = world.in_state(
        State.APPROVED, world.amendment(effective_from=None if effective is None else day(effective))
    )
    publication.schedule(number, actor=world.actor("publisher"), moment=start_of_day(day(3)))
    clock.at = start_of_day(day(5)) + timedelta(hours=9)
    publication.publish(number, actor=SYSTEM)
    clock.at = start_of_day(day(TODAY))
    key, row = world.catalogues[COUNTY], world.row().state.entry
    with transaction() as session:
        now = clock.now()
        found = {one: in_force(session, key, day=day(one), now=now)[row].release_no for one in answers}
        assert found == answers
        assert {one: shown(session, key, day=day(one), now=now)[row].release_no for one in seen} == seen
        assert listed_releases(session, key)[0].published_at == start_of_day(day(5)) + timedelta(hours=9)


def test_what_was_shown_on_a_day_to_come_is_refused(
    context: object, world: World, clock: FrozenClock
) -> None:
    del context
    with transaction() as session, pytest.raises(ValueError, match="day to come"):
        shown(session, world.catalogues[COUNTY], day=day(1), now=clock.now())


def test_today_means_now(context: object, world: World, clock: FrozenClock) -> None:
    del context
    clock.advance(timedelta(hours=1))
    world.published()
    before = clock.now() - timedelta(microseconds=1)
    key, row = world.catalogues[COUNTY], world.row().state.entry
    with transaction() as session:
        assert shown(session, key, day=START, now=clock.now())[row].release_no == 2
        earlier = catalogue_as_of(session, key, day=START, known=before)
        assert all(row.release_no == 1 for row in earlier.values())


def test_a_day_begins_at_midnight_in_shanghai(context: object, world: World, clock: FrozenClock) -> None:
    del context
    number = world.in_state(State.APPROVED)
    clock.at = start_of_day(day(1)) - timedelta(microseconds=1)
    publication.publish(number, actor=world.actor("publisher"))
    with transaction() as session:
        key, row = world.catalogues[COUNTY], world.row().state.entry
        assert in_force(session, key, day=day(0), now=clock.now())[row].release_no == 2
        assert shown(session, key, day=day(0), now=start_of_day(day(1)))[row].release_no == 2


def test_a_waiting_version_stands_beside_the_row_the_next_one_first(
    context: object, world: World, clock: FrozenClock
) -> None:
    del context
    for number, days in enumerate((8, 5, 5, 0)):
        clock.advance(timedelta(minutes=1))
        text = world.amendment(deadline=f"第{number}种", effective_from=day(days))
        world.published(text, waiting=WaitingAnswer.UNTIL_THEN)
    with transaction() as session:
        _, waiting = as_of_and_ahead(session, world.catalogues[COUNTY], day=day(0), known=clock.now())
        assert {row.release_no for row in waiting.values()} == {4}
        _, waiting = as_of_and_ahead(session, world.catalogues[COUNTY], day=day(9), known=clock.now())
        assert not waiting


def test_a_release_is_the_table_whatever_the_effective_dates(context: object, world: World) -> None:
    del context
    world.published(world.amendment(effective_from=day(900)))
    world.published(world.amendment(ROWS[1]))
    key, row = world.catalogues[COUNTY], world.row().state.entry
    with transaction() as session:
        assert [row.release_no for row in catalogue_at_release(session, key, 2).values()].count(2) == 1
        assert sorted({row.release_no for row in catalogue_at_release(session, key, 3).values()}) == [1, 2, 3]
        assert catalogue_at_release(session, key, None) == {}
        entries = catalogue_at_release(session, key, 3).keys()
        for release in (0, 1, 2, 3):
            table = catalogue_at_release(session, key, release)
            names = {entry: one.state.content.name for entry, one in table.items()}
            assert names_at_release(session, key, release, entries) == names
        assert [release.no for release in listed_releases(session, key)] == [3, 2, 1]
        versions = entry_versions(session, row)
        assert [one.release_no for one in versions] == [2, 1]
        assert session.scalar(sa.select(Catalogue.current_release_no).where(Catalogue.id == key)) == 3


def test_rows_are_numbered_in_their_order(context: object, world: World) -> None:
    del context
    world.published(world.addition("甲", "乙"))
    rows = arranged(row.state for row in world.rows().values())
    assert [(row.number, row.depth, row.is_heading) for row in rows] == [
        ("1", 1, True),
        ("1.1", 2, False),
        ("1.2", 2, False),
        ("1.3", 2, False),
        ("1.4", 2, False),
    ]
    assert [row.state.content.name for row in rows[1:]] == [*ROWS, "甲", "乙"]


def test_citations_keep_their_order_and_their_words(context: object, world: World) -> None:
    del context
    bases = [citation.text for citation in world.row().state.content.legal_bases]
    assert bases == ["《中华人民共和国就业促进法》", "《就业服务与就业管理规定》"]
