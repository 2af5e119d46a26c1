"""Routes in the hands of the business administrator: versions, acknowledgements, catalogues, and who may."""

import json
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask

from models import Event, ProposalStep, Route, RouteAcknowledgement
from tests.workflow.at_once import at_once, failures
from tests.workflow.looking import all_events, rows_of, steps_of
from tests.workflow.routes import CODE, catalogue_on, rows_added, step
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock
from values.route_plan import PlannedStep, RoutePlan, route_plan
from values.vocabulary import Operation, Post, Role, State, StepKind
from workflow.commands import approval, publication, register, review, routes, submission
from workflow.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from workflow.queries.routes import RouteFile, route_file, route_history
from workflow.queries.routes import routes as all_routes
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def number(world: World) -> int:
    """The number of the county's route."""
    with transaction() as session:
        place = world.jurisdictions["990101"]
        return next(one.number for one in all_routes(session, {place}))


def file_of(number: int) -> RouteFile:
    with transaction() as session:
        found = route_file(session, number)
    assert found is not None
    return found


def plan_of(world: World, *steps: PlannedStep, **more: object) -> RoutePlan:
    given = steps or (step(world, 1, StepKind.SECTION_REVIEW, "bureau", Post.SECTION_CHIEF),)
    return RoutePlan(name="简易流程", steps=given, **more)  # type: ignore[arg-type]


def changed(world: World, number: int, plan: RoutePlan, **more: object) -> int:
    given = {"version": file_of(number).route.version, "reason": "县里已评估。"} | more
    return routes.change_route(number, plan, actor=world.actor("business-admin"), **given)  # type: ignore[arg-type]


def details(event: Event) -> dict[str, object]:
    found: dict[str, object] = json.loads(event.data)["details"]
    return found


def test_a_change_makes_the_next_version_and_keeps_the_one_before(world: World, number: int) -> None:
    before = file_of(number)
    assert changed(world, number, plan_of(world)) == 2
    after = file_of(number)
    assert (after.number, after.route.version) == (number, 2)
    assert after.route.id != before.route.id
    assert [one.code for one in after.catalogues] == [COUNTY]
    with transaction() as session:
        assert session.get_one(Route, before.route.id).name == "县级目录办理流程"
    (event,) = all_events("route_changed")
    told = details(event)
    assert route_plan(told["before"]) == before.plan
    assert route_plan(told["after"]) == after.plan
    assert (told["version"], told["catalogues"]) == (2, [COUNTY])
    assert (event.actor_id, event.body_id) == (world.people["business-admin"], world.bodies["office"])


def test_a_proposal_under_way_keeps_the_route_it_was_submitted_on(world: World, number: int) -> None:
    under_way = world.in_state(State.IN_REVIEW)
    draft = world.opened(world.amendment(ROWS[1]))
    publisher = world.bodies["centre"]
    register.assign(person_id=world.people["centre-drafter"], body_id=publisher, role=Role.PUBLISHER)
    changed(world, number, plan_of(world, allows_two_steps=True, publishing_body_id=publisher))
    assert [one.kind for one in steps_of(under_way)] == [
        StepKind.SECTION_REVIEW,
        StepKind.SECRECY_REVIEW,
    ]
    world.sign(under_way, "two-posts")
    world.sign(under_way, "two-posts", opinion="再次确认，同意。")
    assert world.state(under_way) is State.IN_REVIEW
    world.sign(under_way, "secrecy")
    approval.approve(under_way, actor=world.actor("supervisor"))
    with pytest.raises((ForbiddenError, NotFoundError)):
        publication.publish(under_way, actor=world.actor("centre-drafter"))
    publication.publish(under_way, actor=world.actor("publisher"))
    submission.submit(draft, actor=world.actor("drafter"))
    assert [one.kind for one in steps_of(draft)] == [StepKind.SECTION_REVIEW]
    assert world.proposal(draft).route_id == file_of(number).route.id


def test_the_next_revision_takes_the_present_version_and_an_unchanged_submit_does_not(
    world: World, number: int
) -> None:
    under_way = world.in_state(State.CHANGES_REQUESTED)
    changed(world, number, plan_of(world))
    submission.submit(under_way, actor=world.actor("drafter"), comment="无需修改。")
    assert len(steps_of(under_way)) == 2
    review.request_changes(under_way, actor=world.actor("reviewer"), comment="请改。")
    world.save(under_way, world.amendment(deadline="7个工作日内公开"))
    submission.submit(under_way, actor=world.actor("drafter"))
    assert len(steps_of(under_way)) == 1
    assert len(rows_of(ProposalStep, under_way)) == 3


def test_of_two_administrators_the_slower_is_told(world: World, number: int) -> None:
    changed(world, number, plan_of(world))
    with pytest.raises(StaleError) as stale:
        changed(world, number, plan_of(world, approval_working_days=4), version=1)
    assert (stale.value.seen, stale.value.present) == (1, 2)
    with transaction() as session:
        meanwhile = route_history(session, number, after=1)
    assert [one.action for one in meanwhile] == ["route_changed"]
    assert changed(world, number, plan_of(world, approval_working_days=4), version=2) == 3


def test_of_two_at_once_one_is_written(context: Flask, clock: FrozenClock, world: World, number: int) -> None:
    acts = [
        partial(changed, world, number, plan_of(world, approval_working_days=days), version=1)
        for days in (4, 6)
    ]
    (failure,) = failures(at_once(context, clock, acts))
    assert isinstance(failure, StaleError)
    assert file_of(number).route.version == 2


def long_plan(world: World) -> RoutePlan:
    return plan_of(world, approval_working_days=15)


def test_a_route_that_does_not_fit_is_kept_with_a_name_and_a_reason(world: World, number: int) -> None:
    with pytest.raises(InvalidError, match="21 working days, beyond the statutory 20") as refusal:
        changed(world, number, long_plan(world), reason="  ")
    assert refusal.value.issues[0].field == "reason"
    assert file_of(number).route.version == 1
    changed(world, number, long_plan(world), reason="县里人手不足，年底前调整。")
    file = file_of(number)
    kept = file.acknowledgement
    assert kept is not None
    assert (kept.longest, kept.reason, file.acknowledged_by) == (21, "县里人手不足，年底前调整。", "钱程")
    (event,) = all_events("route_changed")
    assert json.loads(event.data)["comment_sha256"]
    assert "人手不足" not in event.data.decode()


def test_a_route_that_fits_needs_no_reason_and_keeps_none(world: World, number: int) -> None:
    changed(world, number, plan_of(world), reason="")
    changed(world, number, plan_of(world, approval_working_days=4), reason="多余的话")
    with transaction() as session:
        assert session.query(RouteAcknowledgement).count() == 0


def test_an_unchanged_plan_makes_no_version_but_can_be_acknowledged(world: World, number: int) -> None:
    plan = file_of(number).plan
    assert changed(world, number, plan, reason="") == 1
    assert file_of(number).acknowledgement is None
    assert changed(world, number, plan, reason="规范性文件须经合法性审核。") == 1
    kept = file_of(number).acknowledgement
    assert kept is not None
    assert kept.longest == 22
    assert all_events("route_changed") == []
    assert details(all_events("route_acknowledged")[0]) == {"version": 1, "longest": 22}


def test_a_route_is_set_up_once_and_given_to_a_catalogue(world: World, number: int) -> None:
    place = world.jurisdictions["990101"]
    act = partial(routes.set_up, place, plan_of(world), actor=world.actor("business-admin"), key="k")
    made = act()
    assert act() == made
    catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
    under_way = world.in_state(State.IN_REVIEW)
    routes.assign_route(made, COUNTY, actor=world.actor("business-admin"), before=number)
    routes.assign_route(made, COUNTY, actor=world.actor("business-admin"))
    (event,) = all_events("route_assigned")
    assert (event.subject_id, details(event)) == (COUNTY, {"before": str(number), "after": str(made)})
    assert [one.code for one in file_of(made).catalogues] == [COUNTY]
    assert len(steps_of(under_way)) == 2
    with pytest.raises(StaleError):
        routes.assign_route(number, COUNTY, actor=world.actor("business-admin"), before=number)
    for foreign in ("990102-employment", "000000-employment", "nothing"):
        with pytest.raises(NotFoundError):
            routes.assign_route(made, foreign, actor=world.actor("business-admin"))
    routes.assign_route(made, CODE, actor=world.actor("business-admin"))
    later = world.opened(rows_added(world), code=CODE)
    submission.submit(later, actor=world.actor("drafter"))
    assert [one.post for one in steps_of(later)] == [Post.SECTION_CHIEF]


@pytest.mark.parametrize(
    "login", ["drafter", "supervisor", "auditor", "overseer", "system-admin", "other-supervisor"]
)
def test_only_a_business_administrator_keeps_routes(world: World, number: int, login: str) -> None:
    actor = world.actor(login)
    place = world.jurisdictions["990101"]
    for act in (
        partial(routes.set_up, place, plan_of(world), actor=actor),
        partial(routes.change_route, number, plan_of(world), actor=actor, version=1),
        partial(routes.assign_route, number, COUNTY, actor=actor),
    ):
        with pytest.raises(ForbiddenError):
            act()
    assert file_of(number).route.version == 1


def test_the_routes_of_others_do_not_exist(world: World) -> None:
    register.assign(
        person_id=world.people["other-supervisor"],
        body_id=world.bodies["other-office"],
        role=Role.BUSINESS_ADMINISTRATOR,
    )
    with transaction() as session:
        (foreign,) = all_routes(session, {world.jurisdictions["990102"]})
    plan = replace(foreign.plan, approval_working_days=4)
    change = partial(routes.change_route, foreign.number, plan, version=1, reason="评估过。")
    with pytest.raises(NotFoundError):
        change(actor=world.actor("business-admin"))
    with pytest.raises(NotFoundError):
        routes.set_up(world.jurisdictions["990102"], plan, actor=world.actor("business-admin"))
    with pytest.raises(NotFoundError):
        routes.change_route(10**6, plan, actor=world.actor("business-admin"), version=1)
    change(actor=world.actor("other-supervisor"))


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "no name": ({"name": " "}, "name"),
    "long name": ({"name": "名" * 201}, "name"),
    "no steps": ({"steps": ()}, "steps"),
    "negative": ({"approval_working_days": -1}, "working_days"),
    "endless": ({"apply_working_days": 61}, "working_days"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_plan_is_said_by_field(world: World, number: int, case: str) -> None:
    wrong, field = WRONG[case]
    with pytest.raises(InvalidError) as refusal:
        changed(world, number, replace(plan_of(world), **wrong))  # type: ignore[arg-type]
    assert refusal.value.issues[0].field == field
    changed(world, number, plan_of(world))


def test_steps_are_limited_reviewed_and_of_bodies_that_are_offered(world: World, number: int) -> None:
    fine = step(world, 1, StepKind.SECTION_REVIEW, "bureau")
    for steps, reason in (
        ((replace(fine, operations=(Operation.ADD,)),), "every proposal takes"),
        ((replace(fine, normative_only=True),), "every proposal takes"),
        ((replace(fine, body_id=world.bodies["other-office"]),), "bodies that are listed"),
        ((replace(fine, working_days=0),), "working days from 1"),
        ((fine,) * 31, "30 steps at most"),
    ):
        with pytest.raises(InvalidError, match=reason):
            changed(world, number, plan_of(world, *steps))
    with pytest.raises(InvalidError, match="characters fit"):
        changed(world, number, long_plan(world), reason="理" * 4001)
    changed(world, number, plan_of(world, fine))
