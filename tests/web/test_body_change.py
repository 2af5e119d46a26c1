"""Changing a body in the browser and by command, and the names that pages show for a day."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import enter
from tests.web.commands import Commands
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, SIGNERS, World
from values.vocabulary import State
from web.cli.body import Opened
from workflow.commands import approval, publication, submission
from workflow.queries.bodies import BodyFile

ADDRESS = f"/catalogues/{COUNTY}/body-change"
OLD, NEW = "青禾县人力资源和社会保障局", "青禾县人力资源保障局"


def pass_on(app: Flask, world: World, number: str) -> None:
    """Bring an opened proposal to publication."""
    with app.app_context():
        submission.submit(number, actor=world.actor("drafter"))
        world.sign(number, *SIGNERS)
        approval.approve(number, actor=world.actor("supervisor"), comment="同意。")
        publication.publish(number, actor=world.actor("publisher"))


def typed(world: World, **other: str) -> dict[str, str]:
    return {
        "body": str(world.bodies["bureau"]),
        "kind": "rename",
        "new_name": NEW,
        "day": "2026-03-02",
        "rationale": "机构改革方案已批复。",
        **other,
    }


def test_a_drafter_renames_a_body_and_every_page_names_it_by_its_day(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    assert ADDRESS in client.get(f"/catalogues/{COUNTY}").text
    answer = client.submit(client.get(ADDRESS), "Open the proposal", **typed(world))
    assert answer.status_code == 302
    number = answer.location.split("/")[2]
    page = client.get(f"/proposals/{number}")
    assert "Change of a body" in page.text
    assert NEW in page.text
    pass_on(app, world, number)
    public = visitor(app)
    assert NEW in public.get(f"/catalogues/{COUNTY}").text
    before = public.get(f"/catalogues/{COUNTY}?as-of=2026-03-01").text
    said = f"What is called {OLD} here is called {NEW} today."
    assert said in before
    assert NEW not in before.replace(said, "")
    assert OLD in before.replace(said, "")
    assert "Nothing else differs from today." in before
    assert "0 rows differ" not in before
    assert NEW in public.get(f"/catalogues/{COUNTY}/releases/2").text


def test_a_comparison_says_that_a_body_was_renamed(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    pass_on(
        app,
        world,
        client.submit(client.get(ADDRESS), "Open the proposal", **typed(world)).location.split("/")[2],
    )
    address = f"/catalogues/{COUNTY}/compare"
    page = visitor(app).get(address).text
    assert "1 body has another name" in page
    assert f"<del>{OLD}</del> → <ins>{NEW}</ins>" in page
    assert "Apart from the names of bodies both releases show the same rows." in page
    back = visitor(app).get(f"{address}?from=2&to=1").text
    assert f"<del>{NEW}</del> → <ins>{OLD}</ins>" in back
    assert "another name" not in visitor(app).get(f"{address}?from=2&to=2").text


def test_what_a_change_would_reach_is_shown_before_it_is_proposed(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(ADDRESS, query_string={"body": world.bodies["bureau"]})
    assert "What it reaches" in page.text
    assert "就业政策法规咨询" in page.text
    assert "It holds this catalogue." in page.text
    first = client.get(ADDRESS)
    assert "What it reaches" not in first.text
    assert "Choose the body" not in first.text
    look = client.submit(first, "Show what it reaches")
    asked = client.get(look.location).text
    assert "Choose the body that is changed." in asked
    assert "What it reaches" not in asked
    unnamed = client.get(ADDRESS, query_string={"body": world.bodies["office"]}).text
    assert "No catalogue is held by this body or names it." in unnamed


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"new_name": ""}, "Give the new name"),
        ({"day": "soon"}, "Give the day as year-month-day"),
        ({"day": ""}, "Give the day from which the body is changed."),
        ({"body": ""}, "Choose the body that is changed."),
        ({"kind": "merge"}, "Choose another body that takes its place."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    app: Flask, world: World, wrong: dict[str, str], sentence: str
) -> None:
    client = signed_in(app, world, "drafter")
    answer = client.submit(client.get(ADDRESS), "Open the proposal", **typed(world, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "机构改革方案已批复。" in answer.text


@pytest.mark.parametrize(
    ("kind", "trigger"), [("transfer", "function_taken_over"), ("merge", "body_changed")]
)
def test_the_trigger_proposed_is_what_the_change_is(
    app: Flask, world: World, kind: str, trigger: str
) -> None:
    client = signed_in(app, world, "drafter")
    asked = typed(world, kind=kind, new_name="", successor=str(world.bodies["centre"]))
    opened = client.submit(client.get(ADDRESS), "Open the proposal", **asked)
    assert f'value="{trigger}" selected' in client.get(opened.location).text


def test_only_a_drafter_of_the_holding_body_opens_it(app: Flask, world: World) -> None:
    client = signed_in(app, world, "reviewer")
    answer = client.submit(client.get(ADDRESS), "Open the proposal", **typed(world))
    assert answer.status_code == 403


def test_a_body_is_changed_by_command(commands: Commands, app: Flask, world: World) -> None:
    bureau = str(world.bodies["bureau"])
    assert OLD in commands.said("body", "list")
    arguments = (
        "body",
        "change",
        COUNTY,
        bureau,
        "rename",
        NEW,
        "--from",
        "2026-03-02",
        "--rationale",
        "方案已批复。",
        "--as",
    )
    opened = commands.json(Opened, *arguments, "drafter")
    assert "Only a drafter" in commands.refused(*arguments, "reviewer")
    with app.app_context():
        assert world.state(opened.number) is State.DRAFT
    pass_on(app, world, opened.number)
    names = commands.json(BodyFile, "body", "show", bureau).names
    assert [one.name for one in names] == [OLD, NEW]
    assert NEW in commands.said("body", "show", bureau)
    assert "no body with this number" in commands.refused("body", "show", "999999")


def test_a_merged_body_names_who_follows_it(commands: Commands, app: Flask, world: World) -> None:
    bureau, centre = (str(world.bodies[key]) for key in ("bureau", "centre"))
    said = ("--from", "2026-05-01", "--rationale", "方案已批复。", "--as", "drafter")
    number = commands.said("body", "change", COUNTY, bureau, "merge", centre, *said).strip()
    pass_on(app, world, number)
    assert "青禾县就业服务中心" in commands.said("body", "show", bureau)


def test_looking_first_leads_to_an_address_without_the_forms_token(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    answer = client.submit(client.get(ADDRESS), "Show what it reaches", **typed(world, day=""))
    assert answer.status_code == 302
    assert "csrf_token" not in answer.location
    assert "key=" not in answer.location
    page = client.get(answer.location).text
    assert "What it reaches" in page
    assert NEW in page, "what was typed is gone"


def test_a_renaming_says_everywhere_that_it_leaves_the_rows_alone(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    draft = client.submit(client.get(ADDRESS), "Open the proposal", **typed(world)).location
    number = draft.split("/")[2]
    page = client.get(draft).text
    assert "Change of a body" in page
    assert NEW in page
    assert "it can be submitted as it is" in page
    assert "No row yet" not in page
    page = client.get(f"/proposals/{number}").text
    assert "No row of this catalogue is changed." in page
    assert "The proposal changes nothing yet." not in page
    assert "0 changed fields" not in page
    pass_on(app, world, number)
    assert "this release changed no row." in visitor(app).get(f"/catalogues/{COUNTY}/releases/2").text


def test_the_form_asks_for_what_the_choice_needs(page: Page, app: Flask, world: World) -> None:
    assert app
    enter(page, "drafter", world.password)
    page.goto(ADDRESS)
    new_name, successor = page.locator("#f-new_name"), page.locator("#f-successor")
    for kind, needs_name in (("rename", True), ("merge", False), ("transfer", False), ("rename", True)):
        page.locator("#f-kind").select_option(kind)
        expect(new_name).to_be_visible(visible=needs_name)
        expect(successor).to_be_visible(visible=not needs_name)
