"""What administrators do: rules, bases, the calendar, the register, routes, bodies."""

from dataclasses import replace
from datetime import date
from functools import partial

from formats.working_day_notice import NoticeDay, WorkingDayNotice
from models import LegalBasisChange
from tests.faults.acts import Act, case, newest
from tests.rules.test_provincial import RULE
from tests.workflow.routes import step
from tests.world import COUNTY, World
from values.body_change import BodyChange, BodyChangeKind
from values.clock import FrozenClock
from values.legal_basis import BasisStatus
from values.route_plan import PlannedStep, RoutePlan
from values.vocabulary import BodyKind, CatalogueKind, Field, Level, Post, Role, StepKind
from workflow.commands import (
    administering,
    bases,
    basis_drafts,
    basis_marks,
    body_changing,
    calendar,
    register,
    routes,
)
from workflow.queries.routes import routes as all_routes
from workflow.unit import transaction

LAW = bases.BasisFacts(title="中华人民共和国就业促进法", in_force_from=date(2008, 1, 1))
REPEALED = basis_marks.Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="主席令第900号")
ADMIN = "business-admin"


@case("administering.add_synonym")
def _synonym(world: World, _: FrozenClock) -> Act:
    return partial(administering.add_synonym, "青禾门户", "政府网站", actor=world.actor(ADMIN))


@case("administering.withdraw_synonym")
def _no_synonym(world: World, clock: FrozenClock) -> Act:
    number = _synonym(world, clock)()
    return partial(administering.withdraw_synonym, number, actor=world.actor(ADMIN))


@case("administering.write_rule")
def _rule(world: World, _: FrozenClock) -> Act:
    return partial(administering.write_rule, RULE, actor=world.actor(ADMIN))


@case("administering.end_rule")
def _no_rule(world: World, clock: FrozenClock) -> Act:
    _rule(world, clock)()
    return partial(administering.end_rule, RULE.id, date(2026, 3, 1), actor=world.actor(ADMIN))


@case("bases.register_basis")
def _basis(world: World, _: FrozenClock) -> Act:
    return partial(bases.register_basis, LAW, actor=world.actor(ADMIN))


@case("bases.correct_basis")
def _correct(world: World, clock: FrozenClock) -> Act:
    basis = _basis(world, clock)()
    facts = replace(LAW, number="主席令第70号")
    return partial(bases.correct_basis, basis, facts, actor=world.actor(ADMIN), version=1)


@case("bases.bring_in")
def _bring_in(_: World, __: FrozenClock) -> Act:
    return partial(bases.bring_in, [(LAW, ())])


@case("basis_marks.mark")
def _mark(world: World, clock: FrozenClock) -> Act:
    basis = _basis(world, clock)()
    return partial(basis_marks.mark, basis, REPEALED, actor=world.actor(ADMIN))


@case("basis_marks.take_mark_back")
def _unmark(world: World, clock: FrozenClock) -> Act:
    _mark(world, clock)()
    return partial(basis_marks.take_mark_back, newest(LegalBasisChange.id), actor=world.actor(ADMIN))


@case("basis_drafts.open_due", in_parts=True)
def _open_due(world: World, clock: FrozenClock) -> Act:
    _mark(world, clock)()
    return basis_drafts.open_due


@case("body_changing.open_body_change")
def _body(world: World, _: FrozenClock) -> Act:
    change = BodyChange(kind=BodyChangeKind.RENAME, body=str(world.bodies["bureau"]), new_name="青禾县人社局")
    return partial(
        body_changing.open_body_change,
        COUNTY,
        change,
        day=date(2026, 5, 1),
        actor=world.actor("drafter"),
        rationale="机构改革。",
        key="k",
    )


@case("calendar.import_notice")
def _notice(world: World, _: FrozenClock) -> Act:
    notice = WorkingDayNotice(
        2027, "示范发电〔2026〕1号", {date(2027, 1, 1): NoticeDay(is_working=False, name="元旦")}
    )
    return partial(calendar.import_notice, notice, actor=world.actor(ADMIN))


@case("register.register_jurisdiction")
def _place(_: World, __: FrozenClock) -> Act:
    return partial(
        register.register_jurisdiction, code="990103", name="沙河县", level=Level.COUNTY, parent="990100"
    )


@case("register.register_body")
def _new_body(world: World, _: FrozenClock) -> Act:
    return partial(
        register.register_body,
        name="青禾县档案局",
        kind=BodyKind.ADMINISTRATIVE_ORGAN,
        jurisdiction_id=world.jurisdictions["990101"],
    )


@case("register.register_person")
def _person(_: World, __: FrozenClock) -> Act:
    return partial(
        register.register_person,
        login="newcomer",
        name="新来者",
        email="newcomer@qinghe.example",
        password_hash="x",
    )


@case("register.assign")
def _assign(world: World, _: FrozenClock) -> Act:
    return partial(
        register.assign,
        person_id=world.people["auditor"],
        body_id=world.bodies["centre"],
        role=Role.DRAFTER,
        post=Post.STAFF,
    )


def _steps(world: World) -> tuple[PlannedStep, ...]:
    return (step(world, 1, StepKind.SECTION_REVIEW, "bureau", Post.SECTION_CHIEF),)


@case("register.set_up_route")
def _route(world: World, _: FrozenClock) -> Act:
    place = world.jurisdictions["990101"]
    return partial(register.set_up_route, name="试验流程", jurisdiction_id=place, steps=_steps(world))


@case("register.set_up_catalogue")
def _catalogue(world: World, clock: FrozenClock) -> Act:
    route = _route(world, clock)()
    assert isinstance(route, int)
    return partial(
        register.set_up_catalogue,
        code="990101-social-insurance",
        title="社会保险领域政务公开目录",
        kind=CatalogueKind.LOCAL,
        field=Field.SOCIAL_INSURANCE,
        jurisdiction_id=world.jurisdictions["990101"],
        body_id=world.bodies["bureau"],
        route_id=route,
    )


@case("routes.set_up")
def _plan(world: World, _: FrozenClock) -> Act:
    plan = RoutePlan(name="简易流程", steps=_steps(world))
    return partial(
        routes.set_up,
        world.jurisdictions["990101"],
        plan,
        actor=world.actor(ADMIN),
        reason="已评估。",
        key="k",
    )


@case("routes.change_route")
def _change(world: World, _: FrozenClock) -> Act:
    with transaction() as session:
        number = next(one.number for one in all_routes(session, {world.jurisdictions["990101"]}))
    plan = RoutePlan(name="简易流程", steps=_steps(world))
    return partial(
        routes.change_route, number, plan, actor=world.actor(ADMIN), version=1, reason="县里已评估。"
    )


@case("routes.assign_route")
def _assign_route(world: World, clock: FrozenClock) -> Act:
    made = _plan(world, clock)()
    return partial(routes.assign_route, made, COUNTY, actor=world.actor(ADMIN))
