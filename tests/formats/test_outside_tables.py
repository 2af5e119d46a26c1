"""What stands outside the tables of pages and Word files is a title, is asked about, or is counted."""

from formats.reading import read
from formats.remarks import FAR_OFF
from tests.formats.official import CLEAN, MERGED, TITLE
from tests.formats.table_files import HEAD, WORD, docx_of, page_table, word_paragraph, word_table, zipped
from tests.formats.test_workbook_limits import parts_of

BARE = CLEAN[1:]
BARE_MERGED = [(top - 1, left, bottom - 1, right) for top, left, bottom, right in MERGED[1:]]
PAGE_TABLE, WORD_TABLE = page_table(BARE, BARE_MERGED), word_table(BARE, BARE_MERGED)


def left(data: bytes) -> list[tuple[str, str]]:
    return [(one.place, one.text) for one in read("x", data).unplaced]


def test_the_heading_of_a_page_is_its_title_wherever_it_stands() -> None:
    menu = "".join(f"<li><a href='#'>栏目{at}</a></li>" for at in range(30))
    page = f"<html><body><ul>{menu}</ul><div><h2>{TITLE}</h2></div><div><p>来源：青禾县政府网</p><div>{PAGE_TABLE}</div></div>"
    report = read("x", f"{page}<p>注：本表由县人社局负责解释。</p></body></html>".encode())
    assert report.catalogues[0].title == TITLE
    assert [(one.place, one.text) for one in report.unplaced] == [
        ("text30", "栏目29"),
        ("text32", "来源：青禾县政府网"),
        ("text33", "注：本表由县人社局负责解释。"),
    ]
    ((remark),) = report.remarks
    assert (remark.id, dict(remark.params)) == (FAR_OFF, {"count": 29})


def test_texts_between_tables_belong_to_one_or_the_other() -> None:
    between = "".join(f"<p>第{at}段</p>" for at in range(8))
    report = read("x", f"<html>{PAGE_TABLE}{between}<h3>另一清单</h3>{PAGE_TABLE}</html>".encode())
    assert [one.title for one in report.catalogues] == ["x", "另一清单"]
    assert [one.text for one in report.unplaced] == ["第0段", "第1段", "第2段", "第6段", "第7段"]
    assert dict(report.remarks[0].params) == {"count": 3}


def test_texts_that_stand_in_no_cell_of_a_table_are_not_lost() -> None:
    table = PAGE_TABLE.replace("<table>", "<table><caption>青禾县清单</caption>散落的话", 1)
    report = read("x", f"<html>{table}</html>".encode())
    assert report.catalogues[0].title == "青禾县清单"
    assert [one.text for one in report.unplaced] == ["散落的话"]


def test_paragraphs_edges_and_notes_of_a_word_file_are_asked_about() -> None:
    body = word_paragraph(TITLE) + word_paragraph("（2025年版）") + WORD_TABLE + word_paragraph("注：略")
    edge = f'{HEAD}<w:hdr xmlns:w="{WORD}">{{}}</w:hdr>'
    parts = parts_of(docx_of(body)) | {
        "word/header1.xml": edge.format(word_paragraph("青禾县政务公开")),
        "word/footer1.xml": edge.format(word_paragraph("第 1 页，共 3 页")),
        "word/footnotes.xml": edge.format(word_paragraph("依据已修订")),
    }
    report = read("x", zipped(parts))
    assert report.catalogues[0].title == TITLE
    assert [(one.place, one.text) for one in report.unplaced] == [
        ("paragraph2", "（2025年版）"),
        ("paragraph3", "注：略"),
        ("header1!paragraph1", "青禾县政务公开"),
        ("footnotes!paragraph1", "依据已修订"),
    ]


def test_a_shape_says_its_text_once() -> None:
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{word_paragraph('框内的话')}</w:txbxContent>"
    shape = (
        f'<w:p><w:r><m:AlternateContent xmlns:m="{compatible}"><m:Choice>{box}</m:Choice>'
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r></w:p>"
    )
    assert left(docx_of(WORD_TABLE + shape)) == [("paragraph1", "框内的话")]
