"""Reading files on the command line: nothing is stored, and every cell is reported."""

import json
from pathlib import Path

from tests.formats.official import CLEAN, MERGED, TITLE, row
from tests.formats.table_files import xlsx
from tests.web.commands import Commands

MESSY = [*CLEAN, row("4", "", "求 职 登记", county="待定")]


def test_a_file_is_read_and_reported_for_people_and_programs(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_bytes(xlsx(MESSY, MERGED))
    said = commands.said("catalogue", "read", str(path))
    assert TITLE in said
    assert "Sheet1!C7: 求 职 登记 → 求职登记" in said
    assert "Sheet1!M7: 待定" in said
    plain = json.loads(commands.said("catalogue", "read", str(path), "--report", "json"))
    assert [one["name"] for one in plain["catalogues"][0]["entries"]][-1] == "求职登记"
    assert [one["place"] for one in plain["mended"]] == ["Sheet1!C7"]
    assert [(one["place"], one["text"]) for one in plain["unplaced"]] == [("Sheet1!M7", "待定")]
    again = tmp_path / "again"
    again.write_text(json.dumps(plain), encoding="utf-8")
    back = json.loads(commands.said("catalogue", "read", str(again), "--report", "json"))
    contents = [
        [
            {key: value for key, value in one.items() if key != "place"}
            for one in told["catalogues"][0]["entries"]
        ]
        for told in (plain, back)
    ]
    assert contents[0] == contents[1]


def test_what_cannot_be_read_is_said(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"%PDF-1.7")
    assert "Only Excel, Word" in commands.refused("catalogue", "read", str(path))
    assert "nowhere.xlsx" in commands.refused("catalogue", "read", str(tmp_path / "nowhere.xlsx"))
