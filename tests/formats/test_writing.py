"""What the files are like that are written: the official form, the same bytes, and nothing that runs."""

import csv
import io
import re
import time
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from formats.exact_cells import exact_text
from formats.reading import read
from formats.row_heights import SMALLEST_SIZE, USUAL_SIZE, fitting_size
from formats.workbook_writing import MOST_IN_A_CELL, TooLongError
from formats.writing import FileKind, write
from tests.formats.test_round_trip import national
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import AudienceOfEntry, DisclosingBody, EntryContent, Mode, Telephones
from values.vocabulary import Level

FORMULAS = ('=HYPERLINK("http://x","y")', "+86", "-1", "@SUM(1)", "＝1")


def small(*names: str, **content: object) -> CatalogueDocument:
    """Make a heading with rows of these names."""
    rows = [DocumentRow(number="1", level=1, content=EntryContent(name="就业信息服务"))]
    rows += [
        DocumentRow(
            number=f"1.{place}",
            level=2,
            parent=0,
            content=EntryContent(name=name, **content),  # type: ignore[arg-type]
        )
        for place, name in enumerate(names, start=1)
    ]
    return CatalogueDocument(title="青禾县就业领域基层政务公开标准目录", rows=tuple(rows))


FULL = small(
    "岗位信息发布",
    "求职登记",
    content_elements=("服务对象", "服务内容"),
    deadline="20个工作日内",
    disclosing_bodies=(
        DisclosingBody(body="青禾县人社局"),
        DisclosingBody(body="乡镇便民服务中心", lead=False, levels=(Level.TOWNSHIP, Level.VILLAGE)),
    ),
    channels=("政府网站", "12333热线"),
    audience=AudienceOfEntry(all_society=False, groups=("社会保险参保人员",)),
    mode=Mode(proactive=False, on_request=True),
    levels=(Level.COUNTY, Level.VILLAGE),
)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {one: package.read(one).decode() for one in package.namelist()}


def test_the_workbook_is_the_official_table() -> None:
    with CalamineWorkbook.from_filelike(io.BytesIO(write(FULL, FileKind.XLSX))) as book:
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python()
        merged = {(*one, *two) for one, two in sheet.merged_cell_ranges or ()}
    assert rows[0][0] == FULL.title
    assert rows[1] == [
        *("序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"),
        *("公开对象", "", "公开方式", "", "公开层级", "", ""),
    ]
    assert rows[2] == [
        *("", "一级事项", "二级事项", "", "", "", "", ""),
        *("全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级"),
    ]
    assert rows[3][:4] == ["1.1", "1.就业信息服务", "岗位信息发布", "服务对象；服务内容"]
    assert rows[3][6] == "青禾县人社局\n乡镇便民服务中心（乡级/村级）"
    assert rows[3][7].split("\n")[0] == "■政府网站　　□政府公报"
    assert rows[3][7].split("\n")[-1] == "■12333热线"
    assert rows[3][8:] == ["", "社会保险参保人员", "", "√", "√", "", "√"]
    assert merged == {
        (0, 0, 0, 14),
        (1, 0, 2, 0),
        (1, 1, 1, 2),
        *((1, one, 2, one) for one in range(3, 8)),
        (1, 8, 1, 9),
        (1, 10, 1, 11),
        (1, 12, 1, 14),
        (3, 1, 4, 1),
    }


def test_it_is_set_up_for_a4_landscape_with_its_header_on_every_page() -> None:
    found = parts(write(FULL, FileKind.XLSX))
    sheet = found["xl/worksheets/sheet1.xml"]
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"' in sheet
    assert "第 &amp;P 页" in sheet
    assert re.search(r"Print_Titles[^<]*>[^<]*\$2:\$3<", found["xl/workbook.xml"])
    word = parts(write(FULL, FileKind.DOCX))["word/document.xml"]
    assert 'w:orient="landscape"' in word
    assert word.count("<w:tblHeader/>") == 2
    assert word.count("<w:cantSplit/>") == 4


@pytest.mark.parametrize("kind", FileKind)
def test_the_same_catalogue_gives_the_same_bytes_at_any_time(
    kind: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = national("employment")
    before = write(document, kind, notes=("注：甲",))
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    time.sleep(2.1)
    assert write(document, kind, notes=("注：甲",)) == before
    monkeypatch.undo()
    time.tzset()


def test_no_program_takes_a_text_for_a_formula() -> None:
    document = small(*FORMULAS, deadline=FORMULAS[0], telephones=Telephones(questions="-12333"))
    rows = list(csv.reader(io.StringIO(write(document, FileKind.CSV).decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert not [one for one in cells if re.match(r"[\s\u2060]*[=+\-@＝＋－＠]", one)]
    assert "'+86" in cells
    book = parts(write(document, FileKind.XLSX))
    assert "<f>" not in book["xl/worksheets/sheet1.xml"]
    assert not re.search(r'<c [^>]*(?<!t="s")><v>', book["xl/worksheets/sheet1.xml"])
    assert 'quotePrefix="1"' in book["xl/styles.xml"]
    assert 'mso-number-format: "\\@"' in write(document, FileKind.HTML).decode()
    for kind in FileKind:
        if kind is FileKind.PDF:
            continue
        (found,) = read("x", write(document, kind)).catalogues
        assert [row.content.name for row in found.rows[1:]] == list(FORMULAS)


def test_what_the_official_table_lacks_comes_behind_it_where_a_row_says_it() -> None:
    plain = write(FULL, FileKind.CSV).decode("utf-8-sig").splitlines()[1]
    assert plain.endswith("县级,乡级,村级")
    called = small("甲类岗位", telephones=Telephones(questions="0000-12333"), levels=(Level.CITY,))
    rows = tuple(replace(row, further={"五公开": "服务公开"}) for row in called.rows)
    told = write(replace(called, rows=rows), FileKind.CSV).decode("utf-8-sig").splitlines()
    assert told[1].endswith("公开层级,市级,县级,乡级,村级,咨询电话,五公开".partition(",")[2])
    assert told[-1].endswith(",0000-12333,服务公开")


def test_withheld_rows_have_a_column_of_their_own_with_the_basis() -> None:
    document = small("甲类岗位", mode=Mode(proactive=False, withheld=True, withheld_basis="条例第十四条"))
    with CalamineWorkbook.from_filelike(io.BytesIO(write(document, FileKind.XLSX))) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert (rows[2][12], rows[3][12]) == ("不予公开", "不予公开：条例第十四条")


def test_a_text_that_would_be_read_as_something_else_looks_the_same_and_comes_back() -> None:
    document = small("24小时自助服务", content_elements=("对象、范围",))
    with CalamineWorkbook.from_filelike(io.BytesIO(write(document, FileKind.XLSX))) as book:
        row = book.get_sheet_by_index(0).to_python()[3]
    assert [exact_text(one) for one in row[2:4]] == ["24小时自助服务", "对象、范围"]
    assert len(row[2]) == len("24小时自助服务") + 1
    (found,) = read("x", write(document, FileKind.XLSX)).catalogues
    assert found.rows[1].content.name == "24小时自助服务"
    assert found.rows[1].content.content_elements == ("对象、范围",)


def test_more_than_a_cell_can_hold_is_refused_and_never_cut() -> None:
    document = small("甲类岗位", content_elements=("长" * MOST_IN_A_CELL, "尾"))
    with pytest.raises(TooLongError):
        write(document, FileKind.XLSX)
    for kind in (FileKind.DOCX, FileKind.HTML, FileKind.CSV, FileKind.JSON):
        assert "尾" in str(read("x", write(document, kind)).catalogues[0].rows[1].content.content_elements)


def test_a_catalogue_without_rows_is_a_table_without_lines() -> None:
    for kind in FileKind:
        assert write(CatalogueDocument(title="目录"), kind)


def test_a_saved_page_fetches_and_runs_nothing() -> None:
    page = write(small("<script>甲</script>"), FileKind.HTML, notes=("<b>",)).decode()
    assert not re.search(r"<(?:script|link|img|iframe)|https?:|url\(", page)
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;" in page


def test_a_text_that_is_higher_than_a_row_can_be_is_written_smaller() -> None:
    sizes = [fitting_size("长" * characters, 60.0) for characters in (1, 400, 600, 900, 40_000)]
    assert sizes[0] == sizes[1] == USUAL_SIZE
    assert sizes == sorted(sizes, reverse=True)
    assert SMALLEST_SIZE < sizes[3] < USUAL_SIZE
    assert sizes[4] == SMALLEST_SIZE
    written = write(small("甲", content_elements=("长" * 1_500,)), FileKind.XLSX)
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        styles = package.read("xl/styles.xml").decode()
    assert styles.count('<sz val="10"/>') < styles.count("<sz ") - 1
    assert read("x", written).catalogues[0].rows[-1].content.content_elements == ("长" * 1_500,)
