"""No command costs more statements or commits because a proposal has more rows: all of them, each at 1, 10 and 100."""

from pathlib import Path

import pytest

from tests.contexts import BEGINNING
from tests.counting import Cost, counted
from tests.databases import Databases
from tests.faults.acts import CASES
from tests.faults.test_statements import PAIRS
from tests.run import Run
from tests.workflow.wide import SIZES, in_copy, wide_template, widened
from tests.world import World
from values.clock import FrozenClock
from workflow.unit import at


@pytest.mark.slow
@pytest.mark.parametrize(("databases", "name"), PAIRS, indirect=["databases"])
def test_a_command_costs_the_same_however_many_rows_there_are(
    databases: Databases, seeded_template: str, world: World, run: Run, tmp_path: Path, name: str
) -> None:
    costs: dict[int, Cost] = {}
    for width in SIZES:
        template = wide_template(databases, run.folder, world, width, seeded=seeded_template)
        clock = FrozenClock(BEGINNING)
        with in_copy(databases, template, tmp_path / str(width)), at(clock):
            act = CASES[name].prepare(widened(world, width), clock)
            with counted() as costs[width]:
                act()
    found = {width: (len(cost.statements), cost.commits) for width, cost in costs.items()}
    assert len(set(found.values())) == 1, found
