"""Hidings: the database itself keeps who hid apart from who judges, and what is over over."""

import pytest

from models import Hiding, HidingAct
from tests.models.raw import done, into, refused
from tests.workflow.hidings import Hidings
from tests.world import World
from values.hiding import HidingAction, HidingReason, HidingTarget
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def act(
    world: World, hiding: int, action: HidingAction, person: str | None = "supervisor2", **more: object
) -> object:
    values: dict[str, object] = {
        "hiding_id": hiding,
        "action": action,
        "level": int(action is HidingAction.ESCALATE),
        "actor_id": world.people[person] if person else None,
        "opinion": "同意",
        "acted_at": current_clock.get().now(),
    }
    return into(HidingAct, **(values | more))


@pytest.fixture
def hiding(world: World) -> int:
    """A hiding of a supervisor for personal data."""
    return Hidings(world).hide(by="supervisor")


@pytest.mark.parametrize("column", ["actor_id", "on_behalf_of_id"])
@pytest.mark.parametrize("action", [HidingAction.APPROVE, HidingAction.LIFT])
def test_whoever_hid_cannot_judge(world: World, hiding: int, action: HidingAction, column: str) -> None:
    hider = {column: world.people["supervisor"]}
    refused(act(world, hiding, action, **hider), "whoever hid something cannot judge it")
    done(act(world, hiding, action))


@pytest.mark.parametrize("column", ["actor_id", "on_behalf_of_id"])
def test_nor_can_the_one_for_whom_it_was_hidden(world: World, hiding: int, column: str) -> None:
    with transaction() as session:
        first = session.get_one(Hiding, hiding)
    values = {one.name: getattr(first, one.name) for one in Hiding.__table__.columns if one.name != "id"}
    deputed = {"hidden_by_id": world.people["publisher"], "on_behalf_of_id": world.people["supervisor"]}
    done(into(Hiding, **(values | {"id": 50, "field": "deadline"} | deputed)))
    judge = {column: world.people["supervisor"]}
    refused(act(world, 50, HidingAction.APPROVE, **judge), "whoever hid something cannot judge it")
    done(act(world, 50, HidingAction.APPROVE))


def test_once_a_colleague_approved_the_hider_may_lift(world: World, hiding: int) -> None:
    done(act(world, hiding, HidingAction.APPROVE))
    done(act(world, hiding, HidingAction.LIFT, "supervisor"))


@pytest.mark.parametrize("action", HidingAction)
def test_nothing_follows_the_end(world: World, hiding: int, action: HidingAction) -> None:
    done(act(world, hiding, HidingAction.LIFT))
    by_system = action in {HidingAction.ESCALATE, HidingAction.END}
    person = None if by_system else "supervisor2"
    refused(act(world, hiding, action, person), "(?i)over stays over|append-only|stay hidden")


@pytest.mark.parametrize("action", [HidingAction.ESCALATE, HidingAction.END])
def test_what_is_approved_is_neither_escalated_nor_ended(world: World, action: HidingAction) -> None:
    hiding = Hidings(world).hide(reason=HidingReason.OTHER)
    done(act(world, hiding, HidingAction.APPROVE))
    refused(act(world, hiding, action, None), "neither escalated nor ended")


@pytest.mark.parametrize("reason", HidingReason)
def test_only_other_reasons_end_by_themselves(world: World, reason: HidingReason) -> None:
    hiding = Hidings(world).hide(reason=reason)
    end = act(world, hiding, HidingAction.END, None)
    if reason.outlasts_delay:
        refused(end, "stay hidden until someone lifts it")
    else:
        done(end)


def test_people_judge_and_the_system_escalates(world: World, hiding: int) -> None:
    for action, person in ((HidingAction.ESCALATE, "supervisor2"), (HidingAction.APPROVE, None)):
        refused(act(world, hiding, action, person), "(?i)check")
    refused(act(world, hiding, HidingAction.ESCALATE, None, level=0), "(?i)check")
    done(act(world, hiding, HidingAction.ESCALATE, None))


def test_a_part_is_hidden_once_at_a_time(world: World, hiding: int) -> None:
    with transaction() as session:
        first = session.get_one(Hiding, hiding)
    values = {one.name: getattr(first, one.name) for one in Hiding.__table__.columns if one.name != "id"}
    refused(into(Hiding, **values), "hidden already")
    refused(into(Hiding, **(values | {"field": "mode", "attachment": "0" * 64})), "(?i)check")
    refused(into(Hiding, **(values | {"field": "mode", "explanation": ""})), "(?i)check")
    done(act(world, hiding, HidingAction.LIFT))
    done(into(Hiding, **values))
    assert HidingTarget(entry=first.entry_id).is_row
