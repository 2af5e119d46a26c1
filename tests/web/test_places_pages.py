"""Published places as people meet them: the list, marks beside rows, the inbox, the statistics, the switch, commands."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from python_calamine import CalamineWorkbook

from models import Event
from tests.counting import Cost
from tests.web.commands import Commands, commands
from tests.web.people import signed_in, visitor
from tests.web.test_page_statements import assert_same, cost_of
from tests.websites import TEXT, Website, website
from tests.workflow.hidings import Hidings
from tests.workflow.places import found_dead, naming
from tests.world import COUNTY, OTHER_COUNTY, ROWS, World, draft
from values.clock import FrozenClock
from values.entry import Place
from values.hiding import HidingTarget
from values.place import PlaceOutcome
from values.vocabulary import Level
from web.cli.places import PlaceCheck, PlaceList, PlaceSwitch
from web.cli.stats import Figures
from workflow.commands.place_asking import switch_checking
from workflow.commands.place_checking import keep_found, take_errands
from workflow.commands.place_reading import read_places
from workflow.places.judging import Found
from workflow.seed.catalogues import amended
from workflow.unit import transaction

__all__ = ["commands"]

pytestmark = pytest.mark.usefixtures("clock")

URL = "https://www.qinghe.example/zwgk/jy/"


@pytest.fixture
def dead(app: Flask, world: World) -> str:
    """The identity of a row whose place is dead."""
    with app.app_context():
        found_dead(world, URL)
        return world.row().state.entry


def test_a_drafter_finds_a_dead_place_wherever_they_work_and_goes_on_to_mend_it(
    app: Flask, world: World, dead: str
) -> None:
    drafter = signed_in(app, world, "drafter")
    inbox = drafter.get("/inbox").text
    assert "Published places to be mended" in inbox
    assert "/places?what=dead&amp;mine=1" in inbox
    page = drafter.get("/places?mine=1").text
    for said in (
        ROWS[0],
        URL,
        "The server says that there is no such page. (HTTP 404)",
        "since 2 March 2026",
    ):
        assert said in page
    assert "Place: Dead · since 2 March 2026" in drafter.get(f"/catalogues/{COUNTY}").text
    entry = drafter.get(f"/catalogues/{COUNTY}/entries/{dead}").text
    assert "The server says that there is no such page. (HTTP 404) · since 2 March 2026" in entry
    link = f"/catalogues/{COUNTY}/propose?entry={dead}"
    assert link in page
    offered = drafter.get(link)
    answer = drafter.submit(offered, "Begin with the ticked rows")
    assert ROWS[0] in drafter.get(answer.location).text


def test_neither_the_public_nor_another_county_is_told(app: Flask, world: World, dead: str) -> None:
    for client in (visitor(app), signed_in(app, world, "other-drafter")):
        for address in (f"/catalogues/{COUNTY}", f"/catalogues/{COUNTY}/entries/{dead}"):
            assert "Place: Dead" not in client.get(address).text
            assert "no such page" not in client.get(address).text
    other = signed_in(app, world, "other-drafter")
    assert URL not in other.get("/places").text
    assert "Published places to be mended" not in other.get("/inbox").text
    assert "Published places to be mended" not in signed_in(app, world, "reviewer").get("/inbox").text
    assert visitor(app).get("/places").status_code == 302
    assert signed_in(app, world, "system-admin").get("/places").status_code == 403


def test_while_a_part_of_the_row_is_hidden_nobody_is_told(app: Flask, world: World, dead: str) -> None:
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=dead, field="places"))
    for login in ("drafter", "overseer", "auditor"):
        assert URL not in signed_in(app, world, login).get("/places").text
    assert (
        "no such page"
        not in signed_in(app, world, "drafter").get(f"/catalogues/{COUNTY}/entries/{dead}").text
    )


def test_the_list_is_narrowed_and_paged(app: Flask, world: World) -> None:
    with app.app_context():
        row = world.row()
        many = tuple(Place(level=Level.COUNTY, text=f"栏目{number}") for number in range(60))
        world.published(draft([amended(row, replace(row.state.content, places=many))]))
        read_places()
    overseer = signed_in(app, world, "overseer")
    assert "Nothing that you may see stands like this." in overseer.get("/places?what=dead").text
    first = overseer.get(f"/places?what=column&catalogue={COUNTY}")
    assert "栏目49" in first.text
    assert "栏目50" not in first.text
    assert "栏目59" in overseer.get(f"/places?what=column&catalogue={COUNTY}&page=2").text
    assert overseer.get("/places?what=nonsense&page=x&catalogue=%00&mine=2").status_code in {200, 400}
    assert "has not switched that on" in first.text


def test_page_workbook_and_command_line_count_the_same(
    app: Flask, world: World, dead: str, commands: Commands
) -> None:
    assert dead
    overseer = signed_in(app, world, "overseer")
    page = overseer.get("/statistics").text
    assert "Published places that are dead, empty or overdue today, by body" in page
    printed = commands.json(Figures, "stats")
    (line,) = printed.figures["places"]
    assert line == {
        "body": "青禾县人力资源和社会保障局",
        "dead_places": 1,
        "empty_places": 0,
        "overdue_places": 0,
        "places": 2,
    }
    book = CalamineWorkbook.from_filelike(io.BytesIO(overseer.get("/statistics.xlsx").data))
    rows = book.get_sheet_by_index(len(book.sheet_names) - 1).to_python()
    assert rows[-1] == ["青禾县人力资源和社会保障局", 1, 0, 0, 2]


def test_a_system_administrator_switches_the_checking_on_and_off(app: Flask, world: World) -> None:
    admin = signed_in(app, world, "system-admin")
    answer = admin.submit(admin.get("/deliveries"), "Switch checking on")
    page = admin.get(answer.location)
    assert "Published places are checked from now on." in page.text
    answer = admin.submit(page, "Switch checking off")
    assert "Published places are no longer checked." in admin.get(answer.location).text
    with app.app_context(), transaction() as session:
        kinds = session.scalars(
            sa.select(Event.action).where(Event.subject_kind == "places").order_by(Event.id)
        )
        assert list(kinds) == ["place_checking_on", "place_checking_off"]


def test_places_of_a_catalogue_are_checked_when_somebody_wants_it(
    app: Flask, world: World, dead: str
) -> None:
    assert dead
    drafter = signed_in(app, world, "drafter")
    page = drafter.get(f"/places?catalogue={COUNTY}")
    # It was looked at a moment ago.
    answer = drafter.submit(page, "Check this catalogue's places now")
    assert "0 addresses are checked within a few minutes." in drafter.get(answer.location).text
    assert (
        "Check this catalogue"
        not in signed_in(app, world, "reviewer").get(f"/places?catalogue={COUNTY}").text
    )
    token = drafter.get("/places").text
    assert "Check this catalogue" not in token
    with app.app_context(), transaction() as session:
        (event,) = session.scalars(sa.select(Event).where(Event.action == "place_check_asked"))
        assert json.loads(event.data)["details"] == {"addresses": 0, "catalogue": COUNTY}


def test_an_overdue_place_says_what_shows_it(app: Flask, world: World, clock: FrozenClock) -> None:
    seen = Found(outcome=PlaceOutcome.REACHABLE, status=200, text_sha256="0" * 64)
    with app.app_context():
        naming(world, URL, deadline="每月更新公开")
        switch_checking(to_on=True, actor=world.actor("system-admin"))
        read_places()
        keep_found(take_errands()[0], {1: seen}, failures=2)
    clock.advance(timedelta(days=60))
    drafter = signed_in(app, world, "drafter")
    assert "Its text is the same as when it was first checked." in drafter.get("/places").text
    with app.app_context():
        keep_found(take_errands()[0], {1: replace(seen, dated_on=date(2026, 2, 1))}, failures=2)
    page = drafter.get("/places?what=overdue").text
    assert "Nothing shows that it was worked on after 1 February 2026." in page
    assert "since 15 March 2026" in page
    with app.app_context():
        world.published(draft([amended(row := world.row(), replace(row.state.content, places=()))]))
        read_places()
    assert "The row does not say where it is disclosed." in drafter.get("/places?what=missing").text


@pytest.fixture
def site(app: Flask, commands: Commands) -> Iterator[Website]:
    """A site on loopback that the commands may ask."""
    assert commands
    with website() as found:
        found.says("/jy", TEXT)
        app.config["SETTINGS"] = replace(
            app.config["SETTINGS"], link_networks="127.0.0.0/8", link_ports=str(found.port)
        )
        yield found


def test_places_on_the_command_line(app: Flask, world: World, site: Website, commands: Commands) -> None:
    with app.app_context():
        row = world.row()
        places = (Place(level=Level.COUNTY, text="就业专栏", url=site.url("/jy")),)
        world.published(draft([amended(row, replace(row.state.content, places=places))]))
    who = ("--as", "drafter")
    assert "switched off" in commands.refused("places", "check", COUNTY, *who)
    assert "Only a system administrator" in commands.refused("places", "switch", "on", *who)
    assert "Published places are checked" in commands.said("places", "switch", "on", "--as", "system-admin")
    again = commands.json(PlaceSwitch, "places", "switch", "on", "--as", "system-admin")
    assert again == PlaceSwitch(checking=True, changed=False)
    done = commands.json(PlaceCheck, "places", "check", COUNTY, "--now", *who)
    assert (done.asked, done.checked) == (1, 1)
    (there,) = [one for one in done.places if one.url]
    assert there.outcome == "reachable"
    assert (there.state, there.outcome, there.status, there.name) == ("fine", "reachable", 200, ROWS[0])
    assert len(site.asked) == 1
    assert "0 addresses are due, 0 are checked." in commands.said("places", "check", COUNTY, *who)
    listed = commands.json(PlaceList, "places", "list", "--what", "fine", "--catalogue", COUNTY)
    assert listed.checking
    assert listed.places == (there,)
    assert commands.json(PlaceList, "places", "list", "--under", "990102").places == ()
    assert ROWS[0] in commands.said("places", "list", "--what", "fine")
    assert "no published catalogue" in commands.refused("places", "list", "--catalogue", "nothing")
    assert "does not exist" in commands.refused("places", "check", OTHER_COUNTY, *who)
    assert "no longer checked" in commands.said("places", "switch", "off", "--as", "system-admin")


def test_pages_cost_the_same_however_many_places_there_are(app: Flask, world: World) -> None:
    pages = ("/places?what=column", "/inbox", f"/catalogues/{COUNTY}", "/statistics")
    costs: dict[str, list[Cost]] = {address: [] for address in pages}
    for size in (1, 10, 40):
        with app.app_context():
            row = world.row()
            places = tuple(Place(level=Level.COUNTY, text=f"栏目{size}-{one}") for one in range(size))
            world.published(draft([amended(row, replace(row.state.content, places=places))]))
            read_places()
        for address, found in costs.items():
            found.append(cost_of(app, "drafter", world, address))
    assert_same(costs)
