"""The official table as a Word file (.docx): A4 landscape, the header repeated on each page, merged cells."""

from html import escape

from formats.exact_cells import exact_text
from formats.grid import Range
from formats.package_writing import packed
from formats.paper_table import PaperTable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TWIPS_PER_MILLIMETRE = 56.7
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 16838, 11906, 680
"""A4 landscape with margins of 12 mm, in twentieths of a point."""
TITLE_SIZE, CELL_SIZE, NOTE_SIZE = 36, 16, 18
"""In half points."""
SIMSUN, SIMHEI = "宋体", "黑体"

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for part, kind in (
            ("/word/document.xml", "officedocument.wordprocessingml.document.main"),
            ("/word/styles.xml", "officedocument.wordprocessingml.styles"),
            ("/word/footer1.xml", "officedocument.wordprocessingml.footer"),
            ("/docProps/core.xml", "package.core-properties"),
        )
    )
    + "</Types>"
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/relationships/footer" Target="footer1.xml"/>'
    "</Relationships>"
)


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style(name: str, label: str, *, font: str, size: int, align: str, spacing: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:rPr>{_fonts(font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


TIGHT = '<w:spacing w:before="0" w:after="0" w:line="220" w:lineRule="atLeast"/>'
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SIMSUN)}'
    f'<w:sz w:val="{CELL_SIZE}"/><w:szCs w:val="{CELL_SIZE}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style(
        "Title", "Title", font=SIMHEI, size=TITLE_SIZE, align="center", spacing='<w:spacing w:after="160"/>'
    )
    + _style("HeaderCell", "Header Cell", font=SIMHEI, size=CELL_SIZE, align="center", spacing=TIGHT)
    + _style("CellText", "Cell Text", font=SIMSUN, size=CELL_SIZE, align="left", spacing=TIGHT)
    + _style("CellCentred", "Cell Centred", font=SIMSUN, size=CELL_SIZE, align="center", spacing=TIGHT)
    + _style("Note", "Note", font=SIMSUN, size=NOTE_SIZE, align="left", spacing='<w:spacing w:before="80"/>')
    + "</w:styles>"
)


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


FOOTER = (
    f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="CellCentred"/></w:pPr>'
    f"{_run('第 ')}{_field('PAGE')}{_run(' 页，共 ')}{_field('NUMPAGES')}{_run(' 页')}</w:p></w:ftr>"
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}" w:orient="landscape"/>'
    f'<w:pgMar w:top="850" w:right="{MARGIN}" w:bottom="850" w:left="{MARGIN}" w:header="425" w:footer="425" '
    'w:gutter="0"/></w:sectPr>'
)


def word_file_of(table: PaperTable) -> bytes:
    """Return a Word file with the title, the table and its notes."""
    title = _paragraph(table.title, "Title") if table.title else ""
    notes = "".join(_paragraph(one, "Note") for one in table.notes) or _paragraph("", "Note")
    document = (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}/relationships"><w:body>'
        f"{title}{_table(table)}{notes}{SECTION}</w:body></w:document>"
    )
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(exact_text(table.title), quote=False)}'
        "</dc:title></cp:coreProperties>"
    )
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
            "word/styles.xml": STYLES,
            "word/footer1.xml": FOOTER,
            "docProps/core.xml": core,
        }
    )


def _paragraph(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text) if text else ""}</w:p>'


def _table(table: PaperTable) -> str:
    available = PAGE_WIDTH - 2 * MARGIN
    wanted = sum(one.width for one in table.columns) * TWIPS_PER_MILLIMETRE
    widths = [int(one.width * TWIPS_PER_MILLIMETRE * available / wanted) for one in table.columns]
    above, below, header_merged = table.headers()
    centred = [one.is_centred for one in table.columns]
    rows = [
        _row(texts, row, header_merged, widths, styles=["HeaderCell"] * len(widths), is_header=True)
        for row, texts in enumerate((above, below))
    ]
    begins = {(one[0], one[1]): one for one in table.merged}
    open_ranges: dict[int, Range] = {}
    for row, texts in enumerate(table.lines):
        open_ranges = {column: one for column, one in open_ranges.items() if one[2] >= row}
        open_ranges |= {column: one for (began, column), one in begins.items() if began == row}
        merged = list(open_ranges.values())
        styles = [
            "CellCentred" if is_centred or at in open_ranges else "CellText"
            for at, is_centred in enumerate(centred)
        ]
        rows.append(_row(texts, row, merged, widths, styles=styles))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    texts: list[str],
    row: int,
    merged: list[Range],
    widths: list[int],
    *,
    styles: list[str],
    is_header: bool = False,
) -> str:
    cells, column = [], 0
    ranges = {one[1]: one for one in merged if one[0] <= row <= one[2]}
    while column < len(texts):
        first_row, _, last_row, last = ranges.get(column, (row, column, row, column))
        marks = f'<w:tcW w:w="{sum(widths[column : last + 1])}" w:type="dxa"/>'
        marks += f'<w:gridSpan w:val="{last - column + 1}"/>' if last > column else ""
        if last_row > first_row:
            marks += '<w:vMerge w:val="restart"/>' if first_row == row else "<w:vMerge/>"
        marks += '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if is_header else ""
        said = "".join(_paragraph(line, styles[column]) for line in texts[column].split("\n"))
        cells.append(f'<w:tc><w:tcPr>{marks}<w:vAlign w:val="center"/></w:tcPr>{said}</w:tc>')
        column = last + 1
    repeated = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"
