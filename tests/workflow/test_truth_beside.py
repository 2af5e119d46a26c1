"""What is done beside the table of transitions, against a truth table written by hand: state × act × who → what."""

import pytest

from tests.workflow.truth import PEOPLE, cells_of
from tests.workflow.truth_beside import ACTS, ONCE, TABLE, attempt, prepared
from tests.world import World
from values.vocabulary import Role, State
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError
from workflow.reach import seats_of
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SAID = {
    ForbiddenError: "permission",
    NotAllowedError: "state",
    NotFoundError: "hidden",
    type(None): "allowed",
}


def test_the_table_has_a_cell_for_everything() -> None:
    cells = cells_of(TABLE)
    assert set(cells) == {(state, act, who) for state in State for act in ACTS for who in PEOPLE}
    assert set(cells.values()) == set(SAID.values())


def test_every_role_has_a_column(world: World) -> None:
    held = set()
    with transaction() as session:
        for login in set(PEOPLE.values()) & world.people.keys():
            seats = seats_of(session, world.people[login], current_clock.get().now().date())
            held |= {seat.role for seat in seats}
    assert held == set(Role)


@pytest.mark.parametrize("state", State)
def test_commands_do_and_refuse_what_the_table_says(world: World, state: State) -> None:
    number, wrong = prepared(world, state), []
    # Who is refused comes first: it must change nothing for the others.
    cells = sorted(cells_of(TABLE).items(), key=lambda cell: (cell[1] == "allowed", cell[0][1] in ONCE))
    for (at, act, who), said in cells:
        if at is state:
            tried = prepared(world, state) if said == "allowed" and act in ONCE else number
            refusal = attempt(world, tried, act, who)
            if SAID.get(type(refusal)) != said:
                wrong.append(f"{act} by {who}: {refusal!r}, not {said}")
    assert not wrong
