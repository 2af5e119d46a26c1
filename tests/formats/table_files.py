"""Makes files of tables for the tests: workbooks, Word files and pages, from rows of texts and merged cells."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

from formats.grid import letters

Rows = Sequence[Sequence[str]]
Merged = Sequence[tuple[int, int, int, int]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def sheet_xml(rows: Rows, merged: Merged = (), *, cells: dict[str, str] | None = None) -> str:
    """Return a sheet; `cells` replaces a cell's XML by its place."""
    lines = []
    for row, texts in enumerate(rows, start=1):
        told = []
        for column, text in enumerate(texts):
            place = f"{letters(column)}{row}"
            if cells and place in cells:
                told.append(cells[place])
            elif text:
                told.append(
                    f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
                )
        lines.append(f'<row r="{row}">{"".join(told)}</row>')
    ranges = "".join(
        f'<mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in merged
    )
    merges = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{merges}</worksheet>'


def workbook_of(*sheets: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """Return a workbook of these sheets, which are called Sheet1 and so on."""
    count = range(1, len(sheets) + 1)
    told = "".join(f'<sheet name="Sheet{one}" sheetId="{one}" r:id="rId{one}"/>' for one in count)
    targets = "".join(
        f'<Relationship Id="rId{one}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{one}.xml"/>'
        for one in count
    )
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{told}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{targets}</Relationships>',
            **{f"xl/worksheets/sheet{one}.xml": sheets[one - 1] for one in count},
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            **(more or {}),
        }
    )


def xlsx(rows: Rows, merged: Merged = ()) -> bytes:
    """Return a workbook of one sheet."""
    return workbook_of(sheet_xml(rows, merged))


def docx_of(body: str) -> bytes:
    """Return a Word file with this body."""
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "word/document.xml": f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def word_paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_table(rows: Rows, merged: Merged = ()) -> str:
    """Return a table; what is merged spans columns and rows as Word writes it."""
    begins = {(top, left): (bottom, right) for top, left, bottom, right in merged}
    lines = []
    for row, texts in enumerate(rows):
        told, column = [], 0
        while column < len(texts):
            above = next((one for one in merged if one[1] == column and one[0] < row <= one[2]), None)
            bottom, right = begins.get((row, column), (row, above[3] if above else column))
            marks = f'<w:gridSpan w:val="{right - column + 1}"/>' if right > column else ""
            marks += "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if bottom > row else ""
            lines_of = "".join(word_paragraph(one) for one in texts[column].split("\n"))
            told.append(f"<w:tc><w:tcPr>{marks}</w:tcPr>{lines_of}</w:tc>")
            column = right + 1
        lines.append(f"<w:tr>{''.join(told)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def docx(rows: Rows, merged: Merged = ()) -> bytes:
    """Return a Word file of one table."""
    return docx_of(word_table(rows, merged))


def page_table(rows: Rows, merged: Merged = ()) -> str:
    """Return a table of a page."""
    begins = {(top, left): (bottom, right) for top, left, bottom, right in merged}
    covered = {
        (row, column)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - begins.keys()
    lines = []
    for row, texts in enumerate(rows):
        told = []
        for column, text in enumerate(texts):
            if (row, column) in covered:
                continue
            bottom, right = begins.get((row, column), (row, column))
            spans = f' rowspan="{bottom - row + 1}" colspan="{right - column + 1}"'
            told.append(f"<td{spans}>{escape(text).replace(chr(10), '<br/>')}</td>")
        lines.append(f"<tr>{''.join(told)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def page(rows: Rows, merged: Merged = ()) -> bytes:
    """Return a page with one table."""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{page_table(rows, merged)}</body></html>".encode()
