"""A catalogue is set up, begun from the standard and filled up on pages: who opens them, and that what was typed is kept."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.founding import NEW, found, founded, new_county, with_route
from tests.townships import PREFIX, TOWNSHIP, found_township
from tests.web.commands import Commands
from tests.web.editing import Draft
from tests.web.people import signed_in, visitor
from tests.workflow.editing import tables
from tests.world import COUNTY, HEADING, ROWS, STANDARD, World
from values.clock import FrozenClock
from values.vocabulary import Field, Operation, Presence
from web.cli.catalogue.importing_shapes import ImportedRows
from web.cli.catalogue.shapes import ExportedFile, FoundedCatalogue
from web.cli.proposal.shapes import Acted
from workflow.commands import register

BEGIN = f"/catalogues/{NEW}/begin"
WHERE = "沙河县人民政府网站"


@pytest.fixture
def county(app: Flask, world: World, clock: FrozenClock) -> World:
    """The small world with a county that has neither route nor catalogue."""
    clock.advance(timedelta(minutes=1))
    with app.app_context():
        return new_county(world)


@pytest.fixture
def empty(app: Flask, world: World, clock: FrozenClock) -> World:
    """The small world with a county whose catalogue is empty."""
    clock.advance(timedelta(minutes=1))
    with app.app_context():
        return founded(world)


def test_a_business_administrator_is_led_to_the_form_and_sets_a_catalogue_up(
    app: Flask, county: World
) -> None:
    admin = signed_in(app, county, "new-admin")
    assert 'href="/catalogues/found"' in admin.get("/catalogues").text
    page = admin.get("/catalogues/found")
    body = str(county.bodies["new-bureau"])
    wrong = admin.submit(page, "Set it up", field="employment", body=body)
    assert (wrong.status_code, "There is no route for 沙河县 yet" in wrong.text) == (422, True)
    for kept in ('value="employment" selected', f'value="{body}" selected'):
        assert kept in wrong.text
    assert admin.submit(page, "Set it up", body=body).status_code == 422
    with app.app_context():
        number = with_route(county)
    page = admin.get("/catalogues/found")
    done = admin.submit(page, "Set it up", field="employment", body=body, route=str(number))
    assert (done.status_code, done.location) == (302, "/catalogues")
    shown = admin.get("/catalogues").text
    assert f"The catalogue {NEW} is set up" in shown
    assert "沙河县就业领域基层政务公开标准目录" in shown
    assert BEGIN not in shown
    assert "沙河县 · Social insurance" in admin.get("/catalogues/found").text


def test_nobody_else_is_led_there_and_the_public_sees_nothing_of_it(app: Flask, empty: World) -> None:
    for login in ("new-drafter", "new-supervisor", "auditor", "system-admin"):
        client = signed_in(app, empty, login)
        assert client.get("/catalogues/found").status_code == 403
        assert "/catalogues/found" not in client.get("/catalogues").text
    public = visitor(app)
    assert "沙河县" not in public.get("/catalogues").text
    assert public.get(f"/catalogues/{NEW}").status_code == 404
    assert public.get("/catalogues/found").status_code == public.get(BEGIN).status_code == 302
    for login in ("drafter", "new-admin", "new-supervisor"):
        assert signed_in(app, empty, login).get(BEGIN).status_code == 404
        assert signed_in(app, empty, login).get(f"/catalogues/{NEW}").status_code == 404
    national = signed_in(app, empty, "business-admin")
    assert "Set up a catalogue" in national.get("/catalogues/found").text


def test_where_every_catalogue_is_set_up_the_page_says_so(app: Flask, empty: World) -> None:
    with app.app_context():
        known = found()
        register.set_up_catalogue(
            code="990103-social-insurance",
            title="沙河县社会保险领域政务公开目录",
            kind=known.kind,
            field=Field.SOCIAL_INSURANCE,
            jurisdiction_id=known.jurisdiction_id,
            body_id=known.body_id,
            route_id=known.route_id,
        )
    admin = signed_in(app, empty, "new-admin")
    assert "Every catalogue is set up" in admin.get("/catalogues/found").text
    assert "/catalogues/found" not in admin.get("/catalogues").text


def test_a_drafter_begins_from_the_standard_and_fills_up_what_is_missing(app: Flask, empty: World) -> None:
    drafter = signed_in(app, empty, "new-drafter")
    assert BEGIN in drafter.get("/catalogues").text
    assert drafter.get(f"/catalogues/{NEW}").location == BEGIN
    page = drafter.get(BEGIN)
    assert "All 3 rows of the standard" in page.text
    wrong = drafter.submit(page, "Begin from the standard", place_url="www", place_text=WHERE)
    assert (wrong.status_code, "begins with http" in wrong.text, WHERE in wrong.text) == (422, True, True)
    done = drafter.submit(wrong, "Begin from the standard", place_url="https://shahe.example/gk")
    assert done.status_code == 302
    here = Draft(app, empty, done.location)
    rows = {one.after.content.name: one.after for one in here.content.changes}
    assert list(rows) == [HEADING, *ROWS]
    assert [(one.text, one.url) for one in rows[ROWS[0]].content.places] == [
        (WHERE, "https://shahe.example/gk")
    ]
    again = drafter.submit(wrong, "Begin from the standard", place_url="https://shahe.example/gk")
    assert again.location == done.location
    begun = drafter.get(BEGIN)
    assert "Your body has begun" in begun.text
    assert "Begin from the standard" not in begun.text
    number = here.number
    workbook = f"/proposals/{number}/edit/for-editing.xlsx"
    assert workbook in drafter.get(done.location).text
    given = drafter.get(workbook)
    assert (given.status_code, ROWS[0] in str(tables(given.data)[0])) == (200, True)
    address = f"/proposals/{number}/edit/standard"
    assert "Nothing is missing" in drafter.get(address).text
    drafter.submit(drafter.get(done.location), f"Take out {ROWS[1]}")
    draft_page = drafter.get(done.location).text
    assert f"The standard lists “{ROWS[1]}”" in draft_page
    form = drafter.get(address)
    assert ROWS[1] in form.text
    wrong = drafter.submit(form, "Take them into the draft", questions="1" * 200)
    assert (wrong.status_code, "1" * 200 in wrong.text) == (422, True)
    taken = drafter.submit(wrong, "Take them into the draft", questions="0999-5560100")
    assert taken.status_code == 302
    assert "1 row was taken over" in drafter.get(taken.location).text
    assert "The standard lists" not in drafter.get(taken.location).text
    assert drafter.submit(form, "Take them into the draft", questions="").status_code in {409, 422}


def test_a_row_is_left_out_from_the_start_and_listed_after_all(app: Flask, empty: World) -> None:
    drafter = signed_in(app, empty, "new-drafter")
    done = drafter.submit(drafter.get(BEGIN), "Begin from the standard")
    here = Draft(app, empty, done.location)
    row = next(one.entry for one in here.content.changes if one.after.content.name == ROWS[1])
    address = f"{done.location}/entries/{row}/operation"
    page = drafter.get(address)
    left = drafter.submit(
        page, "Leave it out", reason="not_practised", explanation="本县未设此项业务，暂不开展。"
    )
    assert left.status_code == 302
    change = here.content.change_of(row)
    assert change is not None
    assert (change.operation, change.after.presence) == (Operation.LEAVE_OUT, Presence.LEFT_OUT)
    shown = drafter.get(done.location).text
    assert "本县未设此项业务" in drafter.get(address).text
    assert address in shown
    assert drafter.get(f"{done.location}/table").status_code == 200
    assert drafter.get(f"/proposals/{here.number}").status_code == 200
    drafter.submit(drafter.get(address), "List it")
    change = here.content.change_of(row)
    assert change is not None
    assert (change.operation, change.after.is_listed) == (Operation.ADD, True)


def test_a_township_is_led_to_its_claims(app: Flask, world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(minutes=1))
    with app.app_context():
        town = found_township(world)
    drafter = signed_in(app, town, f"{PREFIX}drafter")
    assert drafter.get(f"/catalogues/{TOWNSHIP}").location == f"/catalogues/{TOWNSHIP}/begin"
    assert drafter.get(f"/catalogues/{TOWNSHIP}/begin").location == f"/catalogues/{TOWNSHIP}/claim"
    assert drafter.get(f"/proposals/{'990101-2026-0099'}/edit/standard").status_code == 404


def test_the_commands_do_what_the_pages_do(
    app: Flask, county: World, commands: Commands, tmp_path_factory: pytest.TempPathFactory
) -> None:
    body = "沙河县人力资源和社会保障局"
    found = ("catalogue", "found", "employment", "--body", body, "--as", "new-admin")
    assert "There is no route for 沙河县 yet" in commands.refused(*found)
    with app.app_context():
        with_route(county)
    assert commands.json(FoundedCatalogue, *found) == FoundedCatalogue(code=NEW)
    assert f"already: {NEW}" in commands.refused(*found)

    file = str(tmp_path_factory.mktemp("workbooks") / "标准.xlsx")
    taken = commands.json(
        ExportedFile, "catalogue", "export", NEW, "--for-editing", "--to", file, "--as", "new-drafter"
    )
    assert taken.entries == 1 + len(ROWS)
    read = commands.json(
        ImportedRows, "catalogue", "import", file, "--into", NEW, "--preview", "--as", "new-drafter"
    )
    assert [one.fate for one in read.rows] == ["added"] * 3

    begin = ("proposal", "begin", NEW, "--place", WHERE, "--questions", "0999-5560100", "--as", "new-drafter")
    number = commands.json(Acted, *begin).number
    assert "go on with proposal" in commands.refused(*begin)
    of_draft = ("--for-editing", "--draft", number, "--to", file, "--as", "new-drafter")
    assert commands.json(ExportedFile, "catalogue", "export", NEW, *of_draft).entries == 1 + len(ROWS)
    here = Draft(app, county, f"/proposals/{number}/edit")
    entry = here.content.changes[-1].entry
    leave = ("--leave-out", "not_practised", "--explanation", "本县未设此项业务，暂不开展。")
    commands.said("proposal", "row", number, entry, *leave, "--as", "new-drafter")
    assert not here.content.changes[-1].after.is_listed
    commands.said("proposal", "row", number, entry, "--drop", "--as", "new-drafter")
    assert len(here.content.changes) == len(ROWS)
    adapt = ("proposal", "adapt", number, "--body", "沙河县人民政府办公室", "--as", "new-drafter")
    commands.said(*adapt)
    (new,) = here.content.changes[-1].after.content.disclosing_bodies
    assert new.body == str(county.bodies["new-office"])
    assert "taken over or left out already" in commands.refused(*adapt)
    wrong = commands.refused("proposal", "begin", STANDARD, "--as", "national-drafter")
    assert "Only a county's own catalogue" in wrong
    assert "has been published" in commands.refused("proposal", "begin", COUNTY, "--as", "drafter")
