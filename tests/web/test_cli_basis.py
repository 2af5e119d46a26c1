"""The register of legal bases by command."""

import json

from flask import Flask

from tests.web.commands import Commands
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, OTHER_COUNTY, World
from values.hiding import HidingTarget

ADMIN = ("--as", "business-admin")


def test_a_basis_is_registered_found_and_shown_with_who_cites_it(
    app: Flask, world: World, commands: Commands
) -> None:
    del app, world
    number = commands.said(
        "basis",
        "add",
        "中华人民共和国就业促进法",
        "--in-force-from",
        "2008-01-01",
        "--also",
        "就业法",
        *ADMIN,
    ).strip()
    (listed,) = json.loads(commands.said("basis", "list", "就业促进法", "--json"))
    assert (listed["number"], listed["status"]) == (int(number), "in_force")
    assert listed["citations"] > 0
    shown = json.loads(commands.said("basis", "show", number, "--json"))
    assert COUNTY in {one["code"] for one in shown["citing"]}
    assert "in force" in commands.said("basis", "show", number)
    assert number in commands.said("basis", "list")


def test_a_basis_is_corrected_and_what_is_not_given_stays(
    app: Flask, world: World, commands: Commands
) -> None:
    del app, world
    number = commands.said(
        *("basis", "add", "就业促进办法", "--issuer", "人社局", "--in-force-from", "2008-01-01", *ADMIN)
    ).strip()
    correct = ("basis", "correct", number, "--title", "中华人民共和国就业促进法", "--also", "就业法")
    assert json.loads(commands.said(*correct, "--json", *ADMIN)) == {"number": int(number)}
    shown = json.loads(commands.said("basis", "show", number, "--json"))
    assert (shown["title"], shown["issuer"], shown["in_force_from"]) == (
        "中华人民共和国就业促进法",
        "人社局",
        "2008-01-01",
    )
    assert COUNTY in {one["code"] for one in shown["citing"]}, "its rows are recognised anew"
    commands.said("basis", "correct", number, "--issuer", "", *ADMIN)
    assert json.loads(commands.said("basis", "show", number, "--json"))["issuer"] == ""
    assert commands.refused(*correct, "--as", "drafter")
    assert commands.refused("basis", "correct", number, "--title", "", *ADMIN)
    assert commands.refused("basis", "correct", "999", "--title", "甲法", *ADMIN)


def test_an_amendment_and_a_repeal_are_recorded_after_a_preview(
    app: Flask, world: World, commands: Commands
) -> None:
    del app, world
    number = commands.said("basis", "add", "中华人民共和国就业促进法", *ADMIN).strip()
    preview = commands.said("basis", "amend", number, "2015-04-24", "修改决定", "--preview", *ADMIN)
    assert COUNTY in preview
    assert json.loads(commands.said("basis", "show", number, "--json"))["history"] == []
    commands.said("basis", "amend", number, "2015-04-24", "修改决定", "--without-drafts", *ADMIN)
    commands.said("basis", "repeal", number, "2026-01-01", "新法", *ADMIN)
    shown = json.loads(commands.said("basis", "show", number, "--json"))
    assert [one["status"] for one in shown["history"]] == ["amended", "repealed"]
    assert shown["status"] == "repealed"


def test_what_cannot_be_is_said(app: Flask, world: World, commands: Commands) -> None:
    del app, world
    for words in (
        ("basis", "show", "999"),
        ("basis", "add", "甲法", "--as", "drafter"),
        ("basis", "add", "", *ADMIN),
    ):
        assert commands.refused(*words)
    assert "No catalogue cites it." in commands.said(
        "basis", "show", commands.said("basis", "add", "无人引用的办法", *ADMIN).strip()
    )


def test_a_mark_is_taken_back_and_stays_in_the_history(app: Flask, world: World, commands: Commands) -> None:
    del app, world
    number = commands.said("basis", "add", "中华人民共和国就业促进法", *ADMIN).strip()
    said = commands.said("basis", "repeal", number, "2026-01-01", "新法", *ADMIN)
    (repealed,) = json.loads(commands.said("basis", "show", number, "--json"))["history"]
    assert str(repealed["mark"]) in said
    assert (repealed["recorded_by"], repealed["taken_back_by"]) == ("钱程", None)
    mark = str(repealed["mark"])
    assert commands.refused("basis", "take-back", mark, "--as", "drafter")
    commands.said("basis", "take-back", mark, *ADMIN)
    shown = json.loads(commands.said("basis", "show", number, "--json"))
    assert (shown["status"], shown["history"][0]["taken_back_by"]) == ("in_force", "钱程")
    assert "taken back by 钱程" in commands.said("basis", "show", number)
    assert commands.refused("basis", "take-back", mark, *ADMIN)
    assert commands.refused("basis", "take-back", "999", *ADMIN)


def test_open_proposals_are_shown_to_the_account_that_asks(
    app: Flask, world: World, commands: Commands
) -> None:
    number = commands.said("basis", "add", "中华人民共和国就业促进法", *ADMIN).strip()
    with app.app_context():
        draft = world.opened()
    for login, seen in {"drafter": [draft], "auditor": [draft], "other-drafter": [], "": []}.items():
        account = ("--as", login) if login else ()
        shown = json.loads(commands.said("basis", "show", number, "--json", *account))
        assert [one["number"] for one in shown["proposals"]] == seen
    assert shown["citing"][0]["entries"]
    assert draft in commands.said("basis", "show", number, "--as", "drafter")
    assert draft not in commands.said("basis", "show", number)
    assert commands.refused("basis", "show", number, "--as", "nobody")


def test_the_command_line_names_nothing_that_is_hidden(app: Flask, world: World, commands: Commands) -> None:
    number = commands.said("basis", "add", "中华人民共和国就业促进法", *ADMIN).strip()
    with app.app_context():
        entry = world.row().state.entry
        Hidings(world).hide(target=HidingTarget(entry=entry))
    assert entry not in commands.said("basis", "show", number, "--json")
    assert entry in commands.said("basis", "show", number, "--json", "--as", "drafter")


def test_a_preview_tells_scope_and_what_lies_beyond(app: Flask, world: World, commands: Commands) -> None:
    del app, world
    number = commands.said("basis", "add", "中华人民共和国就业促进法", *ADMIN).strip()
    words = ("basis", "repeal", number, "2026-01-01", "新法", "--preview")
    drafts, beyond = commands.said(*words, *ADMIN).split("Out of scope")
    assert (COUNTY in drafts, OTHER_COUNTY in drafts) == (True, False)
    assert (COUNTY in beyond, OTHER_COUNTY in beyond) == (False, True)
    assert commands.refused(*words, "--as", "drafter")
    uncited = commands.said("basis", "add", "无人引用的办法", *ADMIN).strip()
    none = commands.said("basis", "repeal", uncited, "2026-01-01", "新法", "--preview", *ADMIN)
    assert "No catalogue of 青禾县 and below cites it." in none
