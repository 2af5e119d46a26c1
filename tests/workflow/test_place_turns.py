"""Published places are asked for by turns: a host by one at a time, what is lost by another, at the same cost."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from models import PlaceAddress, PlaceChange, PublishedPlace
from tests.counting import counted
from tests.websites import TEXT, rules
from tests.workflow.at_once import at_once
from tests.workflow.places import Places, placed
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.place import PlaceOutcome, PlaceState
from workflow.commands import place_checking
from workflow.commands.place_checking import HOSTS, LEASE, check_places, keep_found, take_errands
from workflow.commands.place_reading import read_catalogue, read_places
from workflow.places.judging import Found
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def places(world: World, clock: FrozenClock) -> Iterator[Places]:
    """A world whose first row names a page of a site; checking is on."""
    with placed(world, clock) as found:
        yield found


def test_two_beats_never_ask_twice(places: Places, context: Flask) -> None:
    read_places()
    check = partial(check_places, rules(places.site))
    answers = at_once(context, places.clock, [check, check, check])
    assert sorted(answers) == [0, 0, 1]
    assert len(places.site.asked) == 1


def test_a_host_whose_worker_is_lost_is_asked_by_another_and_what_comes_late_does_not_count(
    places: Places,
) -> None:
    read_places()
    (lost,) = take_errands()
    assert check_places(rules(places.site)) == 0
    places.clock.advance(LEASE + timedelta(seconds=1))
    assert check_places(rules(places.site)) == 1
    number = lost.addresses[0][0]
    assert keep_found(lost, {number: Found(outcome=PlaceOutcome.GONE)}, failures=1) == 0
    assert places.state() is PlaceState.FINE


def test_one_host_is_asked_a_few_times_in_a_row_and_others_meanwhile(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [places.site.says(f"/{one}", TEXT) for one in range(7)]
    places.publish(*urls, places.site.url("/jy", "localhost"))
    assert [places.check() for _ in range(3)] == [6, 2, 0]
    monkeypatch.setattr(place_checking, "BEGIN_WITHIN", -1.0)
    assert places.check(7) == 0
    monkeypatch.undo()
    # What there was no time for is due still, and its hosts are free.
    assert places.check() == 6


def test_so_many_hosts_are_taken_at_once_and_no_more(places: Places) -> None:
    places.publish(*(f"http://site{number}.invalid/" for number in range(HOSTS + 3)))
    read_places()
    assert [len(take_errands()) for _ in range(3)] == [HOSTS, 3, 0]


def test_the_rest_is_kept_where_one_breaks(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    places.publish(places.site.url("/jy"), places.site.url("/jy", "localhost"))
    whole = place_checking.look

    def breaking(url: str, *args: object, **more: object) -> Found:
        if "localhost" in url:
            raise RuntimeError("no such luck")
        return whole(url, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(place_checking, "look", breaking)
    with pytest.raises(RuntimeError):
        places.check()
    assert sorted(str(one.outcome) for one in places.lines() if one.url) == ["None", "reachable"]


def test_reading_costs_the_same_however_many_rows_there_are(places: Places) -> None:
    def cost() -> int:
        with counted() as found:
            read_catalogue(places.world.catalogues[COUNTY])
        return len(found.statements)

    read_places()
    places.publish("http://a.example/", "http://b.example/")
    few = cost()
    places.publish(*(f"http://c{number}.example/" for number in range(40)))
    assert cost() == few
    assert cost() < few, "what is the same is not written again"


def test_what_is_kept_counts_for_any_number_of_addresses(places: Places) -> None:
    def cost(number: int) -> int:
        places.publish(*(places.site.says(f"/{number}-{one}", TEXT) for one in range(number)))
        read_places()
        with counted() as found:
            check_places(rules(places.site))
        return len(found.statements)

    assert cost(1) == cost(4)
    with transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PublishedPlace)) == 5 + 2
        assert session.scalar(sa.select(sa.func.count()).select_from(PlaceChange)) == 4
        assert session.scalar(sa.select(sa.func.count()).select_from(PlaceAddress)) == 4
