"""A basis in a real browser: marked repealed after a look at what follows, its draft taken on, the mark taken back."""

import re

from flask import Flask
from playwright.sync_api import expect

from tests.browsing import follow
from tests.journeys.office import Office, at, today
from tests.world import COUNTY, OTHER_COUNTY, ROWS, World
from workflow.commands.basis_drafts import open_due


def test_a_repeal_opens_a_draft_and_is_taken_back(office: Office, app: Flask, world: World) -> None:
    del world
    admin = at(office.window("business-admin"), "/")
    admin.get_by_role("navigation").get_by_role("link", name="依据库").click()
    admin.get_by_role("link", name="登记依据").click()
    admin.get_by_label("标题").fill("中华人民共和国就业促进法")
    admin.locator("[name=number]").fill("主席令第70号")
    follow(admin, admin.locator(".bar .btn-primary"))
    expect(admin.get_by_role("heading", level=1)).to_have_text("《中华人民共和国就业促进法》")
    expect(admin.get_by_role("link", name=f"1.1 {ROWS[0]}").first).to_be_visible()
    basis = admin.url

    admin.get_by_role("link", name="标记修改或废止").click()
    admin.locator("[name=status]").select_option("repealed")
    admin.locator("[name=since]").fill(today())
    follow(admin, admin.locator(".bar .btn-primary"))
    expect(admin.locator("[role=alert]")).to_contain_text("请填写作出修改或废止决定的文件")
    expect(admin.locator("[name=since]")).to_have_value(today())
    assert all("422" in one for one in office.complaints), "a browser reports a refused form by its status"
    office.complaints.clear()
    admin.locator("[name=by]").fill("就业新法")
    admin.locator(".bar .btn-primary").click()
    expect(admin.locator("section[aria-labelledby=h-drafts]")).to_contain_text(COUNTY)
    expect(admin.locator("section[aria-labelledby=h-beyond]")).to_contain_text(OTHER_COUNTY)
    follow(admin, admin.get_by_role("button", name="确认"))
    expect(admin.get_by_text("共1个目录，已处理0个；已开立草稿0件。")).to_be_visible()
    with app.app_context():
        assert open_due() == 1
    admin.reload()
    expect(admin.get_by_text("共1个目录，已处理1个；已开立草稿1件。")).to_be_visible()
    mark = admin.url

    drafter = at(office.window("drafter"), "/inbox")
    drafter.get_by_role("navigation").get_by_role("link", name="依据库").click()
    drafter.locator("main [name=q]").fill("就业促进")
    follow(drafter, drafter.get_by_role("button", name="查看"))
    drafter.get_by_role("link", name="《中华人民共和国就业促进法》").click()
    expect(drafter.get_by_text("由就业新法废止")).to_be_visible()
    expect(drafter.get_by_role("link", name=re.compile("撤销标记"))).to_have_count(0)
    follow(drafter, drafter.get_by_role("link", name="因《中华人民共和国就业促进法》废止调整目录"))
    expect(drafter).to_have_url(re.compile("/proposals/"))
    drafter.get_by_role("link", name="《中华人民共和国就业促进法》主席令第70号").first.click()
    expect(drafter).to_have_url(basis)

    at(admin, mark).get_by_role("button", name="撤销标记").click()
    expect(admin.locator(".notice.ok")).to_be_visible()
    expect(admin.locator(".tl")).to_contain_text("已撤销")
    drafter.reload()
    expect(drafter.locator(".tl")).to_contain_text("已撤销")
    expect(drafter.locator("h1 + .meta")).to_contain_text("现行")
