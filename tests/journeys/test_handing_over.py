"""A body is merged, its catalogue is handed over, and its successor goes on: with a draft that was left, and a new one."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browsing import assert_fits, follow
from tests.journeys.office import Office, answered, at, carried, number_of, press, said_why, today
from tests.workflow.merged import REASON, staffed
from tests.world import COUNTY, ROWS, World
from values.vocabulary import State

OLD, NEW = "青禾县人力资源和社会保障局", "青禾县就业服务中心"
LEFT = f"“{OLD}”的遗留事项"


@pytest.mark.slow
def test_a_merged_bodys_catalogue_and_draft_go_on_with_its_successor(
    office: Office, app: Flask, world: World
) -> None:
    with app.app_context():
        draft = world.in_state(State.DRAFT, world.amendment(ROWS[1]))
    drafter = at(office.window("drafter"), f"/catalogues/{COUNTY}/body-change")
    drafter.locator("[name=body]").select_option(str(world.bodies["bureau"]))
    drafter.locator("[name=kind]").select_option("merge")
    drafter.locator("[name=successor]").select_option(str(world.bodies["centre"]))
    drafter.locator("[name=day]").fill(today())
    drafter.locator("[name=rationale]").fill("机构改革方案已批复。")
    drafter.locator("main form .btn-primary").click()
    drafter.wait_for_url("**/proposals/**")
    merger = number_of(drafter)
    press(at(drafter, f"/proposals/{merger}"), "提交")
    carried(app, world, merger, publish=False)
    publisher = at(office.window("publisher"), f"/proposals/{merger}")
    press(publisher, "发布")
    expect(publisher.get_by_role("heading", name=LEFT)).to_be_visible()
    expect(publisher.get_by_text("由业务管理员移交。")).to_be_visible()

    # What the merger published stands beside the draft that was left, which its old drafters are told.
    inbox = at(office.window("drafter"), "/inbox")
    expect(inbox.get_by_role("heading", name="基线已变，待修改")).to_be_visible()

    system = at(office.window("system-admin"), f"/bodies/{world.bodies['bureau']}")
    expect(system.get_by_role("heading", name=LEFT)).to_be_visible()
    admin = at(office.window("business-admin"), "/inbox")
    expect(admin.get_by_role("heading", name=LEFT)).to_be_visible()
    follow(admin, admin.get_by_role("link", name="移交").first)
    expect(admin.locator("[name=taker]")).to_have_value(str(world.bodies["centre"]))
    for width in (390, 1440):
        admin.set_viewport_size({"width": width, "height": 900})
        assert_fits(admin)
    admin.locator("[name=why]").fill(REASON)
    follow(admin, admin.locator(".bar").get_by_role("button", name="移交"))
    expect(admin.get_by_text(f"{OLD} → {NEW}")).to_be_visible()

    successor = at(office.window("centre-drafter"), "/inbox")
    expect(successor.locator(f"a[href='/proposals/{draft}/edit/conflicts']")).to_be_visible()
    at(successor, f"/catalogues/{COUNTY}/propose")
    successor.locator(f"label:has-text('{ROWS[0]}')").first.click()
    successor.locator(".bar .btn-primary").click()
    number = number_of(successor)
    link = successor.locator("a.what[href*='/edit/entries/']").first
    follow(successor, link)
    successor.locator("[name=deadline]").fill("公开事项信息形成或变更之日起8个工作日内公开")
    successor.locator(".bar .btn-primary").click()
    successor.wait_for_url(f"**/proposals/{number}/edit")
    answered(successor, f"/proposals/{number}/edit")
    said_why(at(successor, f"/proposals/{number}/edit"), "机构合并后缩短公开时限")
    press(successor, "提交")
    with app.app_context():
        staffed(world)
    carried(app, world, number)
    public = at(office.visitor(), f"/catalogues/{COUNTY}")
    expect(public.get_by_text("8个工作日内公开").first).to_be_visible()
    expect(public.get_by_text(NEW).first).to_be_visible()
