"""`flask route list|show|check`: what is printed for people and for programs."""

import json
from pathlib import Path
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


def test_a_route_is_set_up_from_the_plan_that_another_one_shows(
    app: Flask, world: World, number: str, tmp_path: Path
) -> None:
    file = tmp_path / "route.json"
    file.write_text(run(app, "show", number, "--json").output, encoding="utf-8")
    asked = ("add", str(file), "--place", "990101", "--as", "business-admin")
    assert "22个工作日" in run(app, *asked, "--preview").output
    assert json.loads(run(app, *asked, "--preview", "--json").output)["fits"] is False
    assert len(json.loads(run(app, "list", "--json").output)) == 3
    refused = run(app, *asked)
    assert refused.exit_code == 1
    assert "22" in refused.output
    made = json.loads(run(app, *asked, "--reason", "按县里规定。", "--json").output)
    assert (made["jurisdiction"], made["level"], made["acknowledged"]) == ("990101", "county", True)
    assert run(app, "show", made["code"], "--json").output.count("working_days") > 4
    assert world.people


@pytest.mark.parametrize(
    ("text", "place", "login"),
    [
        ("[]", "990101", "business-admin"),
        ('{"name": "甲", "steps": []}', "990101", "business-admin"),
        ("{", "990101", "business-admin"),
        ('{"name": "甲", "steps": []}', "1", "business-admin"),
        ('{"name": "甲", "steps": []}', "990101", "drafter"),
    ],
)
def test_what_is_no_plan_or_not_for_the_account_is_refused(
    app: Flask, tmp_path: Path, text: str, place: str, login: str
) -> None:
    file = tmp_path / "route.json"
    file.write_text(text, encoding="utf-8")
    refused = run(app, "add", str(file), "--place", place, "--as", login)
    assert (refused.exit_code, type(refused.exception)) == (1, SystemExit)
    assert len(json.loads(run(app, "list", "--json").output)) == 3
