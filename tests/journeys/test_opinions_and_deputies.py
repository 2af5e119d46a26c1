"""What others say and do for someone, in a real browser: a department's opinion, and a deputy in one's absence."""

from flask import Flask
from playwright.sync_api import expect

from tests.browsing import follow
from tests.journeys.office import Office, at, carried, press, today
from tests.workflow.opinions import with_reviewer
from tests.world import COUNTY, World
from values.vocabulary import State

DEADLINE = "5个工作日内公开"


def test_a_department_is_asked_and_its_answer_stays_inside(office: Office, app: Flask, world: World) -> None:
    with app.app_context():
        with_reviewer(world)
        number = world.in_state(State.IN_REVIEW)
    drafter = at(office.window("drafter"), f"/proposals/{number}")
    form = drafter.locator("#opinions form")
    form.locator(f"#f-ask-{world.bodies['centre']}").check()
    form.locator("[name=working_days]").fill("3")
    form.locator("[name=question]").fill("时限能否再压缩？")
    form.get_by_role("button").click()
    expect(drafter.locator(".notice.ok")).to_be_visible()
    centre = office.window("centre-drafter")
    follow(centre, at(centre, "/inbox").locator(f"a[href*='{number}']").first)
    expect(centre.get_by_text("时限能否再压缩？")).to_be_visible()
    centre.locator("#opinions [name=opinion]").fill("建议压缩为五个工作日。")
    centre.locator("#opinions button[value=has_remarks]").click()
    expect(centre.locator(".notice.ok")).to_be_visible()
    at(drafter, f"/proposals/{number}")
    expect(drafter.get_by_text("建议压缩为五个工作日。").first).to_be_visible()
    carried(app, world, number)
    assert at(office.visitor(), f"/catalogues/{COUNTY}").get_by_text("建议压缩为五个工作日。").count() == 0


def test_a_deputy_is_named_and_approves_in_the_name_of_the_absent(
    office: Office, app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL, world.amendment(deadline=DEADLINE))
    supervisor = at(office.window("supervisor"), "/absence")
    supervisor.locator("[name=deputy]").select_option(str(world.people["publisher"]))
    supervisor.locator("[name=valid_from]").fill(today())
    supervisor.locator("[name=valid_until]").fill(today())
    supervisor.locator("main form .btn-primary").click()
    expect(supervisor.locator(".notice.ok")).to_be_visible()
    deputy = at(office.window("publisher"), f"/proposals/{number}")
    assert deputy.locator(".bar").get_by_role("button", name="签发", exact=True).count() == 0
    follow(deputy, at(deputy, "/absence").locator("main form .btn-primary").first)
    at(deputy, f"/proposals/{number}")
    press(deputy, "签发", "同意公布。")
    with app.app_context():
        assert world.state(number) is State.APPROVED
    at(supervisor, f"/proposals/{number}")
    expect(supervisor.locator("main").get_by_text("代").first).to_be_visible()
