"""Published places over time: dead after two days, empty, overdue, hidden, asked by one at a time, forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Catalogue, Event, PlaceHost
from tests.townships import TOWNSHIP, claimed, found_township
from tests.websites import TEXT, rules
from tests.workflow.hidings import Hidings
from tests.workflow.places import Places, placed
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, World
from values.clock import FrozenClock
from values.entry import Mode, Place
from values.hiding import HidingTarget
from values.place import PlaceOutcome, PlaceState
from values.vocabulary import Level
from workflow.commands.place_asking import ask_check, switch_checking
from workflow.commands.place_checking import KEPT, check_places
from workflow.commands.place_reading import read_places
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError
from workflow.queries.bodies import current_day
from workflow.queries.compliance import visible_catalogues
from workflow.queries.places import place_counts
from workflow.reach import seats_of
from workflow.statistics.figures import scope_of
from workflow.statistics.places import places as figure_of_places
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def places(world: World, clock: FrozenClock) -> Iterator[Places]:
    """A world whose first row names a page of a site; checking is on."""
    with placed(world, clock) as found:
        yield found


def counts(places: Places, code: str = COUNTY) -> dict[PlaceState, int]:
    found: dict[PlaceState, int] = {}
    for one in places.lines(code=code):
        found[one.state] = found.get(one.state, 0) + 1
    return found


def test_a_place_is_read_from_the_row_in_force_and_asked_for(places: Places) -> None:
    assert places.lines() == []
    assert places.check() == 1
    line = places.line()
    assert (line.state, line.text, line.url) == (PlaceState.FINE, "专栏 0", places.site.url("/jy"))
    assert (line.code, line.level, line.body) == (COUNTY, Level.COUNTY, "青禾县人力资源和社会保障局")
    # The heading names none, and needs none; the other row needs one.
    assert counts(places) == {PlaceState.FINE: 1, PlaceState.MISSING: 1}
    assert HEADING not in {one.name for one in places.lines()}
    asked = places.world.addition("就业见习")
    (change,) = asked.changes
    content = replace(change.after.content, mode=Mode(proactive=False, on_request=True))
    places.world.published(
        replace(asked, changes=(replace(change, after=replace(change.after, content=content)),))
    )
    read_places()
    assert "就业见习" not in {one.name for one in places.lines()}


def test_nothing_is_asked_for_while_it_is_switched_off(places: Places) -> None:
    assert places.switch(to_on=False)
    assert not places.switch(to_on=False)
    assert places.check() == 0
    assert places.site.asked == []
    # What names no place is known all the same.
    assert counts(places) == {PlaceState.UNCHECKED: 1, PlaceState.MISSING: 1}
    with transaction() as session:
        found = session.scalars(
            sa.select(Event.action).where(Event.subject_kind == "places").order_by(Event.id)
        )
        assert list(found) == ["place_checking_on", "place_checking_off"]


def test_what_is_fine_is_asked_for_once_a_week_and_what_fails_once_a_day(places: Places) -> None:
    assert [places.check(days) for days in (0, 0, 1, 5, 1)] == [1, 0, 0, 0, 1]
    places.site.says("/jy", "", 404)
    assert [places.check(days) for days in (7, 0, 1, 1)] == [1, 0, 1, 1]
    # After a month nobody is in a hurry any more.
    for _ in range(30):
        places.check(1)
    assert [places.check(1) for _ in range(7)].count(1) == 1


def test_a_night_of_maintenance_makes_no_place_a_dead_one(places: Places) -> None:
    places.check()
    places.site.says("/jy", TEXT, 503)
    places.check(7)
    assert places.state() is PlaceState.UNCHECKED
    # A second look on the same day is no second day.
    ask_check(COUNTY, actor=places.world.actor("drafter"))
    places.clock.advance(timedelta(hours=1))
    ask_check(COUNTY, actor=places.world.actor("drafter"))
    assert check_places(rules(places.site)) == 1
    assert places.state() is PlaceState.UNCHECKED
    places.site.says("/jy", "", 404)
    places.check(1)
    line = places.line()
    assert (line.state, line.outcome, line.status) == (PlaceState.DEAD, PlaceOutcome.GONE, 404)
    assert line.since == current_day() - timedelta(days=1)
    places.site.says("/jy", TEXT)
    places.check(1)
    assert places.state() is PlaceState.FINE
    assert places.changes() == ["reachable", "server_error", "gone", "reachable"]


def test_an_empty_page_is_told_from_one_that_nobody_can_judge(places: Places) -> None:
    places.site.says("/jy", "建设中")
    places.check()
    places.check(1)
    assert places.state() is PlaceState.EMPTY
    places.site.says("/jy", "<div id='app'></div>")
    places.check(1)
    assert places.state() is PlaceState.UNTOLD


def test_a_place_that_leads_elsewhere_is_said_to_have_moved(places: Places) -> None:
    places.site.leads("/jy", places.site.url("/new", "localhost"))
    places.site.says("/new", TEXT)
    places.check()
    assert places.state() is PlaceState.MOVED
    assert places.line().final_url == places.site.url("/new", "localhost")


def test_a_place_is_overdue_when_its_period_is_over(places: Places) -> None:
    places.amend(deadline="每季度更新公开")
    places.check()
    assert places.state() is PlaceState.FINE
    for _ in range(16):
        places.check(7)
    line = places.line()
    assert line.state is PlaceState.OVERDUE
    assert line.fresh_until == current_day() - timedelta(days=16 * 7 - 107)
    assert line.since == line.fresh_until + timedelta(days=1)
    # It is looked at every day now, so that it is no longer called overdue soon after it was updated.
    places.site.says("/jy", f"{TEXT} 更新")
    assert places.check(1) == 1
    assert places.state() is PlaceState.FINE
    assert places.line().updated_on == current_day()


def test_a_page_whose_newest_day_is_long_past_is_overdue_at_once(places: Places) -> None:
    places.site.says("/jy", f"{TEXT} 发布日期：2024年1月5日")
    places.amend(deadline="每月公开")
    places.check()
    assert places.state() is PlaceState.OVERDUE


def test_a_place_that_does_not_follow_its_row_is_overdue(places: Places) -> None:
    places.check()
    places.clock.advance(timedelta(days=7))
    places.amend(content_elements=("文件名称", "文件全文", "补贴标准"))
    places.check()
    due = places.line().fresh_until
    assert due is not None
    places.check(14)
    assert places.state() is PlaceState.FINE
    places.check((due - current_day()).days + 1)
    assert places.state() is PlaceState.OVERDUE
    # Another telephone is nothing that the page has to follow.
    places.site.says("/jy", f"{TEXT} 补贴标准")
    places.check(1)
    assert places.state() is PlaceState.FINE
    places.amend(online_degree="全程网办")
    places.check(60)
    assert places.state() is PlaceState.FINE


def test_only_what_is_disclosed_proactively_needs_a_place(places: Places) -> None:
    places.check()
    assert places.state(ROWS[1]) is PlaceState.MISSING
    places.amend(ROWS[1], places=(Place(level=Level.COUNTY, text="县政府网站“政务公开”栏目"),))
    places.check()
    assert places.state(ROWS[1]) is PlaceState.COLUMN
    places.amend(ROWS[1], places=(Place(level=Level.COUNTY, text=places.site.url("/jy")),))
    places.check()
    assert places.state(ROWS[1]) is PlaceState.FINE
    assert len(places.addresses()) == 1


def test_an_address_that_may_not_be_asked_for_is_never_asked_for(places: Places) -> None:
    places.publish("http://127.0.0.1:22/", "ftp://files.example/x", "http://10.0.0.1/")
    places.check()
    assert {one.outcome for one in places.lines() if one.url} == {PlaceOutcome.NOT_ALLOWED}
    assert counts(places) == {PlaceState.UNTOLD: 3, PlaceState.MISSING: 1}
    assert [one.is_link for one in places.lines() if one.url] == [True, False, True]


def test_addresses_that_no_row_names_any_more_are_forgotten(places: Places) -> None:
    other = places.site.says("/other", TEXT)
    places.amend(ROWS[1], places=(Place(level=Level.COUNTY, text="a", url=places.site.url("/jy")),))
    places.check()
    places.publish(other)
    places.check()
    assert [one.url for one in places.addresses()] == [places.site.url("/jy"), other]
    places.amend(ROWS[1], places=())
    places.publish("http://gone.invalid/")
    places.check()
    assert [one.url for one in places.addresses()] == ["http://gone.invalid/"]
    with transaction() as session:
        assert list(session.scalars(sa.select(PlaceHost.name))) == ["gone.invalid"]


def test_few_changes_of_an_address_are_kept(places: Places) -> None:
    for turn in range(KEPT + 5):
        places.site.says("/jy", TEXT, 200 if turn % 2 else 503)
        places.check(7)
    assert len(places.changes()) == KEPT


def test_a_waiting_version_counts_from_its_day_on(places: Places) -> None:
    row = places.world.row()
    assert row
    places.check()
    before = [one.url for one in places.lines() if one.url]
    places.clock.advance(timedelta(days=1))
    read_places()
    assert [one.url for one in places.lines() if one.url] == before


def test_nothing_is_said_of_a_row_while_anything_of_it_is_hidden(places: Places) -> None:
    places.check()
    hidings = Hidings(places.world)
    entry = places.world.row().state.entry
    heading = places.world.row(HEADING).state.entry
    for target, left in (
        (HidingTarget(entry=entry), {ROWS[1]}),
        (HidingTarget(entry=entry, field="telephones"), {ROWS[1]}),
        (HidingTarget(entry=heading), set()),
    ):
        hiding = hidings.hide(target=target)
        assert {one.name for one in places.lines()} == left
        with transaction() as session:
            found = place_counts(session, Catalogue.code == COUNTY, today=current_day())
            assert found.total() == len(left)
        hidings.lift(hiding)
    assert {one.name for one in places.lines()} == set(ROWS)


def test_of_a_township_its_own_places_are_read_and_its_countys_are_not(places: Places) -> None:
    world = found_township(places.world)
    claimed(world, ROWS[0])
    read_places()
    (line,) = places.lines(code=TOWNSHIP)
    assert (line.name, line.url, line.body) == (ROWS[0], "https://qingxi.example/gk", "清溪镇人民政府")
    hiding = Hidings(world).hide(target=HidingTarget(entry=world.row().state.entry, field="deadline"))
    assert places.lines(code=TOWNSHIP) == []
    Hidings(world).lift(hiding)


def test_everyone_counts_what_they_may_see(places: Places) -> None:
    places.check()
    today = current_day()

    def figure(login: str) -> dict[str, tuple[object, ...]]:
        with transaction() as session:
            seats = seats_of(session, places.world.people[login], today)
            return dict(figure_of_places(session, scope_of(seats, since=today, until=today)).rows)

    own = {"青禾县人力资源和社会保障局": (0, 1, 0, 2)}
    assert figure("drafter") == own
    assert figure("overseer") == own
    assert "青禾县人力资源和社会保障局" not in figure("other-drafter")
    with transaction() as session:
        seats = seats_of(session, places.world.people["other-drafter"], today)
        national = seats_of(session, places.world.people["overseer"], today)
    assert places.lines(visible_catalogues(seats)) == []
    assert len(places.lines(visible_catalogues(national), code=OTHER_COUNTY)) == len(ROWS)


def test_who_has_places_checked_at_once(places: Places) -> None:
    places.check()
    places.clock.advance(timedelta(hours=1))
    world = places.world
    with pytest.raises(NotFoundError):
        ask_check(COUNTY, actor=world.actor("other-drafter"))
    with pytest.raises(ForbiddenError):
        ask_check(COUNTY, actor=world.actor("reviewer"))
    with pytest.raises(ForbiddenError):
        switch_checking(to_on=False, actor=world.actor("business-admin"))
    assert ask_check(COUNTY, actor=world.actor("overseer")) == 1
    assert check_places(rules(places.site), of_catalogue=world.catalogues[COUNTY]) == 1
    assert ask_check(COUNTY, actor=world.actor("drafter")) == 0
    places.switch(to_on=False)
    with pytest.raises(NotAllowedError):
        ask_check(COUNTY, actor=world.actor("drafter"))
