"""Taking on and passing on (转办) on the page of a proposal, in the inbox, by command, and in a browser."""

from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from tests.browsing import enter
from tests.checked_client import CheckedClient
from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import State


def test_a_reviewer_takes_a_step_on_and_passes_it_on(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "reviewer")
    page = followed(client, client.submit(client.get(f"/proposals/{number}"), "Take on Section review"))
    assert "You attend to it from now on." in page.text
    refused = client.submit(page, "Pass on", to=str(world.people["two-posts"]), reason="")
    assert refused.status_code == 422
    kept = client.submit(page, "Pass on", to="", reason="外出开会")
    assert kept.status_code == 422
    assert "外出开会</textarea>" in kept.text
    done = followed(
        client, client.submit(page, "Pass on", to=str(world.people["two-posts"]), reason="外出开会")
    )
    assert "外出开会" in done.text
    assert "taken on by" in client.get("/inbox").text
    other = signed_in(app, world, "two-posts")
    assert number in other.get("/inbox").text.partition("Waits for my body")[0]


def test_a_supervisor_passes_an_approval_on_to_who_may_approve_and_to_nobody_else(
    app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL, by="drafting-supervisor")
    client = signed_in(app, world, "supervisor")
    page = client.get(f"/proposals/{number}")
    offered = page.text.partition('name="to"')[2].partition("</select>")[0]
    assert str(world.people["supervisor2"]) in offered
    assert "双二" not in offered, "who wrote it is not offered"
    done = followed(
        client, client.submit(page, "Pass on", to=str(world.people["supervisor2"]), reason="外出开会")
    )
    assert "Approval" in done.text.partition("Who attends to it")[2].partition("Sign-offs")[0]
    mine = signed_in(app, world, "supervisor2").get("/inbox").text
    assert number in mine.partition("Waits for my body")[0]
    assert "taken on by" in client.get("/inbox").text


def test_who_may_not_act_sees_who_attends_and_no_button(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    page = signed_in(app, world, "auditor").get(f"/proposals/{number}").text
    assert "Who attends to it" in page
    assert "take-on" not in page


def test_a_draft_is_passed_on_by_command(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        number = world.in_state(State.DRAFT)
    commands.said("proposal", "pass-on", number, "drafter2", "--comment", "休假", "--as", "drafter")
    commands.said("proposal", "take-on", number, "--as", "drafter")
    commands.refused("proposal", "pass-on", number, "reviewer", "--comment", "休假", "--as", "drafter")


def test_an_approval_is_passed_on_by_command(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
    commands.said("proposal", "pass-on", number, "supervisor2", "--comment", "外出", "--as", "supervisor")
    commands.refused("proposal", "pass-on", number, "drafter", "--comment", "外出", "--as", "supervisor2")


def test_a_step_is_passed_on_in_the_browser_by_keyboard(page: Page, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    enter(page, "reviewer", world.password)
    page.goto(f"/proposals/{number}")
    page.locator(".bar").get_by_role("link", name="承办或转办").press("Enter")
    page.locator("#handling summary").press("Enter")
    page.locator("#handling select").select_option(str(world.people["two-posts"]))
    page.locator("#handling textarea").fill("外出开会")
    page.locator("#handling details .btn").press("Enter")
    expect(page.locator(".notice.ok")).to_contain_text("已转办")
    expect(page.locator("#handling")).to_contain_text("外出开会")
    page.context.clear_cookies()
    enter(page, "two-posts", world.password)
    mine = page.get_by_role("region", name="待我办理")
    expect(mine).to_contain_text(number)


def followed(client: CheckedClient, answer: TestResponse) -> TestResponse:
    return client.get(answer.headers["Location"])
