"""The pages of routes: the form without JavaScript, the fit that is shown, the preview, two administrators at once."""

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in
from tests.workflow.routes import catalogue_on, step
from tests.world import COUNTY, World
from values.vocabulary import StepKind
from workflow.commands import routes
from workflow.queries.routes import RouteFile, route_file
from workflow.queries.routes import routes as all_routes
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("clock")


def county_route(app: Flask, world: World) -> int:
    with app.app_context(), transaction() as session:
        place = world.jurisdictions["990101"]
        return next(one.number for one in all_routes(session, {place}))


def file_of(app: Flask, number: int) -> RouteFile:
    with app.app_context(), transaction() as session:
        found = route_file(session, number)
    assert found is not None
    return found


@pytest.fixture
def number(app: Flask, world: World) -> int:
    """The number of the county's route."""
    return county_route(app, world)


@pytest.fixture
def admin(app: Flask, world: World) -> CheckedClient:
    """The business administrator, signed in."""
    return signed_in(app, world, "business-admin")


def test_the_list_and_the_page_say_for_each_operation_how_long_it_takes(
    app: Flask, world: World, number: int
) -> None:
    chinese = signed_in(app, world, "business-admin", language="zh_Hans")
    page = chinese.get("/routes")
    for words in (
        "县级目录办理流程",
        "变更：16个工作日",
        "其他：19个工作日",
        "其他（规范性文件）：22个工作日，超过法定20个工作日",
        "未确认",
    ):
        assert words in page.text
    shown = chinese.get(f"/routes/{number}").text
    assert COUNTY in shown
    assert "合法性审核" in shown


def test_steps_are_added_moved_and_taken_out_by_buttons_and_nothing_is_saved(
    app: Flask, admin: CheckedClient, number: int
) -> None:
    page = admin.get(f"/routes/{number}/edit")
    page = admin.submit(page, "Add a step", name="改了名字的流程")
    assert page.status_code == 200
    assert "改了名字的流程" in page.text
    assert "Step 5" in page.text
    page = admin.submit(page, "Later Step 1", **{"beside-2": "1"})
    chosen = '<option value="section_review" selected>'
    assert page.text.index(chosen) > page.text.index('id="f-kind-2"')
    page = admin.submit(page, "Take out Step 5")
    page = admin.submit(page, "Take out Step 4")
    page = admin.submit(page, "Earlier Step 2")
    assert page.text.count(">Kind of step<") == 3
    assert file_of(app, number).route.version == 1


def test_a_change_is_saved_and_its_history_shown(app: Flask, admin: CheckedClient, number: int) -> None:
    page = admin.get(f"/routes/{number}/edit")
    page = admin.submit(page, "Take out Step 3")
    page = admin.submit(page, "Check", **{"beside-2": "1", "days-2": "9"})
    assert "side by side" in page.text
    assert "Amend: 17 working days" in page.text
    assert admin.submit(page, "Save").status_code == 302
    file = file_of(app, number)
    assert [(one.position, one.working_days) for one in file.plan.steps] == [(1, 3), (1, 9), (2, 3)]
    assert "changed the route" in admin.get(f"/routes/{number}").text


def test_what_does_not_fit_needs_a_reason_and_nothing_typed_is_lost(
    app: Flask, admin: CheckedClient, number: int
) -> None:
    page = admin.get(f"/routes/{number}/edit")
    answer = admin.submit(page, "Save", **{"days-1": "20", "name": "慢流程"})
    assert answer.status_code == 422
    assert "beyond the statutory 20" in answer.text
    assert "慢流程" in answer.text
    assert file_of(app, number).route.version == 1
    assert admin.submit(answer, "Save", reason="县里人手不足。").status_code == 302
    shown = admin.get(f"/routes/{number}").text
    assert "县里人手不足。" in shown
    assert "Acknowledged by 钱程" in shown


def test_a_step_that_nobody_can_take_is_said(world: World, admin: CheckedClient, number: int) -> None:
    assert "Nobody can take" not in admin.get(f"/routes/{number}").text
    page = admin.get(f"/routes/{number}/edit")
    centre = str(world.bodies["centre"])
    checked = admin.submit(page, "Check", **{"body-1": centre, "post-1": "", "post-2": "principal_leader"})
    for words in ("“Section review” now: no reviewer of 青禾县就业服务中心", "“Secrecy review” now"):
        assert words in checked.text
    assert "“Legality review” now" not in checked.text


def test_what_cannot_be_read_is_said_step_by_step(admin: CheckedClient, number: int) -> None:
    page = admin.get(f"/routes/{number}/edit")
    answer = admin.submit(page, "Save", **{"days-1": "三", "days-2": "", "approval_days": "五"})
    assert answer.status_code == 422
    assert 'value="三"' in answer.text
    assert "Step 1: Give a whole number" in answer.text
    assert "Step 2: Give a whole number" in answer.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    for rubbish in (
        {"kind-1": "nonsense"},
        {"body-1": "999999"},
        {"post-1": "x"},
        {"publishing_body": "77777"},
    ):
        form = {
            "csrf_token": token,
            "then": "save",
            "version": "1",
            "steps": "1",
            "name": "流程",
            "kind-1": "",
            **rubbish,
        }
        assert admin.post(f"/routes/{number}/edit", data=form).status_code == 422


def test_the_slower_administrator_keeps_what_they_typed_and_sees_what_happened(
    app: Flask, world: World, admin: CheckedClient, number: int
) -> None:
    page = admin.get(f"/routes/{number}/edit")
    file = file_of(app, number)
    with app.app_context():
        plan = file.plan.__class__(name="别人的流程", steps=file.plan.steps[:2])
        routes.change_route(number, plan, actor=world.actor("business-admin"), version=1)
    checked = admin.submit(page, "Check", name="我的流程")
    answer = admin.submit(checked, "Save", name="我的流程", reason="评估过。")
    assert answer.status_code == 409
    for words in ("Somebody else was quicker", "What happened meanwhile", "我的流程", "version 2"):
        assert words in answer.text
    assert admin.submit(answer, "Save").status_code == 302
    assert (file_of(app, number).plan.name, file_of(app, number).route.version) == ("我的流程", 3)


def test_a_route_is_set_up_and_given_to_a_catalogue(app: Flask, world: World, admin: CheckedClient) -> None:
    with app.app_context():
        catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
    page = admin.get("/routes/new/990101")
    missing = admin.submit(page, "Save", name="新流程")
    assert missing.status_code == 422
    saved = admin.submit(missing, "Save", **{"body-1": str(world.bodies["bureau"])})
    assert saved.status_code == 302
    page = admin.get(saved.location)
    assert "No catalogue takes this route yet." in page.text
    assert admin.submit(page, f"Give it this route · {COUNTY}").status_code == 302
    assert COUNTY in admin.get(saved.location).text
    again = admin.submit(page, f"Give it this route · {COUNTY}")
    assert again.status_code == 302


def test_an_assignment_that_somebody_else_changed_is_refused(
    app: Flask, world: World, admin: CheckedClient, number: int
) -> None:
    with app.app_context():
        made = routes.set_up(
            world.jurisdictions["990101"],
            file_of(app, number).plan.__class__(name="甲", steps=file_of(app, number).plan.steps[:1]),
            actor=world.actor("business-admin"),
        )
        third = routes.set_up(
            world.jurisdictions["990101"],
            file_of(app, number).plan.__class__(name="乙", steps=file_of(app, number).plan.steps[:1]),
            actor=world.actor("business-admin"),
        )
    page = admin.get(f"/routes/{made}")
    with app.app_context():
        routes.assign_route(third, COUNTY, actor=world.actor("business-admin"))
    answer = admin.submit(page, f"Give it this route · {COUNTY}")
    assert answer.status_code == 409
    assert "takes “乙” now" in answer.text
    assert admin.submit(answer, f"Give it this route · {COUNTY}").status_code == 302


@pytest.mark.parametrize("login", ["drafter", "supervisor", "auditor", "system-admin"])
def test_routes_are_the_business_administrators_pages(
    app: Flask, world: World, number: int, login: str
) -> None:
    client = signed_in(app, world, login)
    for address in ("/routes", f"/routes/{number}", f"/routes/{number}/edit", "/routes/new/990101"):
        assert client.get(address).status_code == 403


def test_the_routes_of_other_jurisdictions_do_not_exist(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    with app.app_context(), transaction() as session:
        (foreign,) = all_routes(session, {world.jurisdictions["990102"]})
    for address in (
        f"/routes/{foreign.number}",
        f"/routes/{foreign.number}/edit",
        "/routes/new/990102",
        "/routes/999999",
    ):
        assert admin.get(address).status_code == 404
    assert f"/routes/{foreign.number}" not in admin.get("/routes").text
