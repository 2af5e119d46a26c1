"""The official table as a Word file (.docx): A4 landscape, the header repeated on each page, merged cells."""

from formats.exact_cells import exact_text
from formats.grid import Range
from formats.paper_table import PaperTable
from formats.word_parts import (
    FOOTER_OF_PAGES,
    all_styles,
    borders,
    field,
    paragraph,
    paragraph_of,
    run,
    style,
    word_package,
)

TWIPS_PER_MILLIMETRE = 56.7
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 16838, 11906, 680
"""A4 landscape with margins of 12 mm, in twentieths of a point."""
TITLE_SIZE, CELL_SIZE, NOTE_SIZE = 36, 16, 18
"""In half points."""
SIMSUN, SIMHEI = "宋体", "黑体"

TIGHT = '<w:spacing w:before="0" w:after="0" w:line="220" w:lineRule="atLeast"/>'
STYLES = all_styles(
    style(
        "Title", "Title", font=SIMHEI, size=TITLE_SIZE, align="center", spacing='<w:spacing w:after="160"/>'
    )
    + style("HeaderCell", "Header Cell", font=SIMHEI, size=CELL_SIZE, align="center", spacing=TIGHT)
    + style("CellText", "Cell Text", font=SIMSUN, size=CELL_SIZE, align="left", spacing=TIGHT)
    + style("CellCentred", "Cell Centred", font=SIMSUN, size=CELL_SIZE, align="center", spacing=TIGHT)
    + style("Note", "Note", font=SIMSUN, size=NOTE_SIZE, align="left", spacing='<w:spacing w:before="80"/>'),
    font=SIMSUN,
    size=CELL_SIZE,
)
FOOTER = paragraph_of(
    f"{run('第 ')}{field('PAGE')}{run(' 页，共 ')}{field('NUMPAGES')}{run(' 页')}", "CellCentred"
)
SECTION = (
    f"<w:sectPr>{FOOTER_OF_PAGES}"
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}" w:orient="landscape"/>'
    f'<w:pgMar w:top="850" w:right="{MARGIN}" w:bottom="850" w:left="{MARGIN}" w:header="425" w:footer="425" '
    'w:gutter="0"/></w:sectPr>'
)
BORDER = 4


def word_file_of(table: PaperTable) -> bytes:
    """Return a Word file with the title, the table and its notes."""
    title = paragraph(table.title, "Title") if table.title else ""
    notes = "".join(paragraph(one, "Note") for one in table.notes) or paragraph("", "Note")
    return word_package(
        body=f"{title}{_table(table)}{notes}{SECTION}",
        styles=STYLES,
        footer=FOOTER,
        title=exact_text(table.title),
    )


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
        f'<w:tblBorders>{borders(BORDER)}</w:tblBorders><w:tblLayout w:type="fixed"/>'
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
        said = "".join(paragraph(line, styles[column]) for line in texts[column].split("\n"))
        cells.append(f'<w:tc><w:tcPr>{marks}<w:vAlign w:val="center"/></w:tcPr>{said}</w:tc>')
        column = last + 1
    repeated = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"
