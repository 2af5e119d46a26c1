"""The approval sheet (呈批单) as a page: what a leader reads in five minutes, and the buttons below it."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import enter
from tests.web.people import signed_in
from tests.web.test_handing_on import followed
from tests.world import World
from values.vocabulary import State
from workflow.commands import approval, discussion


def test_a_supervisor_decides_on_the_sheet(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
        discussion.add_comment(number, actor=world.actor("reviewer"), text="请核实人手。")
    client = signed_in(app, world, "supervisor")
    for place in ("/inbox", f"/proposals/{number}"):
        assert f"/proposals/{number}/sheet" in client.get(place).text
    page = client.get(f"/proposals/{number}/sheet")
    for said in ("What changes", "<ins", "What for", "Opinions so far", "王岚", "1 comment not dealt with"):
        assert said in page.text
    refused = client.submit(page, "Do not approve", comment="")
    assert refused.status_code == 422
    done = followed(client, client.submit(page, "Approve", comment="同意公布。"))
    assert "Approved." in done.text


def test_the_advice_of_the_office_stands_first(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL, world.addition("就业见习", "创业辅导"))
    page = signed_in(app, world, "supervisor").get(f"/proposals/{number}/sheet").text
    assert "陈默" in page.partition("Advice of the office")[2].partition("Opinions so far")[0]
    assert "further field" in page


def test_many_rows_are_counted_and_stand_on_the_whole_page(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(
            State.IN_APPROVAL, world.addition(*(f"事项{one}号服务" for one in "甲乙丙丁戊己庚辛"))
        )
    page = signed_in(app, world, "supervisor").get(f"/proposals/{number}/sheet").text
    assert "2 further rows, on the whole page" in page
    assert "事项辛号服务" not in page


def test_a_draft_has_no_sheet_and_strangers_learn_nothing(app: Flask, world: World) -> None:
    with app.app_context():
        draft, judged = world.in_state(State.DRAFT), world.in_state(State.IN_APPROVAL)
    answer = signed_in(app, world, "drafter").get(f"/proposals/{draft}/sheet")
    assert answer.headers["Location"].endswith(f"/proposals/{draft}")
    assert signed_in(app, world, "other-supervisor").get(f"/proposals/{judged}/sheet").status_code == 404
    assert signed_in(app, world, "system-admin").get(f"/proposals/{judged}/sheet").status_code == 403


@pytest.mark.usefixtures("clock")
def test_what_a_deputy_decided_shows_both_names(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
        deputy = world.stood_in_for("supervisor", by="publisher2")
        approval.approve(number, actor=deputy, comment="同意公布。")
    page = signed_in(app, world, "auditor").get(f"/proposals/{number}").text
    signed = page.partition('id="h-signed"')[2].partition("</section>")[0]
    assert "何溪</strong> for 郑岩" in signed


def test_a_leader_finds_the_decision_on_a_phone(page: Page, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, "supervisor", world.password)
    page.goto(f"/proposals/{number}/sheet")
    expect(page.get_by_role("button", name="签发", exact=True)).not_to_be_in_viewport()
    page.get_by_role("link", name="填写意见并办理").click()
    expect(page.get_by_role("button", name="签发", exact=True)).to_be_in_viewport()
    page.locator("#f-comment").fill("同意公布。")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.locator(".notice.ok")).to_be_visible()
