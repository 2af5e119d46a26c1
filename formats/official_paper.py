"""The page and the type of an official paper, after GB/T 9704: A4 upright, the title in 小标宋, the text in 仿宋."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from formats.word_parts import (
    FOOTER_OF_PAGES,
    HEAD,
    W,
    all_styles,
    borders,
    field,
    paragraph,
    paragraph_of,
    run,
    style,
    word_package,
)

XIAOBIAOSONG, FANGSONG, SIMHEI, SIMSUN = "方正小标宋简体", "仿宋", "黑体", "宋体"
SIZE_2, SIZE_3, SIZE_4, SMALL_4, SMALL_5 = 44, 32, 28, 24, 18
"""二号, 三号, 四号, 小四 and 小五, in half points."""
PAGE_WIDTH, PAGE_HEIGHT, LEFT, RIGHT = 11906, 16838, 1588, 1474
LETTER_TOP, LETTER_BOTTOM, FORM_EDGE = 2098, 1984, 1134
"""In twentieths of a point: margins of 37, 35, 28 and 26 mm; a form begins and ends 20 mm from the edge."""
WIDTH = PAGE_WIDTH - LEFT - RIGHT
BORDER = 6

TITLE, TEXT, SECTION_TITLE, SIGNATURE = "PaperTitle", "PaperText", "PaperSection", "PaperSignature"
LABEL, ENTRY, ROW_TITLE, SIGNED, REMARK = "FormLabel", "FormEntry", "FormRow", "FormSigned", "FormRemark"


def _spaced(line: int, rule: str = "atLeast", *, before: int = 0, after: int = 0, indent: str = "") -> str:
    return (
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'
        f"{f'<w:ind {indent}/>' if indent else ''}"
    )


_TWO_LETTERS = 'w:firstLineChars="200" w:firstLine="640"'
_LINE = _spaced(320, "exact")
_STYLES = all_styles(
    style(
        TITLE, "Paper Title", font=XIAOBIAOSONG, size=SIZE_2, align="center", spacing=_spaced(600, after=240)
    )
    + style(
        TEXT,
        "Paper Text",
        font=FANGSONG,
        size=SIZE_3,
        align="both",
        spacing=_spaced(560, "exact", indent=_TWO_LETTERS),
    )
    + style(
        SECTION_TITLE,
        "Paper Section",
        font=SIMHEI,
        size=SIZE_3,
        align="left",
        spacing=_spaced(560, "exact", indent=_TWO_LETTERS),
    )
    + style(
        SIGNATURE,
        "Paper Signature",
        font=FANGSONG,
        size=SIZE_3,
        align="right",
        spacing=_spaced(560, "exact", indent='w:rightChars="200" w:right="640"'),
    )
    + style(LABEL, "Form Label", font=SIMHEI, size=SMALL_4, align="center", spacing=_LINE)
    + style(ENTRY, "Form Entry", font=FANGSONG, size=SMALL_4, align="left", spacing=_LINE)
    + style(ROW_TITLE, "Form Row", font=SIMHEI, size=SMALL_4, align="left", spacing=f"<w:keepNext/>{_LINE}")
    + style(SIGNED, "Form Signed", font=FANGSONG, size=SMALL_4, align="right", spacing=_LINE)
    + style(REMARK, "Form Remark", font=FANGSONG, size=SMALL_5, align="left", spacing=_spaced(240, before=60))
    + style("PageNumber", "Page Number", font=SIMSUN, size=SIZE_4, align="center", spacing=_spaced(320)),
    font=FANGSONG,
    size=SIZE_3,
)
_FOOTER = paragraph_of(f"{run('— ')}{field('PAGE')}{run(' —')}", "PageNumber")
_STAND_INS = {
    XIAOBIAOSONG: ("roman", "华文中宋,STZhongsong,Noto Serif CJK SC"),
    FANGSONG: ("roman", "仿宋_GB2312,FangSong,Noto Serif CJK SC"),
    SIMHEI: ("swiss", "SimHei,Noto Sans CJK SC"),
    SIMSUN: ("roman", "SimSun,Noto Serif CJK SC"),
}
"""The family of each font, and what stands in where a machine lacks the one that is asked for."""
_FONTS = (
    f'{HEAD}<w:fonts xmlns:w="{W}">'
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (family, other) in _STAND_INS.items()
    )
    + "</w:fonts>"
)


@dataclass(frozen=True)
class Cell:
    """A cell of a form: paragraphs over one or more columns of its grid."""

    paragraphs: str
    span: int = 1
    is_label: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a form, which may be given a least height, in twentieths of a point."""

    cells: Sequence[Cell]
    height: int = 0
    is_header: bool = False
    """Whether it is repeated on every page."""


def label(text: str, span: int = 1) -> Cell:
    """Return the name of an entry."""
    return Cell(lines(text, LABEL), span, is_label=True)


def entry(text: str, span: int = 1) -> Cell:
    """Return what was entered."""
    return Cell(lines(text, ENTRY), span)


def lines(text: str, style_name: str) -> str:
    """Return a paragraph for each line of a text."""
    return "".join(paragraph(one, style_name) for one in text.split("\n"))


def box(text: str, *signed: str) -> str:
    """Return paragraphs with what is signed below them, on the right."""
    return lines(text, ENTRY) + "".join(paragraph(one, SIGNED) for one in signed)


def form(widths: Sequence[int], rows: Iterable[Row]) -> str:
    """Return a table with black lines."""
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders(BORDER)}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(widths, one) for one in rows)}</w:tbl>"
    )


def _row(widths: Sequence[int], row: Row) -> str:
    marks = "<w:cantSplit/>" if row.height or row.is_header else ""
    marks += f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    marks += "<w:tblHeader/>" if row.is_header else ""
    cells, column = [], 0
    for one in row.cells:
        width = sum(widths[column : column + one.span])
        column += one.span
        span = f'<w:gridSpan w:val="{one.span}"/>' if one.span > 1 else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if row.is_header else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}<w:vAlign w:val="center"/></w:tcPr>'
            f"{one.paragraphs}</w:tc>"
        )
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def official_paper(title: str, body: str, *, is_form: bool) -> bytes:
    """Return a paper as a Word file; a form has narrower margins than a letter."""
    top, bottom = (FORM_EDGE, FORM_EDGE) if is_form else (LETTER_TOP, LETTER_BOTTOM)
    section = (
        f'<w:sectPr>{FOOTER_OF_PAGES}<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{top}" w:right="{RIGHT}" w:bottom="{bottom}" w:left="{LEFT}" w:header="720" '
        'w:footer="680" w:gutter="0"/></w:sectPr>'
    )
    return word_package(
        body=f"{body}{section}", styles=_STYLES, footer=_FOOTER, title=title, font_table=_FONTS
    )
