"""How tests search: for a person, or for the public."""

from datetime import date, timedelta

import sqlalchemy as sa

from models import SearchDocument
from tests.world import World
from values.clock import shanghai_day
from values.search_text import SearchKind
from workflow.queries.search import Found, Narrowing, question, search
from workflow.reach import seats_of
from workflow.search.rebuilding import differences, index_holds, parts
from workflow.unit import current_clock, transaction


def searched(
    world: World,
    text: str,
    login: str | None = None,
    *,
    narrowing: Narrowing | None = None,
    day: date | None = None,
    shown: bool = False,
    start: int = 0,
) -> Found:
    """Return what a person finds, or the public, a moment after everything that was done."""
    now = current_clock.get().now() + timedelta(seconds=1)
    today = shanghai_day(now)
    asked = question(text, narrowing or Narrowing(), today=today, day=day, shown=shown)
    with transaction() as session:
        seats = seats_of(session, world.people[login], today) if login else ()
        return search(session, asked, seats, is_known=login is not None, now=now, start=start)


def titles(
    world: World, text: str, login: str | None = None, kind: SearchKind = SearchKind.ENTRY
) -> list[str]:
    """Return what is found of a kind, by title."""
    found = searched(world, text, login, narrowing=Narrowing(kind=kind))
    return [one.document.title for one in found.hits]


def assert_the_index_is_the_data() -> None:
    """Fail where what is searched differs from what it is made of."""
    with transaction() as session:
        wrong = [(part, found) for part in parts(session) if (found := differences(session, part)).number]
        assert session.scalar(sa.select(sa.func.count()).select_from(SearchDocument))
    assert wrong == []
    assert index_holds()
