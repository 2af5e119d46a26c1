"""Workbooks that would make a library take all memory or give up: refused before it sees them."""

import struct
import zipfile
from io import BytesIO

import pytest

from formats import unreadable as why
from formats.reading import read
from formats.unreadable import UnreadableFileError
from tests.formats.official import CLEAN, MERGED
from tests.formats.table_files import docx_of, sheet_xml, word_table, workbook_of, zipped
from tests.sources import ROOT

FIXTURES = ROOT / "tests" / "formats" / "fixtures"
OLD = (FIXTURES / "official.xls").read_bytes()
SIZE = OLD.index(b"\x00\x02\x0e\x00") + 4
"""Where the first sheet says how large it is."""


def sheet_with(row: str) -> bytes:
    return workbook_of(sheet_xml(CLEAN, MERGED).replace("</sheetData>", f"{row}</sheetData>"))


def sized(top: int, bottom: int, left: int, right: int) -> bytes:
    return OLD[:SIZE] + struct.pack("<IIHH", top, bottom, left, right) + OLD[SIZE + 12 :]


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {one: package.read(one) for one in package.namelist()}


def moved_sheet() -> bytes:
    """Return a workbook whose sheet stands in a part with an unusual name."""
    parts = parts_of(workbook_of(sheet_xml(CLEAN, cells={"C4": STRUCK_CELL})))
    parts["xl/worksheets/sheet1.dat"] = parts.pop("xl/worksheets/sheet1.xml")
    relations = bytes(parts["xl/_rels/workbook.xml.rels"])  # type: ignore[arg-type]
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"sheet1.xml", b"sheet1.dat")
    return zipped(parts)


def doubled_member() -> bytes:
    out = BytesIO(workbook_of(sheet_xml(CLEAN)))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/worksheets/SHEET1.xml", sheet_xml(CLEAN))
    return out.getvalue()


def in_a_circle() -> bytes:
    """Return an old workbook whose sectors all lead to the first one."""
    begin = (struct.unpack_from("<I", OLD, 76)[0] + 1) * 512
    table = struct.unpack_from("<128I", OLD, begin)
    return changed(OLD, begin, struct.pack("<128I", *(0 if one < 0xFFFFFFFA else one for one in table)))


def changed(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


STRUCK_CELL = '<c r="C4" t="inlineStr"><is><r><rPr><strike/></rPr><t>岗位</t></r></is></c>'
FAR = '<c r="XFD1048576" t="inlineStr"><is><t>1</t></is></c>'
UNPLACED = "<row><c t='inlineStr'><is><t>1</t></is></c></row>"
HIDDEN = '<c x=\' r="A1"\' r="XFD1048576" t="inlineStr"><is><t>1</t></is></c>'
NAMED = '<a-b:c xmlns:a-b="x" r="XFD1048576" t="inlineStr"><is><t>1</t></is></a-b:c>'
STAGGERED = [(top, 0, 600, 14) for top in range(600, 0, -1)]
CASES = {
    "a cell at the far end": (sheet_with(f'<row r="1048576">{FAR}</row>'), why.TOO_MANY_ROWS),
    "a far cell behind a misleading attribute": (sheet_with(f"<row>{HIDDEN}</row>"), why.TOO_MANY_ROWS),
    "a far cell of another namespace": (sheet_with(f"<row>{NAMED}</row>"), why.TOO_MANY_ROWS),
    "cells without places": (sheet_with(UNPLACED * 20_001), why.TOO_MANY_ROWS),
    "cells that are merged again and again": (
        workbook_of(sheet_xml([*CLEAN, *[["甲"] * 15] * 600], STAGGERED)),
        why.BROKEN,
    ),
    "a struck sheet in an unusual part": (moved_sheet(), why.STRUCK),
    "two members of one name": (doubled_member(), why.BROKEN),
    "a package inside out": (
        changed(sheet_with(""), -6 % len(sheet_with("")), b"\xff\xff\xff\x7f"),
        why.BROKEN,
    ),
    "an old sheet that ends before it begins": (sized(6, 5, 0, 15), why.BROKEN),
    "an old sheet of four thousand million cells": (sized(0, 65535, 0, 65535), why.BROKEN),
    "an old workbook in a circle": (in_a_circle(), why.BROKEN),
    "an old workbook cut off": (OLD[:3000], why.BROKEN),
    "a struck run in an old workbook": ((FIXTURES / "struck_run.xls").read_bytes(), why.STRUCK),
    "a struck cell in an old workbook": ((FIXTURES / "struck_cell.xls").read_bytes(), why.STRUCK),
    "a cell as long as a book": (docx_of(word_table([*CLEAN, ["字" * 100_001]])), why.LONG_CELL),
    "a thousand tables": (b"<html>" + b"<table><tr><td>1</td></tr></table>" * 1001, why.TOO_MANY_TABLES),
}


@pytest.mark.parametrize("name", CASES)
def test_what_would_take_all_memory_or_hide_something_is_refused(name: str) -> None:
    data, sentence = CASES[name]
    with pytest.raises(UnreadableFileError) as refused:
        read("x", data)
    assert refused.value.message.id == sentence


def test_a_struck_cell_of_an_old_workbook_is_named() -> None:
    with pytest.raises(UnreadableFileError, match=r"^Sheet1!C5 has text that is struck out"):
        read("x", (FIXTURES / "struck_run.xls").read_bytes())


def test_a_size_that_an_old_sheet_can_have_is_read() -> None:
    assert read("x", sized(0, 6, 0, 15)) == read("x", OLD)


def test_cells_without_places_are_read_one_behind_the_other() -> None:
    plain = sheet_xml(CLEAN)
    bare = "".join(part if not at else part.partition('"')[2] for at, part in enumerate(plain.split(' r="')))
    assert ' r="' not in bare
    titles = [row[0] for row in CLEAN[:1]]
    assert read("x", workbook_of(bare)).catalogues[0].title == titles[0]


def test_characters_that_no_database_keeps_are_left_out() -> None:
    table = "\n".join(",".join(one.replace("\n", " ") for one in row) for row in CLEAN)
    found = read("x", table.replace("岗位信息发布", "岗位\x00信息\x00发布").encode("utf-16"))
    assert found.catalogues[0].rows[2].content.name == "岗位信息发布"
    said = read("x", b'{"title": "a\\u0000b", "entries": [{"level": 1, "name": "c\\u0000"}]}')
    assert (said.catalogues[0].title, said.catalogues[0].rows[0].content.name) == ("ab", "c")


def test_half_a_character_in_json_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read("x", b'{"title": "\\ud800", "entries": []}')
    assert refused.value.message.id == why.NOT_JSON
