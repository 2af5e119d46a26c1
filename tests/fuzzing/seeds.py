"""The files that fuzzing begins with, by family: the fixtures of the readers, and what the product itself writes."""

import csv
import io
import json
from functools import cache
from pathlib import Path

from formats.catalogue_json import entry_of
from formats.reading import read
from formats.writing import FileKind, write
from tests.formats.official import BASIS, CLEAN, MERGED, TAIL, row
from tests.formats.table_files import (
    docx,
    docx_of,
    page,
    page_table,
    sheet_xml,
    word_paragraph,
    word_table,
    workbook_of,
    xlsx,
)

FIXTURES = Path(__file__).parents[1] / "formats" / "fixtures"
ODD = [
    *CLEAN,
    row(
        "4",
        "2就業服务",
        "2.1机 关 登记",
        bases="国发﹝2015﹞2号；民发〔2018)23号〕",
        channels="口政府网站□其他",
    ),
    ["", "16.工伤保险服务6.1工伤认定申请", "", "●甲\n●乙", BASIS, *TAIL],
    ["注：略", *[""] * 14],
    *CLEAN[1:],
]
RICH = '<c r="C4" t="inlineStr"><is><r><rPr><strike val="0"/></rPr><t>岗位</t></r><r><t>信息</t></r></is></c>'
FORMULA = '<c r="D4" t="str"><f>A1&amp;"x"</f><v>服务对象</v></c>'
FAMILIES = ("xlsx", "xls", "docx", "page", "csv", "json")


@cache
def seeds(family: str) -> tuple[bytes, ...]:
    """Return the files of a family to begin with."""
    return {
        "xlsx": lambda: (
            xlsx(CLEAN, MERGED),
            workbook_of(sheet_xml(ODD, MERGED, cells={"C4": RICH, "D4": FORMULA}), sheet_xml([["一"]])),
            _written(FileKind.XLSX),
        ),
        "xls": lambda: tuple(one.read_bytes() for one in sorted(FIXTURES.glob("*.xls"))),
        "docx": lambda: (
            docx(CLEAN, MERGED),
            docx_of(word_paragraph("青禾县公开目录") + word_table(ODD, MERGED) + word_paragraph("注：略")),
            _written(FileKind.DOCX),
        ),
        "page": lambda: (
            page(CLEAN, MERGED),
            f"<html><body><h1>清单</h1>{page_table(ODD, MERGED)}<p>注：略</p></body></html>".encode(),
            _written(FileKind.HTML),
        ),
        "csv": lambda: (_csv(CLEAN), _csv(ODD), _written(FileKind.CSV)),
        "json": lambda: (_own_json(), _national_json(), _written(FileKind.JSON)),
    }[family]()


def _written(kind: FileKind) -> bytes:
    (document,) = read("x", xlsx(CLEAN, MERGED)).catalogues
    return write(document, kind, notes=("注：重建稿。",))


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _own_json() -> bytes:
    (document,) = read("x", xlsx(CLEAN, MERGED)).catalogues
    plain = {"catalogues": [{"title": document.title, "entries": [entry_of(one) for one in document.rows]}]}
    return json.dumps(plain, ensure_ascii=False).encode()


def _national_json() -> bytes:
    path = Path(__file__).parents[2] / "data" / "national_employment.json"
    return json.dumps(json.loads(path.read_text(encoding="utf-8"))[:3], ensure_ascii=False).encode()
