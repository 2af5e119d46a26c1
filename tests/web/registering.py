"""What tests of the register do by commands beside its pages."""

from datetime import date

from flask import Flask

from tests.world import ROWS, World
from values.legal_basis import BasisStatus
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts, register_basis
from workflow.commands.basis_marks import mark


def registered(app: Flask, world: World, facts: BasisFacts) -> int:
    with app.app_context():
        return register_basis(facts, actor=world.actor("business-admin"))


def repealed(app: Flask, world: World, basis: int) -> int:
    said = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="国发〔2026〕9号")
    with app.app_context():
        return mark(basis, said, actor=world.actor("business-admin"))


def world_entry(app: Flask, world: World) -> str:
    with app.app_context():
        return str(world.row(ROWS[0]).state.entry)
