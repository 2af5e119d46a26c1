"""Every kind of conflict is shown and decided by command."""

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.workflow.crossing import ANSWERS, CROSSINGS
from tests.world import World
from values.vocabulary import ConflictKind
from web.cli.proposal.conflict_shapes import Conflicts

AS = ("--as", "drafter")


@pytest.mark.parametrize("kind", ConflictKind)
def test_every_kind_of_conflict_is_decided_by_command(
    app: Flask, world: World, commands: Commands, kind: ConflictKind
) -> None:
    with app.app_context():
        number = CROSSINGS[kind](world)
    found = commands.json(Conflicts, "proposal", "conflicts", number, *AS)
    assert kind in {one.kind for one in found.questions}
    assert not found.is_up_to_date
    given = [f"--answer={one.key}={ANSWERS[one.kind]}" for one in found.questions]
    left = commands.json(Conflicts, "proposal", "update", number, *given, *AS)
    assert left.questions == ()
    assert left.is_up_to_date
    assert left.nothing_remains is (kind is ConflictKind.CYCLE)
