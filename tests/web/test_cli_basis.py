"""The register of legal bases by command."""

import json

from flask import Flask

from tests.web.commands import Commands
from tests.world import COUNTY, World

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
