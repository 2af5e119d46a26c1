"""A county takes the product on, in a real browser: from an empty installation to what the public reads of its catalogue."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from config import ROOT
from models import Draft, Jurisdiction
from tests.browsing import follow
from tests.founding import PREFIX, ROLES, found, plan
from tests.journeys.office import Office, at, number_of, press, today
from tests.workflow.accounts import GOOD, PASSWORDS
from tests.workflow.importing import text_of
from tests.world import World
from values.clock import shanghai_day
from values.vocabulary import BodyKind, Operation, Outcome, Post, Role
from workflow.accounts import FirstPassword, Particulars
from workflow.actor import Actor
from workflow.commands import approval, drafting, publication, review
from workflow.commands.accounts import register_account
from workflow.commands.appointing import appoint
from workflow.commands.organising import register_body
from workflow.commands.own_password import change_own_password
from workflow.commands.routes import set_up
from workflow.organisations import BodyParticulars
from workflow.queries.accounts import account, body_named
from workflow.roles import WantedRole
from workflow.seed.empty import seed_empty
from workflow.seed.justifying import justified
from workflow.unit import current_clock, transaction

PLACES = [("990000", "示范省"), ("990100", "青原市"), ("990103", "沙河县")]
FIRST, BUREAU, OFFICE = "沙河县大数据中心", "沙河县人力资源和社会保障局", "沙河县人民政府办公室"
CODE = "990103-employment"
TITLE = "沙河县就业领域基层政务公开标准目录"
GONE = "公益性岗位补贴申领"
WHERE = "沙河县人民政府网站“基层政务公开”专栏"


def entered(world: World, made: FirstPassword) -> World:
    """Have somebody choose the password that everybody of the world has, and return the world with them."""
    with transaction() as session:
        person = account(session, made.login)
    actor, minutes = Actor(person_id=person), 15
    change_own_password(
        made.password,
        GOOD,
        GOOD,
        actor=actor,
        passwords=PASSWORDS,
        lockout_after=5,
        lockout_minutes=minutes,
    )
    return replace(world, people={**world.people, made.login: person})


@pytest.fixture
def installed(app: Flask) -> World:
    """An empty installation with its first two administrators, as the server's commands make it."""
    with app.app_context():
        seed_empty(ROOT / "data", places=PLACES, body=FIRST)
        with transaction() as session:
            first = body_named(session, FIRST)
            place = session.scalars(sa.select(Jurisdiction.id).where(Jurisdiction.code == "990103")).one()
        world = World(password=GOOD, bodies={"first": first}, jurisdictions={"990103": place})
        for login, role in (
            ("security", Role.SECURITY_ADMINISTRATOR),
            ("system", Role.SYSTEM_ADMINISTRATOR),
        ):
            said = Particulars(name=login, email=f"{login}@shahe.example")
            world = entered(world, appoint(login, role, first, passwords=PASSWORDS, said=said))
    return world


@pytest.fixture
def windows(chromium: Browser, live_server: str, installed: World) -> Iterator[Office]:
    """Everyone's windows."""
    office = Office(chromium, live_server, installed)
    yield office
    office.close()
    assert not office.complaints


@pytest.mark.slow
def test_a_county_founds_its_catalogue_and_publishes_it(
    windows: Office, app: Flask, installed: World
) -> None:
    world = peopled(windows, app, installed)
    windows.welcome(world)
    admin = windows.window(f"{PREFIX}admin")
    follow(admin, at(admin, "/catalogues").get_by_role("link", name="建立目录"))
    admin.locator("[name=field]").select_option("employment")
    admin.locator("[name=body]").select_option(str(world.bodies["new-bureau"]))
    follow(admin, admin.get_by_role("button", name="建立", exact=True))
    expect(admin.get_by_text(TITLE)).to_be_visible()

    drafter = windows.window(f"{PREFIX}drafter")
    follow(drafter, at(drafter, "/catalogues").get_by_role("link", name=TITLE))
    drafter.locator("[name=place_text]").fill(WHERE)
    drafter.locator("[name=questions]").fill("0999-5560100")
    follow(drafter, drafter.get_by_role("button", name="从标准目录开始"))
    number = number_of(drafter)
    left_out(drafter, number, app)
    explained(app, world, number)
    at(drafter, f"/proposals/{number}/edit")
    drafter.locator("[name=trigger_date]").fill(today())
    follow(drafter, drafter.get_by_role("button", name="保存并前往申请"))
    press(drafter, "提交")

    with app.app_context():
        for login in ("reviewer", "secrecy", "office"):
            signer = world.actor(PREFIX + login)
            review.sign_off(number, actor=signer, outcome=Outcome.AGREED, opinion="同意。")
        approval.approve(number, actor=world.actor(f"{PREFIX}supervisor"), comment="同意公布。")
        publication.publish(number, actor=world.actor(f"{PREFIX}publisher"))

    public = windows.visitor()
    follow(public, at(public, "/catalogues").get_by_role("link", name=TITLE))
    expect(public.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(public.get_by_text(BUREAU).first).to_be_visible()
    expect(public.get_by_role("table").get_by_text(GONE, exact=True)).to_have_count(0)
    taken = public.request.get(f"/catalogues/{CODE}.xlsx")
    assert (taken.status, taken.body()[:2]) == (200, b"PK")
    before = shanghai_day(current_clock.get().now()) - timedelta(days=1)
    at(public, f"/catalogues/{CODE}?as-of={before.isoformat()}")
    expect(public.get_by_text("该日没有目录")).to_be_visible()
    with app.app_context():
        assert found(CODE).current_release_no == 1


def peopled(windows: Office, app: Flask, world: World) -> World:
    """Register bodies, people and a route: the first of each in the browser, the others by the same commands."""
    system = at(windows.window("system"), "/bodies/new")
    system.locator("[name=body_name]").fill(BUREAU)
    system.locator("[name=place]").select_option(str(world.jurisdictions["990103"]))
    system.locator("[name=body_kind]").select_option("administrative_organ")
    follow(system, system.get_by_role("button", name="登记", exact=True))
    with app.app_context():
        register_body(
            OFFICE,
            BodyParticulars(kind=BodyKind.ADMINISTRATIVE_ORGAN),
            place=world.jurisdictions["990103"],
            actor=world.actor("system"),
        )
        with transaction() as session:
            bodies = {
                key: body_named(session, name) for key, name in (("bureau", BUREAU), ("office", OFFICE))
            }
        world = replace(world, bodies=world.bodies | {PREFIX + key: one for key, one in bodies.items()})
    made = [registered(windows.window("security"), bodies["office"])]
    with app.app_context():
        for login, name, body, role, post in ROLES:
            if role is Role.BUSINESS_ADMINISTRATOR:
                continue
            said = Particulars(name=name, email=f"{login}@shahe.example")
            wanted = WantedRole(body_id=bodies[body], role=role, post=post)
            keeper = world.actor("security")
            made.append(register_account(PREFIX + login, said, wanted, actor=keeper, passwords=PASSWORDS))
        for one in made:
            world = entered(world, one)
        set_up(world.jurisdictions["990103"], plan(world), actor=world.actor(f"{PREFIX}admin"))
    return world


def registered(keeper: Page, body: int) -> FirstPassword:
    """Register the business administrator on the page of accounts."""
    login = f"{PREFIX}admin"
    at(keeper, "/accounts/new")
    for field, text in (("login", login), ("person", "沙八"), ("email", f"{login}@shahe.example")):
        keeper.locator(f"[name={field}]").fill(text)
    keeper.locator("[name=body]").select_option(str(body))
    keeper.locator("[name=role]").select_option(Role.BUSINESS_ADMINISTRATOR.value)
    keeper.locator("[name=post]").select_option(Post.STAFF.value)
    follow(keeper, keeper.locator(".bar").get_by_role("button", name="登记", exact=True))
    return FirstPassword(login=login, password=keeper.locator(".first-password").inner_text())


def left_out(drafter: Page, number: str, app: Flask) -> None:
    """Leave a row of the standard out from the start."""
    with app.app_context():
        change = next(one for one in text_of(number).changes if one.after.content.name == GONE)
    at(drafter, f"/proposals/{number}/edit/entries/{change.entry}/operation")
    drafter.locator("[name=reason]").select_option("not_practised")
    drafter.locator("[name=explanation]").fill("本县未设此项业务，暂不开展。")
    follow(drafter, drafter.get_by_role("button", name="不列入该事项"))
    drafter.wait_for_url(re.compile(r"/edit$"))
    with app.app_context():
        left = text_of(number).change_of(change.entry)
    assert left is not None
    assert left.operation is Operation.LEAVE_OUT


def explained(app: Flask, world: World, number: str) -> None:
    """Write what the county says for its people, and answer the warnings of the rules."""
    with app.app_context():
        text = replace(text_of(number), interpretation="本目录写明就业事项由谁公开、在哪里看得到。")
        with transaction() as session:
            version = session.scalars(
                sa.select(Draft.draft_version).order_by(Draft.proposal_id.desc())
            ).first()
        drafting.save_draft(
            number,
            actor=world.actor(f"{PREFIX}drafter"),
            draft_version=version or 0,
            content=justified(CODE, text),
        )
