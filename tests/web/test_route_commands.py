"""`flask route list|show|check`: what is printed for people and for programs."""

import json
from typing import Any

import pytest
from flask import Flask

from tests.world import COUNTY, World
from workflow.queries.routes import routes
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("clock", "world")


def run(app: Flask, *arguments: str) -> Any:
    return app.test_cli_runner().invoke(args=["route", *arguments])


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """The number of the county's route."""
    with app.app_context(), transaction() as session:
        return str(next(one.number for one in routes(session, {world.jurisdictions["990101"]})))


def test_the_list_names_every_route(app: Flask, number: str) -> None:
    assert "县级目录办理流程" in run(app, "list").output
    listed = json.loads(run(app, "list", "--json").output)
    mine = next(one for one in listed if one["code"] == number)
    assert (mine["title"], mine["version"], mine["catalogues"]) == ("县级目录办理流程", 1, [COUNTY])
    assert len(listed) == 3


@pytest.mark.parametrize("by_catalogue", [True, False])
def test_a_route_is_shown_by_its_number_or_by_a_catalogue(
    app: Flask, number: str, by_catalogue: bool
) -> None:
    code = COUNTY if by_catalogue else number
    assert "保密审查" in run(app, "show", code).output
    plan = json.loads(run(app, "show", code, "--json").output)["plan"]
    assert [one["working_days"] for one in plan["steps"]] == [3, 5, 3, 3]


def test_a_check_says_what_does_not_fit(app: Flask, number: str) -> None:
    said = run(app, "check", number)
    assert "其他（规范性文件）：22个工作日，超过法定20个工作日" in said.output
    assert said.exit_code == 0
    checked = json.loads(run(app, "check", "--all", "--json").output)
    mine = next(one for one in checked if one["code"] == number)
    assert (mine["fits"], mine["acknowledged"], mine["statutory"]) == (False, False, 20)
    assert [one["working_days"] for one in mine["ways"]] == [16, 19, 19, 22]
    assert len(checked) == 3


@pytest.mark.parametrize(
    "arguments", [("show", "nowhere"), ("check",), ("check", "1", "--all"), ("check", "999999999999")]
)
def test_what_is_not_there_is_said_in_a_sentence(app: Flask, arguments: tuple[str, ...]) -> None:
    said = run(app, *arguments)
    assert said.exit_code == 1
    assert said.output.startswith("Error: ")
    assert said.output.strip().endswith("。")
