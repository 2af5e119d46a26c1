"""The reconstructed standards: counts of the Notice, order, provenance of every field."""

import json
from pathlib import Path

import pytest

from config import ROOT
from formats.standard_json import read_standard
from values.vocabulary import Level

COUNTS = {"national_employment.json": (9, 25), "national_social_insurance.json": (9, 78)}

ROW = {
    "level1_no": 2,
    "level1": "社会保险登记",
    "level2": "单位参保登记",
    "content_elements": ["事项名称", "申请材料"],
    "legal_bases": ["《中华人民共和国社会保险法》"],
    "deadline": "20个工作日内",
    "channels": ["政府网站"],
    "audience": {"all_society": False, "specific_group": "参保单位"},
    "mode": {"proactive": True, "on_request": False},
    "levels": {"county": True, "township": False, "village": True},
    "confidence": "medium",
    "provenance": dict.fromkeys(
        (
            "level1",
            "level2",
            "content_elements",
            "legal_bases",
            "deadline",
            "disclosing_body",
            "channels",
            "audience",
            "mode",
            "levels",
        ),
        "inferred",
    ),
}


def written(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "standard.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", COUNTS)
def test_the_standards_count_what_the_notice_counts(name: str) -> None:
    sections = read_standard(ROOT / "data" / name, body="2")
    assert (len(sections), sum(len(section.rows) for section in sections)) == COUNTS[name]
    for section in sections:
        assert section.heading.name
        for row in section.rows:
            assert row.name
            assert [one.body for one in row.disclosing_bodies] == ["2"]
            assert row.provenance["deadline"]
            assert row.levels


def test_a_row_is_read_field_by_field(tmp_path: Path) -> None:
    ((section,),) = (read_standard(written(tmp_path, ROW), body="7"),)
    (row,) = section.rows
    assert (section.heading.name, section.heading.provenance) == ("社会保险登记", {"name": "inferred"})
    assert (row.name, row.deadline, row.confidence) == ("单位参保登记", "20个工作日内", "medium")
    assert row.levels == (Level.COUNTY, Level.VILLAGE)
    assert (row.audience.all_society, row.audience.groups) == (False, ("参保单位",))
    assert row.is_service
    assert row.provenance["disclosing_bodies"] == "inferred"


def test_sections_come_in_the_order_of_their_numbers_and_rows_as_they_stand(tmp_path: Path) -> None:
    rows = [
        ROW,
        {**ROW, "level1_no": 1, "level1": "先"},
        {**ROW, "level2": "后", "content_elements": ["名称"]},
    ]
    sections = read_standard(written(tmp_path, *rows), body="7")
    assert [section.heading.name for section in sections] == ["先", "社会保险登记"]
    assert [(row.name, row.is_service) for row in sections[1].rows] == [("单位参保登记", True), ("后", False)]
