"""A route, a body and a paper, in a real browser: what administrators, drafters and clerks do beside a plain change."""

import re

from flask import Flask
from playwright.sync_api import expect

from tests import papers
from tests.browsing import follow
from tests.journeys.office import Office, at, carried, number_of, press, today
from tests.web.test_routes import county_route, file_of
from tests.world import COUNTY, World
from values.vocabulary import State
from workflow.commands import approval, publication

NEW = "青禾县人力资源保障局"
SCAN = "呈批单.jpg"


def test_a_route_is_checked_acknowledged_and_saved(office: Office, app: Flask, world: World) -> None:
    number = county_route(app, world)
    admin = at(office.window("business-admin"), f"/routes/{number}/edit")
    admin.locator("[name=days-1]").fill("9")
    follow(admin, admin.locator(".bar button[value=check]"))
    expect(admin.locator("#h-preview")).to_be_visible()
    expect(admin.get_by_text("超过法定20个工作日").first).to_be_visible()
    assert file_of(app, number).route.version == 1
    follow(admin, admin.locator(".bar button[value=save]"))
    expect(admin.locator("[role=alert]").first).to_be_visible()
    expect(admin.locator("[name=days-1]")).to_have_value("9")
    assert all("422" in one for one in office.complaints), "a browser reports a refused form by its status"
    office.complaints.clear()
    admin.locator("[name=reason]").fill("科室人手不足，经研究暂按此执行。")
    follow(admin, admin.locator(".bar button[value=save]"))
    expect(admin).to_have_url(re.compile(rf"/routes/{number}$"))
    expect(admin.get_by_text("科室人手不足，经研究暂按此执行。").first).to_be_visible()
    saved = file_of(app, number)
    assert (saved.route.version, saved.plan.steps[0].working_days) == (2, 9)


def test_a_renamed_body_is_called_so_from_its_day_on(office: Office, app: Flask, world: World) -> None:
    drafter = at(office.window("drafter"), f"/catalogues/{COUNTY}/body-change")
    drafter.locator("[name=body]").select_option(str(world.bodies["bureau"]))
    drafter.locator("[name=kind]").select_option("rename")
    drafter.locator("[name=new_name]").fill(NEW)
    drafter.locator("[name=day]").fill(today())
    drafter.locator("[name=rationale]").fill("机构改革方案已批复。")
    drafter.locator("main form .btn-primary").click()
    drafter.wait_for_url("**/proposals/**")
    number = number_of(drafter)
    press(at(drafter, f"/proposals/{number}"), "提交")
    carried(app, world, number)
    visitor = at(office.visitor(), f"/catalogues/{COUNTY}")
    expect(visitor.get_by_text(NEW).first).to_be_visible()
    at(visitor, f"/catalogues/{COUNTY}?as-of=2019-12-31")
    assert visitor.locator("tbody").get_by_text(NEW).count() == 0
    expect(visitor.get_by_text(f"现名“{NEW}”")).to_be_visible()


def test_a_clerk_records_what_was_signed_on_paper(office: Office, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    clerk = at(office.window("publisher"), f"/proposals/{number}")
    form = clerk.locator("details:has([name=signatory])")
    form.locator("summary").click()
    form.locator("[name=signatory]").select_option(str(world.people["reviewer"]))
    form.locator("[name=opinion]").fill("同意，按程序报审。")
    form.locator("[name=signed_on]").fill(today())
    form.locator("[name=scan]").set_input_files(
        {"name": SCAN, "mimeType": "image/jpeg", "buffer": papers.JPEG}
    )
    form.get_by_role("button", name="登记", exact=True).click()
    expect(clerk.locator(".notice.ok")).to_be_visible()
    drafter = at(office.window("drafter"), f"/proposals/{number}")
    expect(drafter.get_by_text("同意，按程序报审。").first).to_be_visible()
    with drafter.expect_download() as download:
        drafter.locator("main a[href*='/attachments/']").first.click()
    assert download.value.path().read_bytes() == papers.JPEG
    with app.app_context():
        world.sign(number, "secrecy")
        approval.approve(number, actor=world.actor("supervisor"), comment="同意公布。")
        publication.publish(number, actor=world.actor("publisher"))
    public = at(office.visitor(), f"/catalogues/{COUNTY}")
    for words in ("同意，按程序报审。", SCAN):
        assert public.get_by_text(words).count() == 0
