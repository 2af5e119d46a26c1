"""How many statements a command costs does not depend on how many rows it changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from models.db import db
from tests.workflow.routes import catalogue_on, rows_added, step
from tests.world import World
from values.vocabulary import State, StepKind
from workflow.commands import approval, publication, submission
from workflow.queries.proposal import proposal_file
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SIZES = (1, 10, 40)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Count the statements of the block; a batch of rows into one table is one."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        del connection, cursor, rest
        text = statement.split("VALUES", maxsplit=1)[0]
        if not (text.startswith("INSERT") and seen and seen[-1] == text):
            seen.append(text)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def read(world: World, number: str) -> None:
    today = current_clock.get().now().date()
    with transaction() as session:
        proposal_file(session, number, world.actor("auditor"), today=today)


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
        with counted() as statements:
            act(world, number)
        costs[size] = [one[:60] for one in statements]
    assert len(costs[1]) == len(costs[10]) == len(costs[40]), costs
    assert len(costs[1]) < 60
