"""Rows of totals are recognised, set aside and named; a row that is called so for sure stays a row."""

from collections.abc import Callable

import pytest

from formats.cell_writing import name_text
from formats.exact_cells import exact_name
from formats.reading import read
from formats.totals import TOTALS, is_row_of_totals, is_total
from tests.formats.official import CLEAN, MERGED, non_empty
from tests.formats.table_files import docx, page, xlsx

EMPTY = [""] * 15


def with_cells(**cells: str) -> list[str]:
    """Return a row of the official table whose columns, by letter, hold these texts."""
    return [cells.get(chr(ord("A") + column), "") for column in range(len(EMPTY))]


@pytest.mark.parametrize(
    "total",
    [
        with_cells(A="合计", C="103项"),
        with_cells(A="合 计", B="2", C="3"),
        with_cells(A="总计：3项"),
        with_cells(B="共计 3 项"),
        with_cells(C="共3项"),
        with_cells(A="4", B="小计", C="三"),
        with_cells(A="合计", B="一级事项2项，二级事项3项"),
    ],
)
@pytest.mark.parametrize("writer", [xlsx, docx, page])
def test_a_row_of_totals_is_set_aside_and_named(writer: Callable[..., bytes], total: list[str]) -> None:
    plain = read("x", writer(CLEAN, MERGED))
    report = read("x", writer([*CLEAN, total], MERGED))
    assert report.catalogues == plain.catalogues
    assert (report.mended, report.unplaced) == ((), ())
    assert [one.meaning for one in report.understood].count("total") == len([one for one in total if one])
    assert len(report.understood) == len(non_empty([*CLEAN, total]))
    (remark,) = report.remarks
    assert remark.id == TOTALS
    assert remark.params["text"] == " ".join(one for one in total if one)


def test_totals_between_rows_leave_what_follows_where_it_belongs() -> None:
    table = [*CLEAN[:-1], with_cells(A="小计", C="2项"), CLEAN[-1]]
    (found,) = read("x", xlsx(table, MERGED)).catalogues
    assert [(one.level, one.content.name) for one in found.rows] == [
        (1, "就业信息服务"),
        (2, "就业政策法规咨询"),
        (2, "岗位信息发布"),
        (1, "职业介绍服务"),
        (2, "职业介绍"),
    ]


@pytest.mark.parametrize(
    "text", ["总计划公开", "合计金额的公示", "共享单车管理", "共3项服务", "统计", "1", "", "\u2060合计"]
)
def test_other_words_are_no_total(text: str) -> None:
    assert not is_total(text)
    assert not is_row_of_totals([text])


def test_a_row_with_more_than_numbers_is_no_row_of_totals() -> None:
    assert not is_row_of_totals(["合计", "20个工作日内"])
    assert is_row_of_totals(["104", "合计"])


@pytest.mark.parametrize("name", ["合计", "共计3项", "一", "项"])
def test_a_name_that_sounds_like_a_total_is_written_so_that_it_stays_a_name(name: str) -> None:
    assert name_text("", name) == exact_name("", name)
    assert name_text("", "就业见习") == "就业见习"
