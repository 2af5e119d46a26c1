"""Every command can be read by programs: those whose answer is a number or two print it as JSON as well."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from flask import Flask

from tests.rules.test_provincial import RULE
from tests.web.commands import Commands
from tests.world import COUNTY, World
from values.serial import to_plain
from values.vocabulary import State

ADMIN = ("--as", "business-admin")
A_STORY = {"demo"}
"""It is told to people."""

OF_FLASK = {"db", "routes", "run", "shell"}
"""Commands that come with Flask and its extensions."""


def leaves(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command by its words."""
    if not isinstance(command, click.Group):
        yield name.strip(), command
        return
    for word, inner in command.commands.items():
        yield from leaves(inner, f"{name} {word}")


def said(commands: Commands, *words: str) -> Any:
    """Return what a command prints for programs."""
    return json.loads(commands.said(*words, "--json"))


def test_every_command_has_json(app: Flask) -> None:
    own = {name: one for name, one in leaves(app.cli) if name.split()[0] not in OF_FLASK}
    assert len(own) > 70
    silent = {name for name, one in own.items() if "as_json" not in {given.name for given in one.params}}
    assert silent == A_STORY


@pytest.mark.usefixtures("world")
def test_marking_a_basis_prints_numbers_and_a_preview_who_gets_a_draft(commands: Commands) -> None:
    number = str(said(commands, "basis", "add", "中华人民共和国就业促进法", *ADMIN)["number"])
    marked = (number, "2026-01-01", "新法")
    preview = said(commands, "basis", "repeal", *marked, "--preview", *ADMIN)
    assert COUNTY in {one["code"] for one in (*preview["given_a_draft"], *preview["out_of_scope"])}
    done = said(commands, "basis", "repeal", *marked, "--without-drafts", *ADMIN)
    assert done["opens_drafts"] is False
    amended = said(commands, "basis", "amend", number, "2025-01-01", "修改决定", *ADMIN)
    assert amended["opens_drafts"] is True
    assert said(commands, "basis", "take-back", str(done["mark"]), *ADMIN) == {"mark": done["mark"]}


@pytest.mark.usefixtures("world")
def test_words_and_rules_of_provinces_print_what_they_became(commands: Commands, tmp_path: Path) -> None:
    word = said(commands, "rules", "channels", "add", "政务服务大厅屏幕", "政府网站", *ADMIN)
    number = word["number"]
    assert said(commands, "rules", "channels", "withdraw", str(number), *ADMIN) == {"number": number}
    (tmp_path / "rule.json").write_text(json.dumps(to_plain(RULE)), encoding="utf-8")
    written = said(commands, "rules", "provincial", "add", str(tmp_path / "rule.json"), *ADMIN)
    assert written == {"code": RULE.id, "version": 1}
    ended = said(commands, "rules", "provincial", "end", RULE.id, "2027-12-31", *ADMIN)
    assert ended == {"code": RULE.id, "version": 2}


@pytest.mark.usefixtures("world")
def test_a_deputy_is_named_and_ended(commands: Commands) -> None:
    named = said(commands, "deputy", "name", "publisher", "2026-03-03", "2026-03-09", "--as", "reviewer")
    assert said(commands, "deputy", "end", str(named["number"]), "--as", "reviewer") == named


@pytest.mark.usefixtures("world")
def test_a_year_is_imported_and_the_second_time_is_not_new(commands: Commands, tmp_path: Path) -> None:
    year = {"year": 2027, "source": "国办发明电〔2026〕8号", "days": [NEW_YEAR]}
    (tmp_path / "year.json").write_text(json.dumps(year, ensure_ascii=False), encoding="utf-8")
    asked = ("calendar", "import", str(tmp_path / "year.json"), *ADMIN)
    assert said(commands, *asked) == {"year": 2027, "is_new": True, "moved": 0}
    assert said(commands, *asked) == {"year": 2027, "is_new": False, "moved": 0}


def test_a_head_and_a_draft_and_a_file_are_json(
    app: Flask, world: World, commands: Commands, tmp_path: Path
) -> None:
    assert said(commands, "ledger", "seal")["size"] > 0
    assert "\n\n— " in said(commands, "ledger", "checkpoint")["checkpoint"]
    with app.app_context():
        number = world.in_state(State.DRAFT)
    draft = said(commands, "proposal", "draft", number, "--as", "drafter")
    assert draft == json.loads(commands.said("proposal", "draft", number, "--as", "drafter"))
    target = str(tmp_path / "table.csv")
    commands.said("catalogue", "export", COUNTY, "--to", target)
    assert said(commands, "catalogue", "read", target)["catalogues"][0]["entries"]


NEW_YEAR = {"date": "2027-01-01", "working": False, "name": "元旦"}
