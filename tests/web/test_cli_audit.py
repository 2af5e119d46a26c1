"""`flask audit …`: the same events, the same filter and the same trail of it as on the page."""

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.web.commands import Commands, in_state
from tests.web.trails import recorded
from tests.world import World
from values.canonical import sha256_hex
from values.vocabulary import State
from web.cli.trail.audit_shapes import ExportMade
from web.trail.shapes import TrailListing

AS = ("--as", "auditor")


def test_events_are_listed_for_people_and_for_programs(commands: Commands, app: Flask, world: World) -> None:
    number = in_state(app, world, State.PUBLISHED)
    text = commands.said("audit", "list", "--proposal", number, *AS)
    assert "许扬 published release 2." in text
    first = commands.json(TrailListing, "audit", "list", "--proposal", number, "--limit", "4", *AS)
    assert [one.action for one in first.events][:2] == ["publish", "approve"]
    rest = commands.json(
        TrailListing, "audit", "list", "--proposal", number, "--before", str(first.next_before), *AS
    )
    assert (len(first.events), len(rest.events), rest.next_before) == (4, 2, None)
    assert commands.said("audit", "list", "--since", "2030-01-01", *AS) == "No events match\n"
    assert [said["filter"] for _, said in recorded(app, "audit_opened")] == [
        {"proposal": number},
        {"since": "2030-01-01"},
    ]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_events_are_written_into_a_file(
    commands: Commands, app: Flask, world: World, tmp_path: Path, form: str
) -> None:
    number = in_state(app, world, State.PUBLISHED)
    path = tmp_path / f"trail.{form}"
    made = commands.json(ExportMade, "audit", "export", str(path), "--proposal", number, *AS)
    assert (made.form, made.count, made.is_cut) == (form, 6, False)
    assert made.sha256 == sha256_hex(path.read_bytes())
    said = commands.said("audit", "export", str(path), "--proposal", number, "--form", "json", *AS)
    assert "every event that matches: 6" in said
    assert len(json.loads(path.read_text(encoding="utf-8"))["events"]) == 6
    assert [said["form"] for _, said in recorded(app, "audit_exported")] == [form, "json"]


def test_what_is_wrong_is_said_and_nothing_is_written(
    commands: Commands, app: Flask, world: World, tmp_path: Path
) -> None:
    assert world
    path = tmp_path / "trail.csv"
    path.write_text("kept", encoding="utf-8")
    assert "do not include this" in commands.refused("audit", "export", str(path), "--as", "drafter")
    assert "do not include this" in commands.refused("audit", "list", "--as", "overseer")
    assert "year-month-day" in commands.refused("audit", "list", "--since", "x", *AS)
    commands("audit", "export", str(tmp_path / "trail.txt"), *AS, status=2)
    assert path.read_text(encoding="utf-8") == "kept"
    assert recorded(app, "audit_exported") == []
    assert [said["action"] for _, said in recorded(app, "refused")] == ["export_trail", "open_trail"]
