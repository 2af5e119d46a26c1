"""Each oddity of counties' published tables (domain, section 9) is read, and said where something was mended."""

import pytest

from formats.reading import read
from tests.formats.official import BASIS, BELOW, CLEAN, MERGED, TAIL, TOP, row
from tests.formats.table_files import (
    docx_of,
    page_table,
    sheet_xml,
    word_paragraph,
    word_table,
    workbook_of,
    xlsx,
)
from values.catalogue_document import DocumentRow
from values.reading_report import ReadingReport
from values.vocabulary import Level


def of(*rows: list[str], header: tuple[list[str], ...] = (TOP, BELOW)) -> ReadingReport:
    """Read a sheet whose cells are not merged."""
    return read("x.xlsx", xlsx([*header, *rows]))


def names(report: ReadingReport) -> list[tuple[int, str]]:
    return [(one.level, one.content.name) for found in report.catalogues for one in found.rows]


def leaf(report: ReadingReport) -> DocumentRow:
    return next(one for one in report.catalogues[0].rows if one.content.content_elements)


def reasons(report: ReadingReport) -> set[str]:
    return {reason.id for one in report.mended for reason in one.reasons}


PLAIN = row("1", "就业信息服务", "岗位信息发布")
EXPECTED = [(1, "就业信息服务"), (2, "岗位信息发布")]


def test_a_header_of_one_row() -> None:
    header = [
        "序号",
        "一级事项",
        "二级事项",
        *TOP[3:8],
        "全社会",
        "特定群体",
        "主动",
        "依申请",
        "县级",
        "乡级",
        "村级",
    ]
    assert names(of(PLAIN, header=(header,))) == EXPECTED


def test_a_header_of_three_rows() -> None:
    above = [
        "序号",
        "公开事项",
        "",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        *TOP[8:],
    ]
    middle = ["", "一级事项", "二级事项", *[""] * 5, "全社会", "特定群体", "主动", "依申请公开", "", "", ""]
    last = [*[""] * 12, "县级", "乡级", "村级"]
    report = of(PLAIN, header=(above, middle, last))
    assert names(report) == EXPECTED
    assert leaf(report).content.levels == (Level.COUNTY, Level.TOWNSHIP)


def test_no_header_at_all() -> None:
    rows = [
        row(str(at), "就业信息服务" if at == 1 else "", f"岗位信息发布{'甲乙丙'[at - 1]}") for at in (1, 2, 3)
    ]
    report = of(*rows, header=())
    assert names(report) == [(1, "就业信息服务"), *[(2, f"岗位信息发布{one}") for one in "甲乙丙"]]
    assert leaf(report).content.levels == (Level.COUNTY, Level.TOWNSHIP)
    assert report.unplaced == ()


def test_a_level_1_name_on_the_wrong_row_goes_by_the_numbers() -> None:
    rows = [
        row("1", "", "1.1政策咨询"),
        row("2", "1.信息服务", "1.2岗位发布"),
        row("3", "2.介绍服务", "1.3求职登记"),
    ]
    report = of(*rows, row("4", "", "2.1职业介绍"))
    assert [name for level, name in names(report) if level == 1] == ["信息服务", "介绍服务"]
    parents = [(one.content.name, one.parent) for one in report.catalogues[0].rows if one.level == 2]
    assert parents == [("政策咨询", 0), ("岗位发布", 0), ("求职登记", 0), ("职业介绍", 4)]
    assert "The level-1 name stood on another row of its group." in reasons(report)


def test_a_level_1_name_that_the_numbers_leave_without_a_row_keeps_its_own() -> None:
    report = of(row("1", "1.信息服务", "1.1政策咨询"), row("2", "介绍服务", "1.2职业介绍"))
    assert names(report) == [(1, "信息服务"), (2, "政策咨询"), (1, "介绍服务"), (2, "职业介绍")]
    rows = [row("2", "介绍服务", "1.2职业介绍"), row("3", "介绍服务", "求职登记")]
    report = of(row("1", "1.信息服务", "1.1政策咨询"), *rows)
    assert names(report)[2:] == [(1, "介绍服务"), (2, "职业介绍"), (2, "求职登记")]


@pytest.mark.parametrize("third", ["", "招聘会信息"])
def test_a_column_for_level_3_filled_or_empty(third: str) -> None:
    header = ["序号", "一级事项", "二级事项", "三级事项", *TOP[3:8]]
    report = of(["1", "就业信息服务", "岗位信息发布", third, *PLAIN[3:8]], header=(header,))
    assert names(report) == [*EXPECTED, *([(3, third)] if third else [])]
    assert leaf(report).content.name == third or "岗位信息发布"


def test_further_columns_are_kept_and_missing_ones_missed() -> None:
    header = [
        "公开事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "咨询电话",
        "监督举报电话",
        "公开属性",
        "五公开",
    ]
    line = ["岗位信息发布", "招聘单位", BASIS, "及时", "12333", "12345", "主动公开类", "服务公开"]
    report = of(line, header=(header,))
    found = leaf(report)
    assert found.further == {"公开属性": "主动公开类", "五公开": "服务公开"}
    assert (found.content.telephones.questions, found.content.telephones.supervision) == ("12333", "12345")
    assert found.content.levels == ()


def test_renamed_headers() -> None:
    header = [
        "序号",
        "一级指标",
        "二级指标",
        "公开要素",
        "公开依据",
        "公开时限",
        "公开责任单位",
        "公开渠道",
        *BELOW[8:12],
    ]
    report = of(PLAIN, header=([*header, "区级", "镇街级", "嘎查(社区)级"],))
    assert names(report) == EXPECTED
    assert leaf(report).content.levels == (Level.COUNTY, Level.TOWNSHIP)
    assert leaf(report).content.disclosing_bodies[0].body == TAIL[1]


@pytest.mark.parametrize("tick", ["√", "✓", "■", "☑", "þ", "是", "县级"])
@pytest.mark.parametrize("empty", ["□", "口", "", "否"])
def test_ticks_and_empties_in_any_form(tick: str, empty: str) -> None:
    report = of(row("1", "就业信息服务", "岗位信息发布", county=tick, township=empty))
    assert leaf(report).content.levels == (Level.COUNTY,)
    assert report.unplaced == ()


def test_words_instead_of_ticks() -> None:
    header = ["公开事项", "公开内容", "公开依据", "公开对象", "公开方式", "公开层级"]
    report = of(
        ["岗位信息发布", "单位", BASIS, "特定群体：残疾人", "依申请公开", "县级、乡级"], header=(header,)
    )
    content = leaf(report).content
    assert (content.audience.groups, content.audience.all_society) == (("残疾人",), False)
    assert (content.mode.on_request, content.mode.proactive) == (True, False)
    assert content.levels == (Level.COUNTY, Level.TOWNSHIP)


@pytest.mark.parametrize(
    "text",
    [
        "■政府网站 □政府公报 ■政务服务中心",
        "■政府网站□政府公报■政务服务中心",
        "■\n政府网站\n□政府公\n报\n■政务服\n务中心",
        "■政府网站口政府公报■政务服务中心",
        "政府网站政务服务中心",
        "政府网占、政务服务中心",
    ],
)
def test_channels_glued_split_or_misread(text: str) -> None:
    report = of(row("1", "就业信息服务", "岗位信息发布", channels=text))
    assert leaf(report).content.channels == ("政府网站", "政务服务中心")


def test_numbers_glued_to_names() -> None:
    report = of(row("1", "1就业信息服务", "1.1就业政策法规咨询"))
    assert [(one.number, one.content.name) for one in report.catalogues[0].rows] == [
        ("1", "就业信息服务"),
        ("1.1", "就业政策法规咨询"),
    ]
    glued = of(row("", "16.工伤保险服务6.1工伤认定申请", ""))
    assert [(one.number, one.content.name) for one in glued.catalogues[0].rows] == [
        ("6", "工伤保险服务"),
        ("6.1", "工伤认定申请"),
    ]


@pytest.mark.parametrize(
    ("broken", "good"),
    [
        ("国发﹝2015﹞2号", "国发〔2015〕2号"),
        ("民发〔2018)23号〕", "民发〔2018〕23号"),
        ("国发[2015]2号", "国发〔2015〕2号"),
        ("国发(2015)2号", "国发〔2015〕2号"),
    ],
)
def test_broken_document_numbers(broken: str, good: str) -> None:
    report = of(row("1", "就业信息服务", "岗位信息发布", bases=f"《关于就业的意见》（{broken}）"))
    (basis,) = leaf(report).content.legal_bases
    assert good in basis.text
    assert "A document number was written with 〔〕." in reasons(report)


def test_misread_characters_in_free_text_are_never_guessed_at() -> None:
    report = of(row("7", "就业信息服务", "7次沟中迁"))
    assert names(report)[1] == (2, "7次沟中迁")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("机 关 事业 单 位登记", "机关事业单位登记"),
        ("就业登记办理就业登记办理", "就业登记办理"),
        ("就業登記", "就业登记"),
    ],
)
def test_broken_doubled_and_traditional_words(written: str, meant: str) -> None:
    report = of(row("1", "就业信息服务", written))
    assert names(report)[1] == (2, meant)
    (told,) = report.mended
    assert (told.before, told.after) == (written, meant)


def test_several_catalogues_on_one_sheet_page_and_text() -> None:
    second = [["青禾县社会保险领域基层政务公开标准目录", *[""] * 14], *CLEAN[1:]]
    moved = [(top + 6, left, bottom + 6, right) for top, left, bottom, right in MERGED]
    sheet = read("x", xlsx([*CLEAN, *second], [*MERGED, *moved]))
    pages = read("x", f"<html>{page_table(CLEAN, MERGED)}{page_table(second, MERGED)}</html>".encode())
    titled = word_paragraph("示例清单") + word_table(CLEAN[1:])
    text = read("x", docx_of(titled + word_table(second, MERGED)))
    sheets = read("x", workbook_of(sheet_xml(CLEAN, MERGED), sheet_xml(second, MERGED)))
    for report in (sheet, pages, text, sheets):
        assert [len(one.rows) for one in report.catalogues] == [5, 5]
        assert report.catalogues[1].title == second[0][0]
    assert text.catalogues[0].title == "示例清单"


def test_gaps_in_the_numbers_change_nothing() -> None:
    report = of(row("1", "就业信息服务", "甲事项"), row("4", "", "乙事项"), row("", "", "丙事项"))
    assert [one.number for one in report.catalogues[0].rows] == ["", "1", "4", ""]


def test_a_table_without_levels_and_numbers() -> None:
    report = of(PLAIN[1:12], header=(["一级事项", "二级事项", *TOP[3:8], *BELOW[8:12]],))
    assert names(report) == EXPECTED
    assert (leaf(report).number, leaf(report).content.levels) == ("", ())
    assert report.unplaced == ()


@pytest.mark.parametrize(("written", "reason"), [("公开依椐", "misread header"), ("公開依據", "")])
def test_a_misread_and_a_traditional_header(written: str, reason: str) -> None:
    header = [written if one == "公开依据" else one for one in TOP]
    report = of(PLAIN, header=(header, BELOW))
    assert [one.text for one in leaf(report).content.legal_bases] == [BASIS]
    assert any(reason in one for one in reasons(report) | {""})
    assert report.unplaced == ()
