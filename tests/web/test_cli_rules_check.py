"""`flask rules check` of files and stored catalogues, and what the check of the country keeps."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from config import ROOT
from tests.formats.official import CLEAN, MERGED
from tests.formats.table_files import xlsx
from tests.web.commands import Commands
from tests.world import COUNTY, STANDARD, World
from web.cli.rules.shapes import ComplianceReport, DefectList, SweepDone
from workflow.passwords import Passwords
from workflow.seed import seed

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
    rows = [{"level": 1, "name": "就业信息服务"}, {"level": 2, "parent": 0, "name": "岗位信息发布"}]
    file.write_text(json.dumps({"title": "目录", "entries": rows}, ensure_ascii=False), encoding="utf-8")
    result = commands("rules", "check", str(file), "--json", status=1)
    found = {(one["rule"], one["entry"]) for one in json.loads(result.stdout)["findings"]}
    assert ("R05", "1.1") in found
    assert "R03" in {rule for rule, _ in found}, "what the standard lists and the file does not"


def csv_of(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


@pytest.mark.parametrize("write", [lambda rows: xlsx(rows, MERGED), csv_of])
def test_tables_are_checked_whatever_kind_of_file_they_are_in(
    commands: Commands, world: World, tmp_path: Path, write: Callable[[list[list[str]]], bytes]
) -> None:
    assert world
    file = tmp_path / "目录"
    file.write_bytes(write([*CLEAN, ["4", "", "失业登记", *[""] * 12]]))
    found = json.loads(commands("rules", "check", str(file), "--json", status=1).stdout)["findings"]
    lacking = {one["field"] for one in found if (one["rule"], one["name"]) == ("R05", "失业登记")}
    assert {"deadline", "legal_bases", "channels"} <= lacking
    assert not [one for one in found if one["rule"] == "R05" and one["name"] != "失业登记"]


@pytest.mark.slow
def test_the_national_standards_have_no_error_against_themselves(commands: Commands, app: Flask) -> None:
    with app.app_context():
        seed(ROOT / "data", passwords=Passwords(time_cost=1, memory_kib=8), demo_password="a password")
    for name in ("national_employment.json", "national_social_insurance.json"):
        said = commands.said("rules", "check", str(ROOT / "data" / name))
        assert "0 errors" in said
        assert "R03" not in said, "each row is found again"


@pytest.mark.parametrize(
    "data", [b"\xff", b"[]", b"[1]", b"{}", b'{"entries": [{"parent": 9}]}', b"%PDF-1.7", b""]
)
def test_what_is_no_catalogue_is_refused_in_one_sentence(
    commands: Commands, world: World, tmp_path: Path, data: bytes
) -> None:
    assert world
    file = tmp_path / "file.json"
    file.write_bytes(data)
    said = commands.refused("rules", "check", str(file))
    assert said.strip()
    assert "\n" not in said.strip()
    assert "no file here" in commands.refused("rules", "check", str(tmp_path / "elsewhere"))


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
