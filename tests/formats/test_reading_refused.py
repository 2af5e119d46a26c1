"""Redlines and hostile files are refused in a sentence; nothing is fetched and nothing swells."""

import io
import json
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import unreadable as why
from formats.grid import Grid
from formats.reading import read
from formats.table_reading import catalogues_of
from formats.unreadable import UnreadableFileError
from tests.formats.official import CLEAN, MERGED, non_empty
from tests.formats.table_files import (
    HEAD,
    MAIN,
    docx_of,
    page,
    sheet_xml,
    word_table,
    workbook_of,
    xlsx,
    zipped,
)
from values.reading_report import Account

RICH = '<c r="C4" t="inlineStr"><is><r><rPr><strike/></rPr><t>岗位信息</t></r><r><t>招聘信息</t></r></is></c>'
ENTITY = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
INSERTED = '<w:p><w:ins w:author="甲"><w:r><w:t>招聘</w:t></w:r></w:ins></w:p>'
DELETED = '<w:p><w:del w:author="甲"><w:r><w:delText>招聘</w:delText></w:r></w:del></w:p>'
STRUCK = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>招聘</w:t></w:r></w:p>"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
)
STYLED = '<c r="C4" s="1" t="inlineStr"><is><t>岗位信息</t></is></c>'
SHARED = f'{HEAD}<sst xmlns="{MAIN}"><si><r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r></si></sst>'
BOMB = zipped({"[Content_Types].xml": b"0" * 90_000_000})
TABLE = word_table(CLEAN, MERGED)


def with_cell(cell: str, more: dict[str, str | bytes] | None = None) -> bytes:
    return workbook_of(sheet_xml(CLEAN, MERGED, cells={"C4": cell}), more=more)


def locked() -> bytes:
    data = bytearray(xlsx(CLEAN))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


CASES = {
    "struck run": (with_cell(RICH), why.STRUCK),
    "struck cell": (with_cell(STYLED, {"xl/styles.xml": STYLES}), why.STRUCK),
    "struck shared text": (
        with_cell('<c r="C4" t="s"><v>0</v></c>', {"xl/sharedStrings.xml": SHARED}),
        why.STRUCK,
    ),
    "inserted": (docx_of(TABLE + INSERTED), why.TRACKED),
    "deleted": (docx_of(TABLE + DELETED), why.TRACKED),
    "struck in Word": (docx_of(TABLE + STRUCK), why.STRUCK),
    "struck on a page": (page([*CLEAN]).replace("岗位".encode(), "<s>岗位</s>".encode()), why.STRUCK),
    "entities in a workbook": (
        workbook_of(sheet_xml(CLEAN).replace(HEAD, HEAD + ENTITY)),
        why.ENTITIES,
    ),
    "zip bomb": (BOMB, why.SWELLS),
    "macros": (workbook_of(sheet_xml(CLEAN), more={"xl/vbaProject.bin": b"x"}), why.MACROS),
    "truncated": (xlsx(CLEAN)[:900], why.BROKEN),
    "locked": (locked(), why.LOCKED),
    "empty": (b" \n", why.EMPTY),
    "too big": (b"a" * (why.MOST_BYTES + 1), why.TOO_BIG),
    "a PDF called xlsx": (b"%PDF-1.7 ...", why.UNKNOWN),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", why.UNKNOWN),
    "1,000 sheets": (workbook_of(*[sheet_xml([["1"]])] * 1000), why.TOO_MANY_SHEETS),
    "no table": ("只是一段话".encode(), why.NO_TABLE),
    "deep JSON": (b"[" * 200_000, why.NOT_JSON),
    "odd JSON": (json.dumps({"entries": [{"name": 3}]}).encode(), why.ODD_JSON),
    "wide page": (b"<table><tr><td colspan='999999'>1</td></tr></table>", why.TOO_MANY_ROWS),
}


@pytest.mark.parametrize("name", CASES)
def test_a_redline_or_hostile_file_is_refused_in_a_sentence(name: str) -> None:
    data, sentence = CASES[name]
    with pytest.raises(UnreadableFileError) as refused:
        read(f"{name}.xlsx", data)
    assert refused.value.message.id == sentence


def test_strike_switched_off_is_no_redline() -> None:
    told = RICH.replace("<strike/>", '<strike val="0"/>')
    assert read("x", with_cell(told)).catalogues[0].rows[1].content.name == "岗位信息招聘信息"


def test_a_formula_is_never_computed_and_is_named() -> None:
    cell = '<c r="C4" t="str"><f>WEBSERVICE("http://example.invalid")</f><v>岗位信息</v></c>'
    report = read("x", with_cell(cell))
    (told,) = report.mended
    assert (told.place, told.after) == ("Sheet1!C4", "岗位信息")
    assert "formula" in told.reasons[0].id


def test_links_to_other_files_are_not_followed() -> None:
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(UnreadableFileError, match="entities"):
        read("x", zipped(parts_with(entity)))


def parts_with(entity: str) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(docx_of(TABLE))) as package:
        parts: dict[str, str | bytes] = {one: package.read(one).decode() for one in package.namelist()}
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace(HEAD, HEAD + entity)
    return parts


WORDS = st.sampled_from(
    [
        "",
        "√",
        "口",
        "1",
        "1.1就业",
        "一、服务",
        "■政府网站□公报",
        "《法》（国发[2015]2号）",
        "县级",
        "主动",
        "注：略",
        "公开事项",
        "序号",
        "公开内容",
        "公开依据",
        "公开时限",
        "机 关",
        "青禾县公开目录",
        "=1+1",
        "7次沟中迁",
        " ",
    ]
)
TABLES = st.lists(st.lists(WORDS | st.text(max_size=8), min_size=1, max_size=15), max_size=12)
RANGES = st.lists(st.tuples(*[st.integers(0, 14)] * 4), max_size=4)


@given(TABLES, RANGES)
def test_every_cell_of_a_messy_table_is_in_exactly_one_of_the_three(
    rows: list[list[str]], ranges: list[tuple[int, int, int, int]]
) -> None:
    table = [*CLEAN, *rows]
    merged = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in ranges]
    account = Account()
    found = catalogues_of(Grid("Sheet1", table, merged), account)
    report = account.report(tuple(found))
    told = [one.place for group in (report.understood, report.mended, report.unplaced) for one in group]
    assert sorted(told) == sorted(non_empty(table))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with suppress(UnreadableFileError):
        assert read("x", data).catalogues
