"""What the index is told to narrow by takes no result away, whatever is asked, by whom and for which day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from tests.townships import claiming, found_township, settled
from tests.workflow.searching import assert_the_index_is_the_data, searched
from tests.world import ROWS, World, draft
from values.clock import FrozenClock, shanghai_day
from values.search_text import SearchKind
from values.vocabulary import Field, State
from workflow.commands import discussion
from workflow.queries import search as queries
from workflow.queries.search import Narrowing
from workflow.search.facets import NAMES
from workflow.seed.catalogues import amended

pytestmark = pytest.mark.usefixtures("context", "clock")

CHOICES = {"kind": SearchKind, "field": Field, "state": State}


def _told(world: World, clock: FrozenClock) -> list[date]:
    """Publish versions that are in force later, earlier and never, with gaps of months, and return the days."""
    begin = shanghai_day(clock.now())
    row = world.row(ROWS[1])
    later = replace(row.state.content, name="就业以后")
    world.published(draft([amended(row, later)], effective_from=begin + timedelta(days=410)))
    name = ROWS[0]
    for number, (wait, ahead) in enumerate(((40, -30), (500, 0), (0, 0), (700, -690), (3, 20))):
        clock.advance(timedelta(days=wait))
        row, name = world.row(name), f"就业{number}"
        told = replace(row.state.content, name=name)
        day = shanghai_day(clock.now()) + timedelta(days=ahead)
        world.published(draft([amended(row, told)], effective_from=day))
    return [
        begin + timedelta(days=days) for days in (-400, 0, 11, 25, 52, 380, 420, 551, 600, 1252, 1300, 2000)
    ]


def test_marks_take_no_result_away(world: World, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    days = _told(world, clock)
    number = world.in_state(State.IN_REVIEW, world.addition("就业新事项"))
    discussion.add_comment(number, actor=world.actor("drafter"), text="就业")
    world = found_township(world)
    settled(world, claiming(world, "就业以后"))
    assert_the_index_is_the_data()
    facets = searched(world, "就业", "auditor").facets
    narrowings = [
        Narrowing(),
        *(Narrowing(**{name: CHOICES.get(name, int)(one.value)}) for name in NAMES for one in facets[name]),
        Narrowing(jurisdiction=0),
        Narrowing(year=1949),
    ]
    cases = [
        *product(narrowings, [(None, False)], (None, "auditor")),
        *product([Narrowing()], product(days, (False, True)), (None, "auditor")),
    ]

    def found() -> list[list[int]]:
        return [
            [one.document.id for one in searched(world, "就业", who, narrowing=by, day=day, shown=shown).hits]
            for by, (day, shown), who in cases
        ]

    marked = found()
    monkeypatch.setattr(queries, "_marked", lambda *_, **__: [])
    assert found() == marked
    assert len({tuple(one) for one in marked}) > 10
