"""PDF: every cell is there, tagged, with its fonts inside, the same bytes at any time; and no text does anything."""

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from pylopdf_fonts_zh_cn import sans_path, serif_path

from config import ROOT
from formats.exact_cells import exact_text
from formats.paper_table import paper_table
from formats.papers import set_paper
from formats.printing import press
from formats.printing.child import set_sheet
from formats.printing.glyphs import UNSEEN, characters_of
from formats.printing.listening import PLACES, listening
from formats.printing.press import BROKEN, TOO_LONG, UNAVAILABLE, PrintingError, print_sheet
from formats.printing.sheets import sheet_of_paper, sheet_of_table
from formats.surroundings import surroundings
from formats.writing import FileKind, sheet, write
from tests.formats.generated import catalogues
from tests.formats.test_papers import FULL as FULL_SHEET
from tests.formats.test_papers import PAPERS, REDLINE, text_of, texts_of
from tests.formats.test_papers import document as word_document
from tests.formats.test_round_trip import national
from tests.formats.test_writing import FORMULAS, FULL, small
from tests.printing import document, fonts, letters, said, tags
from values.catalogue_document import CatalogueDocument
from values.papers import ApprovalSheet

NOTE = "注：重建稿，待核。"
KNOWN = characters_of(serif_path()) | characters_of(sans_path()) | UNSEEN


def lacking(table: CatalogueDocument, printed: bytes, *, over_pages: bool = False) -> set[str]:
    """Return the lines of cells that a PDF does not say; a letter that no font has is said by its number.

    With `over_pages` a line may begin on one page and end on the next: rows that are taller than a page do.
    """
    pages = said(printed)
    cells = [exact_text(cell) for line in paper_table(table).lines for cell in line]
    lines = {line for cell in cells for line in cell.split("\n")}
    wanted = {line: letters(numbered(line)) for line in lines}
    return {
        line
        for line, text in wanted.items()
        if text not in pages and not (over_pages and _said_in_two(text, pages))
    }


def _said_in_two(text: str, pages: str) -> bool:
    return any(text[:at] in pages and text[at:] in pages for at in range(1, len(text)))


def numbered(text: str) -> str:
    return "".join(one if ord(one) in KNOWN else f"〔U+{ord(one):04X}〕" for one in text)


def test_the_check_itself_sees_a_cell_that_is_missing() -> None:
    printed = write(FULL, FileKind.PDF)
    more = small("岗位信息发布", "从未出现的事项")
    assert any("从未出现的事项" in one for one in lacking(more, printed))


@pytest.mark.parametrize("name", ["employment", "social_insurance"])
def test_the_national_catalogues_are_printed_whole(name: str) -> None:
    catalogue = national(name)
    printed = write(catalogue, FileKind.PDF, notes=(NOTE,))
    found = document(printed)
    assert lacking(catalogue, printed) == set()
    assert letters(NOTE) in said(printed)
    for number, page in enumerate(found.pages, start=1):
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (842, 595)
        text = letters(page.extract_text())
        assert "公开内容(要素)" in text, "the header is not on every page"
        assert "一级事项" in text, "nor is its second row"
        assert f"第{number}页,共{len(found.pages)}页" in text


@given(catalogues())
@settings(max_examples=15)
def test_every_cell_of_any_catalogue_is_printed(catalogue: CatalogueDocument) -> None:
    printed = set_sheet(json.loads(sheet(catalogue)))
    assert lacking(catalogue, printed, over_pages=True) == set()


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    found = document(write(FULL, FileKind.PDF))
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert found.metadata.title == FULL.title
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    structure = tags(write(FULL, FileKind.PDF))
    assert structure.count("/Table") == 1
    assert structure.count("/H1") == 1
    header = [one for one in paper_table(FULL).headers()[0] + paper_table(FULL).headers()[1] if one]
    assert structure.count("/TH") == len(header)
    assert structure.count("/TR") == 2 + len(paper_table(FULL).lines)


def test_its_fonts_are_inside_and_hold_only_the_letters_that_are_used() -> None:
    printed = write(national("employment"), FileKind.PDF)
    used = fonts(printed)
    assert {name.partition("+")[2].partition("-")[0] for name in used} == {"NotoSerifSC", "NotoSansSC"}
    assert all(used.values())
    assert all(len(name.partition("+")[0]) == len("/ABCDEF") for name in used), "not subset"
    assert len(printed) < 1_000_000 < serif_path().stat().st_size


def test_another_process_another_day_and_another_zone_give_the_same_bytes() -> None:
    given_sheet = sheet(national("employment"), notes=(NOTE,))
    program = "import sys; from formats.printing.press import print_sheet as p; sys.stdout.buffer.write(p(sys.stdin.buffer.read()))"
    kept = print_sheet(given_sheet)
    time.sleep(1.1)
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=given_sheet,
        cwd=ROOT,
        env={**os.environ, "TZ": "America/Lima", "LANG": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        check=True,
    )
    assert hashlib.sha256(ran.stdout).hexdigest() == hashlib.sha256(kept).hexdigest()
    assert document(kept).metadata is not None
    assert document(kept).metadata.creation_date is None  # type: ignore[union-attr]


HOSTILE = (
    *FORMULAS,
    '#panic("x") $x^2$ *b* _i_ `c` \\ @a <b> // c /* d */ [e] {f}',
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd") #image("/etc/hostname") #sys.inputs',
    "<script>alert(1)</script>",
    "\u202e反着写\u200f",
    "😀表情与\U00030000生僻字",
)


def test_no_text_does_anything_but_stand_there() -> None:
    catalogue = small(*HOSTILE, deadline=HOSTILE[0])
    printed = write(catalogue, FileKind.PDF, notes=HOSTILE)
    assert lacking(catalogue, printed) == set()
    assert "root:" not in said(printed)
    found = document(printed)
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & found.trailer["/Root"].keys()
    assert not [page for page in found.pages if "/Annots" in page]


def test_the_templates_open_nothing_and_the_process_knows_no_secret() -> None:
    for template in (ROOT / "formats" / "printing").glob("*.typ"):
        text = template.read_text(encoding="utf-8").replace('read("/" + str(place))', "")
        assert not [
            word for word in ("import", "include", "read(", "image(", "plugin", "http") if word in text
        ]
    assert surroundings().keys() <= {"PATH", "SYSTEMROOT", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}


@pytest.mark.parametrize(
    "text", ["长" * 100_000, "a" * 100_000, "甲\n" * 20_000], ids=["han", "word", "lines"]
)
def test_an_endless_cell_goes_over_many_pages_and_nothing_is_cut(text: str) -> None:
    catalogue = small("甲类岗位", content_elements=(text,))
    printed = print_sheet(sheet(catalogue))
    assert len(document(printed).pages) > 10
    table = paper_table(catalogue)
    wanted = letters(max((cell for line in table.lines for cell in line), key=len))
    assert said(printed).count(wanted[0]) >= wanted.count(wanted[0])


def test_what_no_font_has_is_printed_by_its_number() -> None:
    assert "〔U+1F600〕表情与〔U+30000〕" in said(write(small("😀表情与\U00030000"), FileKind.PDF))


def test_a_long_word_stays_within_its_cell() -> None:
    printed = write(small("甲", deadline="W" * 300), FileKind.PDF)
    (page,) = document(printed).pages
    reached: list[float] = []
    page.extract_text(
        visitor_text=lambda text, _, matrix, *__: reached.append(matrix[4]) if "W" in text else None
    )
    assert reached
    assert len({round(one) for one in reached}) <= 2, "its lines begin elsewhere"
    assert max(len(one) for one in page.extract_text().split("\n") if set(one) == {"W"}) < 40


@pytest.mark.parametrize("name", [*PAPERS, "full"])
def test_a_paper_says_in_print_what_its_word_file_says(name: str) -> None:
    paper = PAPERS.get(name, FULL_SHEET)
    printed = print_sheet(sheet_of_paper(set_paper(paper)))
    pages = said(printed)
    assert [one for one in _paragraphs(paper) if letters(one) not in pages] == []
    found = document(printed)
    assert {
        (round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in found.pages
    } == {(595, 842)}
    assert found.trailer["/Root"]["/Lang"] == "zh-CN"
    assert tags(printed).count("/H1") == 1
    if isinstance(paper, ApprovalSheet):
        assert len(found.pages) == 1, "the leader's page is one page"


def _paragraphs(paper: object) -> list[str]:
    from formats.papers import write_paper  # noqa: PLC0415

    return [text_of(one, "t", "delText") for one in word_document(write_paper(paper)).iter("{*}p")]  # type: ignore[arg-type]


def test_a_printed_redline_strikes_what_goes_and_underlines_what_comes() -> None:
    given_sheet = json.loads(sheet_of_paper(set_paper(REDLINE)))
    marks = {
        (part["mark"], part["text"])
        for block in given_sheet["blocks"]
        for row in block.get("form", {}).get("rows", ())
        for cell in row["cells"]
        for line in cell["lines"]
        for part in line["parts"]
        if part["mark"]
    }
    assert ("del", "20") in marks
    assert ("ins", "10") in marks
    assert list(texts_of(REDLINE))
    printed = set_sheet(given_sheet)
    plain = set_sheet(json.loads(json.dumps(given_sheet).replace('"del"', '""').replace('"ins"', '""')))
    drawn = [_lines_drawn(one) for one in (printed, plain)]
    assert drawn[0] >= drawn[1] + len(marks)


def _lines_drawn(printed: bytes) -> int:
    return sum(page.get_contents().get_data().count(b" l\n") for page in document(printed).pages)  # type: ignore[union-attr]


def test_a_machine_without_the_typesetter_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "NEEDED", ("typst", "a_font_that_is_not_there"))
    with pytest.raises(PrintingError) as raised:
        print_sheet(sheet(FULL))
    assert raised.value.sentence == UNAVAILABLE
    assert write(FULL, FileKind.DOCX)


def test_a_sheet_that_takes_too_long_or_breaks_is_given_up_with_a_sentence() -> None:
    with pytest.raises(PrintingError) as raised:
        print_sheet(sheet(FULL), seconds=0.001)
    assert raised.value.sentence == TOO_LONG
    with pytest.raises(PrintingError) as raised:
        print_sheet(b'{"kind":"table","title":"x"}')
    assert raised.value.sentence == BROKEN
    assert "dictionary" in str(raised.value)


def test_setting_tells_steadily_how_far_it_is_and_sets_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "EVERY", 0.005)
    heard: list[int] = []
    large = sheet(replace(FULL, rows=national("employment").rows * 8))
    printed = print_sheet(large, heard.append)
    assert heard == sorted(heard)
    assert len({*heard} - {0, PLACES}) > 5
    assert heard[-1] == PLACES
    assert printed == set_sheet(json.loads(large))


def test_of_a_paper_it_is_heard_as_well() -> None:
    told = json.loads(sheet_of_paper(set_paper(REDLINE)))
    with listening() as (folder, reached):
        printed = set_sheet(told, folder)
        assert reached() > PLACES / 2
    assert printed == set_sheet(told)
    assert not folder.exists()


def test_the_same_content_is_the_same_sheet_and_another_is_another() -> None:
    assert sheet_of_table(paper_table(FULL)) == sheet(FULL)
    assert sheet(FULL) != sheet(FULL, notes=(NOTE,))
    assert sheet(FULL) != sheet(replace(FULL, title="另一目录"))
    assert print_sheet(sheet(small("甲\x00乙\ud800")))
