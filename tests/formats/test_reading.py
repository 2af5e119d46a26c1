"""The clean official table is read alike from every kind of file, and every cell is accounted for."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from formats.catalogue_json import entry_of
from formats.reading import read
from rules.sheet import Sheet
from tests.formats.official import CLEAN, MERGED, TITLE, non_empty
from tests.formats.table_files import docx, page, xlsx
from tests.sources import ROOT
from values.reading_report import ReadingReport
from values.vocabulary import Level


def as_csv(rows: list[list[str]], _: object = None) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


WRITERS: dict[str, Callable[..., bytes]] = {"Sheet1": xlsx, "table1": docx, "table1 ": page, "csv": as_csv}


def told(report: ReadingReport) -> list[str]:
    return [one.place for group in (report.understood, report.mended, report.unplaced) for one in group]


@pytest.mark.parametrize("name", WRITERS)
def test_the_official_table_is_read_alike_from_every_kind_of_file(name: str) -> None:
    report = read("whatever.bin", WRITERS[name](CLEAN, MERGED))
    (found,) = report.catalogues
    assert found.title == TITLE
    assert [(one.level, one.parent, one.content.name) for one in found.rows] == [
        (1, None, "就业信息服务"),
        (2, 0, "就业政策法规咨询"),
        (2, 0, "岗位信息发布"),
        (1, None, "职业介绍服务"),
        (2, 3, "职业介绍"),
    ]
    content = found.rows[2].content
    assert content.content_elements == ("服务对象", "服务内容")
    assert [one.text for one in content.legal_bases] == ["《人力资源市场暂行条例》（国务院令第700号）"]
    assert content.deadline == "20个工作日内"
    assert [one.body for one in content.disclosing_bodies] == ["青禾县人力资源和社会保障局"]
    assert content.channels == ("政府网站", "政务服务中心")
    assert (content.audience.all_society, content.audience.groups) == (True, ())
    assert (content.mode.proactive, content.mode.on_request, content.mode.withheld) == (True, False, False)
    assert content.levels == (Level.COUNTY, Level.TOWNSHIP)
    assert (report.mended, report.unplaced) == ((), ())
    assert sorted(told(report)) == sorted(non_empty(CLEAN, name.strip()))


@pytest.mark.parametrize(("name", "count"), [("employment", 34), ("social_insurance", 87)])
def test_the_national_standards_are_read_and_come_back_from_their_own_json(name: str, count: int) -> None:
    report = read("x.json", (ROOT / "data" / f"national_{name}.json").read_bytes())
    (found,) = report.catalogues
    assert len(found.rows) == count
    assert report.unplaced == ()
    plain = {"catalogues": [{"title": "标准", "entries": [entry_of(one) for one in found.rows]}]}
    again = read("x", json.dumps(plain, ensure_ascii=False).encode())
    assert [(one.level, one.parent, one.content) for one in again.catalogues[0].rows] == [
        (one.level, one.parent, one.content) for one in found.rows
    ]
    assert again.unplaced == ()


def test_rules_can_look_at_what_was_read() -> None:
    (found,) = read("x", xlsx(CLEAN, MERGED)).catalogues
    states = found.states()
    sheet = Sheet({one.entry: one for one in states})
    assert [sheet.depth(one.entry) for one in states] == [1, 2, 2, 1, 2]


def test_an_old_workbook_is_read_as_a_new_one() -> None:
    old = read("x", (ROOT / "tests" / "formats" / "fixtures" / "official.xls").read_bytes())
    new = read("x", xlsx(CLEAN, MERGED))
    assert old == new
