"""`flask rules check` of files and stored catalogues, and what the check of the country keeps."""

import json
from pathlib import Path

import pytest

from config import ROOT
from tests.web.commands import Commands
from tests.world import COUNTY, STANDARD, World
from web.cli.rules_shapes import ComplianceReport, DefectList, SweepDone

NATIONAL = ROOT / "data" / "national_employment.json"


def test_a_stored_catalogue_is_held_against_its_own_standard(commands: Commands, world: World) -> None:
    assert world
    said = commands.said("rules", "check", "--catalogue", COUNTY)
    assert "Held against" in said
    plain = json.loads(commands.said("rules", "check", "--catalogue", COUNTY, "--json"))
    assert list(plain) == ["findings"]
    assert all({"rule", "severity", "entry", "field", "message"} <= one.keys() for one in plain["findings"])


def test_a_file_with_an_error_ends_with_status_1_and_says_where(
    commands: Commands, world: World, tmp_path: Path
) -> None:
    assert world
    rows = json.loads(NATIONAL.read_text(encoding="utf-8"))
    rows[0]["deadline"] = ""
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    result = commands("rules", "check", str(broken), "--upstream", STANDARD, "--json", status=1)
    found = json.loads(result.stdout)["findings"]
    assert [one["entry"] for one in found if (one["rule"], one["field"]) == ("R05", "deadline")] == ["1.1"]


def test_a_plain_document_is_read_too(commands: Commands, world: World, tmp_path: Path) -> None:
    assert world
    file = tmp_path / "document.json"
    rows = [{"content": {"name": "就业信息服务"}}, {"parent": 0, "content": {"name": "岗位信息发布"}}]
    file.write_text(json.dumps({"title": "目录", "rows": rows}, ensure_ascii=False), encoding="utf-8")
    result = commands("rules", "check", str(file), "--json", status=1)
    found = {(one["rule"], one["entry"]) for one in json.loads(result.stdout)["findings"]}
    assert ("R05", "1.1") in found
    assert "R03" in {rule for rule, _ in found}, "what the standard lists and the file does not"


@pytest.mark.parametrize("data", [b"\xff", b"[]", b"[1]", b"{}", b'{"rows": [{"parent": 9}]}', b"1"])
def test_what_is_no_catalogue_is_refused_in_one_sentence(
    commands: Commands, world: World, tmp_path: Path, data: bytes
) -> None:
    assert world
    file = tmp_path / "file.json"
    file.write_bytes(data)
    assert "no catalogue that can be read" in commands.refused("rules", "check", str(file))


def test_exactly_one_thing_is_checked(commands: Commands, world: World) -> None:
    assert world
    assert "Name one file" in commands.refused("rules", "check")
    assert "no published catalogue" in commands.refused("rules", "check", "--catalogue", "nowhere")
    assert "no standard" in commands.refused("rules", "check", str(NATIONAL), "--upstream", "nowhere")


def test_the_country_is_checked_and_reported(commands: Commands, world: World) -> None:
    assert world
    done = commands.json(SweepDone, "rules", "sweep")
    assert done.done == done.total == 2
    assert "2 of 2" in commands.said("rules", "sweep")
    lines = commands.json(ComplianceReport, "rules", "report", "--under", "990101").catalogues
    assert [one.catalogue for one in lines] == [COUNTY]
    assert COUNTY in commands.said("rules", "report")
    assert "no jurisdiction" in commands.refused("rules", "report", "--under", "1")
    defects = commands.json(DefectList, "rules", "defects").defects
    assert len(commands.said("rules", "defects").splitlines()) == len(defects) + 1
