"""An official paper as a Word file, after GB/T 9704: A4 upright, the title in 小标宋, the text in 仿宋."""

from collections.abc import Sequence
from html import escape
from itertools import count

from formats.paper_parts import (
    FORM_EDGE,
    LEFT,
    LETTER_BOTTOM,
    LETTER_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    Cell,
    Form,
    Line,
    OfficialPaper,
    Row,
    Style,
)
from formats.word_parts import (
    FOOTER_OF_PAGES,
    HEAD,
    W,
    all_styles,
    borders,
    field,
    paragraph_of,
    run,
    said,
    style,
    word_package,
)
from values.clock import SHANGHAI
from values.redline import Segment, SegmentKind

XIAOBIAOSONG, FANGSONG, SIMHEI, SIMSUN = "方正小标宋简体", "仿宋", "黑体", "宋体"
SIZE_2, SIZE_3, SIZE_4, SMALL_4, SMALL_5 = 44, 32, 28, 24, 18
"""二号, 三号, 四号, 小四 and 小五, in half points."""
BORDER = 6


def _spaced(line: int, rule: str = "atLeast", *, before: int = 0, after: int = 0, indent: str = "") -> str:
    return (
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'
        f"{f'<w:ind {indent}/>' if indent else ''}"
    )


_TWO_LETTERS = 'w:firstLineChars="200" w:firstLine="640"'
_LINE = _spaced(320, "exact")
_STYLES = all_styles(
    style(
        Style.TITLE,
        "Paper Title",
        font=XIAOBIAOSONG,
        size=SIZE_2,
        align="center",
        spacing=_spaced(600, after=240),
    )
    + style(
        Style.TEXT,
        "Paper Text",
        font=FANGSONG,
        size=SIZE_3,
        align="both",
        spacing=_spaced(560, "exact", indent=_TWO_LETTERS),
    )
    + style(
        Style.SECTION_TITLE,
        "Paper Section",
        font=SIMHEI,
        size=SIZE_3,
        align="left",
        spacing=_spaced(560, "exact", indent=_TWO_LETTERS),
    )
    + style(
        Style.SIGNATURE,
        "Paper Signature",
        font=FANGSONG,
        size=SIZE_3,
        align="right",
        spacing=_spaced(560, "exact", indent='w:rightChars="200" w:right="640"'),
    )
    + style(Style.LABEL, "Form Label", font=SIMHEI, size=SMALL_4, align="center", spacing=_LINE)
    + style(Style.ENTRY, "Form Entry", font=FANGSONG, size=SMALL_4, align="left", spacing=_LINE)
    + style(
        Style.ROW_TITLE, "Form Row", font=SIMHEI, size=SMALL_4, align="left", spacing=f"<w:keepNext/>{_LINE}"
    )
    + style(Style.SIGNED, "Form Signed", font=FANGSONG, size=SMALL_4, align="right", spacing=_LINE)
    + style(
        Style.REMARK,
        "Form Remark",
        font=FANGSONG,
        size=SMALL_5,
        align="left",
        spacing=_spaced(240, before=60),
    )
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


def official_paper(paper: OfficialPaper) -> bytes:
    """Return a paper as a Word file (.docx); its changes are tracked as Word tracks them."""
    writer = _Writer(paper)
    body = "".join(writer.line(one) if isinstance(one, Line) else writer.form(one) for one in paper.blocks)
    top, bottom = (FORM_EDGE, FORM_EDGE) if paper.is_form else (LETTER_TOP, LETTER_BOTTOM)
    section = (
        f'<w:sectPr>{FOOTER_OF_PAGES}<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{top}" w:right="{RIGHT}" w:bottom="{bottom}" w:left="{LEFT}" w:header="720" '
        'w:footer="680" w:gutter="0"/></w:sectPr>'
    )
    return word_package(
        body=f"{body}{section}", styles=_STYLES, footer=_FOOTER, title=paper.title, font_table=_FONTS
    )


class _Writer:
    """Writes the parts of a paper; each tracked change has a number of its own."""

    def __init__(self, paper: OfficialPaper) -> None:
        # Word shows the hour that stands there, whatever the Z behind it says: it is Shanghai's.
        moment = paper.changed_at
        local = moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
        self._by = f'w:author="{escape(said(paper.changed_by))}" w:date="{local}"'
        self._ids = count(1)

    def line(self, line: Line) -> str:
        return paragraph_of("".join(self._part(one) for one in line.parts), line.style.value)

    def form(self, form: Form) -> str:
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in form.widths)
        rows = "".join(self._row(form.widths, one) for one in form.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(form.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders(BORDER)}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, widths: Sequence[int], row: Row) -> str:
        marks = "<w:cantSplit/>" if row.height or row.is_header else ""
        marks += f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
        marks += "<w:tblHeader/>" if row.is_header else ""
        cells, column = [], 0
        for one in row.cells:
            width = sum(widths[column : column + one.span])
            column += one.span
            cells.append(self._cell(one, width, is_header=row.is_header))
        return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, width: int, *, is_header: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if is_header else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}<w:vAlign w:val="center"/></w:tcPr>'
            f"{''.join(self.line(one) for one in cell.lines)}</w:tc>"
        )

    def _part(self, part: Segment) -> str:
        if part.kind is SegmentKind.EQUAL:
            return _run(part.text, "t")
        tag, text = ("del", "delText") if part.kind is SegmentKind.DELETED else ("ins", "t")
        return f'<w:{tag} w:id="{next(self._ids)}" {self._by}>{_run(part.text, text)}</w:{tag}>'


def _run(text: str, tag: str) -> str:
    """Return a text with its line ends."""
    lines = (f'<w:{tag} xml:space="preserve">{said(one)}</w:{tag}>' for one in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"
