"""`flask catalogue names`: who has a name like this, as the public may know."""

from datetime import timedelta

from flask import Flask

from tests.web.commands import Commands
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World
from values.clock import FrozenClock
from values.hiding import HidingTarget
from values.likeness import Kind
from values.vocabulary import CatalogueKind
from web.cli.catalogue.shapes import NamedLine, NamedLines


def test_names_are_searched_without_an_account(app: Flask, commands: Commands, world: World) -> None:
    with app.app_context():
        entry = world.row().state.entry
    found = commands.json(NamedLines, "catalogue", "names", "政策法规咨询")
    assert (found.name, found.following) == ("政策法规咨询", None)
    assert [one.catalogue for one in found.rows] == [STANDARD, COUNTY, OTHER_COUNTY]
    assert found.rows[1] == NamedLine(
        entry=entry,
        name=ROWS[0],
        path=(HEADING,),
        catalogue=COUNTY,
        title=f"{COUNTY}就业领域政务公开目录",
        kind=CatalogueKind.LOCAL,
        jurisdictions=(*found.rows[2].jurisdictions[:-1], "青禾县"),
        is_reconstructed=False,
        likeness=Kind.CONTAINING,
        ratio=85,
    )
    said = commands.said("catalogue", "names", "政策法规咨询")
    assert "85% One contains the other" in said
    assert entry in said


def test_more_than_a_page_is_said(app: Flask, commands: Commands, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        world.published(world.addition(*(f"见习基地{number:03}" for number in range(60))))
    clock.advance(timedelta(minutes=1))
    assert "There are more: --from 50" in commands.said("catalogue", "names", "见习基地")
    second = commands.json(NamedLines, "catalogue", "names", "见习基地", "--from", "50")
    assert len(second.rows) == 10
    assert second.following is None


def test_what_is_hidden_is_not_found(app: Flask, commands: Commands, world: World) -> None:
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=world.row().state.entry, field="name"))
    found = commands.json(NamedLines, "catalogue", "names", ROWS[0])
    assert [one.catalogue for one in found.rows] == [STANDARD, OTHER_COUNTY]


def test_nothing_found_is_said(commands: Commands, world: World) -> None:
    assert world
    assert commands.said("catalogue", "names", "绝无此名") == "No entry has a name like this\n"
