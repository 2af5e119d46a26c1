"""In the browser: what a business administrator keeps decides what a drafter is told, and is looked at beforehand."""

from flask import Flask
from playwright.sync_api import expect

from tests.browsing import follow, is_save
from tests.journeys.office import Office, at, number_of
from tests.journeys.test_every_page import ONE_ENGINE
from tests.world import COUNTY, ROWS, World
from workflow.commands.administering import add_synonym


@ONE_ENGINE
def test_a_word_that_the_administrator_adds_makes_a_drafters_finding_disappear(office: Office) -> None:
    drafter = at(office.window("drafter"), f"/catalogues/{COUNTY}/propose")
    drafter.get_by_label(ROWS[0]).check()
    drafter.locator(".bar .btn-primary").click()
    draft = f"/proposals/{number_of(drafter)}/edit"
    row = follow(drafter, drafter.locator(f".list a.what:has-text('{ROWS[0]}')")).url
    lacking = drafter.locator("#found-channels .note.e")
    with drafter.expect_response(is_save):
        drafter.locator("[name=other_channels]").fill("青禾微报")
        drafter.locator("[name=other_channels]").blur()
    expect(lacking).to_contain_text("政务新媒体")
    expect(lacking.get_by_role("link", name="渠道同义词")).to_be_visible()

    admin = at(office.window("business-admin"), "/rules")
    follow(admin, admin.get_by_role("link", name="渠道同义词"))
    follow(admin, admin.get_by_role("link", name="为青禾县添加同义词"))
    admin.locator("#f-word").fill("青禾微报")
    admin.locator("#f-channel").fill("政务新媒体")
    expect(admin.get_by_role("button", name="添加同义词")).to_have_count(0)
    follow(admin, admin.get_by_role("button", name="预览影响"))
    expect(admin.locator("#preview")).to_contain_text("没有已发布的事项受影响")
    follow(admin, admin.get_by_role("button", name="添加同义词"))
    expect(admin.locator(".notice.ok")).to_be_visible()
    expect(admin.locator("main")).to_contain_text("“青禾微报”即“政务新媒体”")

    expect(at(drafter, row).locator("#found-channels .note.e")).to_have_count(0)
    at(drafter, draft)
    expect(drafter.locator("main")).not_to_contain_text("R09")


@ONE_ENGINE
def test_a_withdrawal_shows_the_rows_that_it_would_leave_without_a_channel(
    office: Office, app: Flask, world: World
) -> None:
    with app.app_context():
        add_synonym("政务微博", "政务新媒体", actor=world.actor("business-admin"))
    admin = at(office.window("business-admin"), "/rules/channels")
    admin.get_by_role("link", name="停用").click()
    expect(admin.locator("#preview")).to_contain_text("没有变化")
    admin.get_by_role("button", name="停用同义词").click()
    expect(admin.locator(".notice.ok")).to_contain_text("记录予以保留")
    expect(admin.locator("section[aria-labelledby=h-withdrawn]")).to_contain_text("政务微博")


@ONE_ENGINE
def test_a_rule_that_the_administrator_writes_is_found_on_a_drafters_row(office: Office) -> None:
    admin = at(office.window("business-admin"), "/rules/provincial/new/990101")
    for name, typed in (
        ("code", "P-99-01"),
        ("document_title", "示范省基层政务公开办法"),
        ("clause", "二（一）"),
        ("number", "10"),
        ("message_zh", "公开时限应压缩到10个工作日。"),
        ("in_force_from", "2026-01-01"),
    ):
        admin.locator(f"#f-{name}").fill(typed)
    admin.locator("#f-condition").select_option("within_working_days")
    admin.get_by_role("button", name="预览会发现什么").click()
    expect(admin.locator("#preview")).to_contain_text("新增2条发现")
    expect(admin.locator("#preview")).to_contain_text(ROWS[0])
    admin.get_by_role("button", name="确认制定").click()
    expect(admin.locator("h1")).to_have_text("规则 P-99-01")

    drafter = at(office.window("drafter"), f"/catalogues/{COUNTY}/propose")
    drafter.get_by_label(ROWS[0]).check()
    follow(drafter, drafter.locator(".bar .btn-primary"))
    follow(drafter, drafter.locator(f".list a.what:has-text('{ROWS[0]}')"))
    told = drafter.locator("#found-deadline")
    expect(told).to_contain_text("公开时限应压缩到10个工作日。")
    told.get_by_role("link").click()
    expect(drafter.locator("h1")).to_have_text("规则 P-99-01")
    expect(drafter.get_by_role("link", name="制定下一版")).to_have_count(0)
