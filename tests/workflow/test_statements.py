"""How many statements and commits a command costs does not depend on how many rows it changes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from models import Catalogue, Event
from tests.counting import counted
from tests.workflow.conflicting import text_of
from tests.workflow.looking import rows_of
from tests.workflow.routes import CODE, catalogue_on, rows_added, step
from tests.workflow.truth import COMMANDS
from tests.world import World
from values.vocabulary import Action, State, StepKind
from workflow.commands import approval, notify, publication, submission, undoing
from workflow.queries.proposal import proposal_file
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SIZES = (1, 10, 100)


def read(world: World, number: str) -> None:
    today = current_clock.get().now().date()
    with transaction() as session:
        proposal_file(session, number, world.actor("auditor"), today=today)


def act(action: Action, login: str, world: World, number: str) -> None:
    COMMANDS[action](number, world.actor(login))


def newest_release(world: World) -> int:
    with transaction() as session:
        return session.get_one(Catalogue, world.catalogues[CODE]).current_release_no or 0


STAGES: dict[str, tuple[State, Callable[[World, str], object]]] = {
    "submit": (State.DRAFT, lambda world, number: submission.submit(number, actor=world.actor("drafter"))),
    "sign_off": (State.IN_REVIEW, lambda world, number: world.sign(number, "reviewer")),
    "approve": (
        State.IN_APPROVAL,
        lambda world, number: approval.approve(number, actor=world.actor("supervisor")),
    ),
    "publish": (
        State.APPROVED,
        lambda world, number: publication.publish(number, actor=world.actor("publisher")),
    ),
    "read": (State.APPROVED, read),
    "open": (State.DRAFT, lambda world, number: world.opened(text_of(world, number), code=CODE)),
    "save": (
        State.DRAFT,
        lambda world, number: world.save(number, replace(text_of(world, number), title="另一标题")),
    ),
    "fan_out": (State.IN_REVIEW, lambda _, number: notify.fan_out(rows_of(Event, number)[-1].id)),
    "undo": (
        State.PUBLISHED,
        lambda world, _: undoing.open_undo(CODE, newest_release(world), actor=world.actor("drafter")),
    ),
    **{
        action.value: (state, partial(act, action, login))
        for action, state, login in (
            (Action.REQUEST_CHANGES, State.IN_REVIEW, "reviewer"),
            (Action.OPEN_CONSULTATION, State.IN_REVIEW, "drafter"),
            (Action.WITHDRAW, State.IN_REVIEW, "drafter"),
            (Action.REJECT, State.IN_APPROVAL, "supervisor"),
            (Action.REVOKE_APPROVAL, State.APPROVED, "supervisor"),
            (Action.SCHEDULE, State.APPROVED, "publisher"),
        )
    },
}


@pytest.mark.parametrize("command", STAGES)
def test_a_command_costs_the_same_however_many_rows_it_changes(world: World, command: str) -> None:
    state, act = STAGES[command]
    code = catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
    # Something is published already, so that the base is looked at as well.
    world.in_state(State.PUBLISHED, rows_added(world, "首项"), code=code, signers=("reviewer",))
    costs = {}
    for size in SIZES:
        text = rows_added(world, *(f"事项{size}-{number}" for number in range(size)))
        number = world.in_state(state, text, code=code, signers=("reviewer",))
        with counted() as cost:
            act(world, number)
        costs[size] = cost
    assert len({len(cost.statements) for cost in costs.values()}) == 1, costs
    assert len(costs[1].statements) < 60
    assert {cost.commits for cost in costs.values()} == {0 if command == "read" else 1}
