"""What crosses in time, in a real browser: a conflict, a set time, an undo, a hiding, and a township's claims."""

import re
from datetime import timedelta

from flask import Flask
from playwright.sync_api import expect

from tests.browsing import follow
from tests.journeys.office import Office, at, carried, number_of, press, said_why
from tests.townships import PREFIX, TOWNSHIP, found_township
from tests.world import COUNTY, HEADING, ROWS, World
from values.clock import SHANGHAI, FrozenClock
from values.vocabulary import State
from workflow.commands.scheduled import publish_scheduled
from workflow.unit import at as at_clock
from workflow.unit import current_clock

OURS, THEIRS = "5个工作日内公开", "15个工作日内公开"


def test_two_changes_of_one_field_are_both_shown_and_asked(office: Office, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened(world.amendment(deadline=OURS))
        world.published(world.amendment(deadline=THEIRS))
    page = at(office.window("drafter"), f"/proposals/{number}/edit")
    page.goto(f"/proposals/{number}/edit/conflicts")
    for words in (OURS, THEIRS):
        expect(page.get_by_text(words).first).to_be_visible()
    page.locator("input[type=radio][value=mine]").first.check()
    page.get_by_role("button", name="保存决定并更新草稿").click()
    page.wait_for_url(re.compile("/edit$"))
    said_why(page, "压缩公开时限")
    press(page, "提交")
    carried(app, world, number)
    expect(at(page, f"/catalogues/{COUNTY}").get_by_text(OURS)).to_be_visible()
    # What was settled is not asked again.
    assert at(page, f"/proposals/{number}").get_by_text("更新草稿").count() == 0


def test_a_release_is_published_at_its_time_and_taken_back(office: Office, app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.APPROVED, world.amendment(deadline=OURS))
    publisher = at(office.window("publisher"), f"/proposals/{number}")
    moment = (current_clock.get().now() + timedelta(days=1)).astimezone(SHANGHAI)
    publisher.locator("#f-moment").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    press(publisher, "定时发布")
    expect(publisher.get_by_text("系统将于")).to_be_visible()
    assert at(publisher, f"/catalogues/{COUNTY}").get_by_text(OURS).count() == 0
    with app.app_context(), at_clock(FrozenClock(moment + timedelta(minutes=1))):
        publish_scheduled(number)
        assert world.state(number) is State.PUBLISHED
    drafter = office.window("drafter")
    # Its moment is still to come by the clock of the pages, so that the release is read by its number.
    at(drafter, f"/catalogues/{COUNTY}/releases/2").get_by_role("button", name="撤销本次发布…").click()
    drafter.wait_for_url(re.compile("/edit$"))
    undo = number_of(drafter)
    assert drafter.locator("[name=title]").input_value().startswith("撤销第2版")
    drafter.locator(".bar .btn-primary").click()
    drafter.wait_for_url(re.compile(r"/proposals/[0-9-]+$"))
    press(drafter, "提交")
    with app.app_context():
        assert world.state(undo) is State.IN_REVIEW


def test_what_is_hidden_is_gone_for_the_public_at_once(office: Office, world: World) -> None:
    assert world.people
    publisher = at(office.window("publisher"), f"/catalogues/{COUNTY}")
    address = follow(publisher, publisher.get_by_role("link", name=ROWS[0], exact=True)).url
    publisher.get_by_role("link", name="紧急撤下…").click()
    publisher.locator("[name=part]").select_option("row")
    publisher.locator("[name=reason]").select_option("personal_data")
    publisher.locator("[name=explanation]").fill("误公开个人信息。")
    follow(publisher, publisher.get_by_role("button", name="立即撤下"))
    auditor = at(office.window("auditor"), f"/catalogues/{COUNTY}")
    reader = office.visitor()
    assert at(reader, f"/catalogues/{COUNTY}").get_by_role("link", name=ROWS[0]).count() == 0
    assert at(reader, f"/catalogues/{COUNTY}?as-of=2026-03-01").get_by_role("link", name=ROWS[0]).count() == 0
    assert at(reader, address).get_by_text(ROWS[0]).count() == 0
    expect(auditor.get_by_text("紧急撤下").first).to_be_visible()


def test_a_township_claims_a_row_of_its_county(office: Office, app: Flask, world: World) -> None:
    with app.app_context():
        township = found_township(world)
    office.welcome(township)
    page = at(office.window(f"{PREFIX}drafter"), f"/catalogues/{COUNTY}")
    follow(page, page.get_by_role("link", name="认领县级事项"))
    page.get_by_role("row", name=ROWS[0]).get_by_role("checkbox").check()
    page.locator("[name=place_text]").fill("便民服务中心公示栏")
    page.locator("[name=questions]").fill("0999-5550200")
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile("/edit$"))
    number = number_of(page)
    follow(page, page.locator("main").get_by_role("link", name=ROWS[0], exact=True).first)
    page.locator("[name=complaints]").fill("0999-5550201")
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(re.compile("/edit$"))
    said_why(page, "认领就业事项")
    press(page, "提交")
    carried(app, township, number, prefix=PREFIX)
    reader = at(office.visitor(), f"/catalogues/{TOWNSHIP}")
    expect(reader.get_by_text("清溪镇人民政府").first).to_be_visible()
    expect(reader.locator(".cat").get_by_text(HEADING).first).to_be_visible()
    follow(reader, reader.get_by_role("link", name=ROWS[0], exact=True))
    for words in ("便民服务中心公示栏", "0999-5550201", "20个工作日"):
        expect(reader.get_by_text(words).first).to_be_visible()
