"""What every Word file (.docx) of ours is made of: its package, styles, paragraphs and runs."""

import re
from html import escape

from formats.package_writing import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""

_PARTS = (
    ("/word/document.xml", "officedocument.wordprocessingml.document.main"),
    ("/word/styles.xml", "officedocument.wordprocessingml.styles"),
    ("/word/footer1.xml", "officedocument.wordprocessingml.footer"),
    ("/docProps/core.xml", "package.core-properties"),
)
_FONT_TABLE = ("/word/fontTable.xml", "officedocument.wordprocessingml.fontTable")
_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
FOOTER_OF_PAGES = '<w:footerReference w:type="default" r:id="rId2"/>'
"""In a section: that its pages have the footer of the package."""


def word_package(*, body: str, styles: str, footer: str, title: str, font_table: str = "") -> bytes:
    """Return a Word file.

    Args:
        body: paragraphs, tables and the section's settings.
        styles: the styles after the defaults; see `all_styles`.
        footer: paragraphs of the footer.
        title: what programs list it as.
        font_table: the fonts with what may stand in for them; empty: programs choose.
    """
    fonts = {"word/fontTable.xml": font_table} if font_table else {}
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{said(title)}</dc:title></cp:coreProperties>'
    )
    return packed(
        {
            "[Content_Types].xml": _types(has_fonts=bool(fonts)),
            "_rels/.rels": _RELATIONS,
            "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}/relationships">'
            f"<w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _document_relations(has_fonts=bool(fonts)),
            "word/styles.xml": styles,
            "word/footer1.xml": f'{HEAD}<w:ftr xmlns:w="{W}">{footer}</w:ftr>',
            **fonts,
            "docProps/core.xml": core,
        }
    )


def all_styles(styles: str, *, font: str, size: int) -> str:
    """Return the part with all styles; the font and the size in half points hold where a style says nothing."""
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(font)}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{styles}</w:styles>"
    )


def style(name: str, label: str, *, font: str, size: int, align: str, spacing: str) -> str:
    """Return a style of paragraphs; `spacing` holds its spacing and, behind it, its indents."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:rPr>{_fonts(font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def borders(width: int) -> str:
    """Return black lines around and between cells, in eighths of a point."""
    return "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )


def field(name: str) -> str:
    """Return a number that the program counts: `PAGE`, `NUMPAGES`."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def run(text: str) -> str:
    """Return a text without line ends."""
    return f'<w:r><w:t xml:space="preserve">{said(text)}</w:t></w:r>'


def paragraph(text: str, style_name: str) -> str:
    """Return a paragraph of one text."""
    return paragraph_of(run(text) if text else "", style_name)


def paragraph_of(runs: str, style_name: str) -> str:
    """Return a paragraph of runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_name}"/></w:pPr>{runs}</w:p>'


def said(text: str) -> str:
    """Return a text as XML holds it; what it cannot hold is seen to be missing."""
    return escape(_NO_XML.sub("\ufffd", text), quote=False)


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _types(*, has_fonts: bool) -> str:
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
            for part, kind in (*_PARTS, *((_FONT_TABLE,) if has_fonts else ()))
        )
        + "</Types>"
    )


def _document_relations(*, has_fonts: bool) -> str:
    fonts = f'<Relationship Id="rId3" Type="{OFFICE}/relationships/fontTable" Target="fontTable.xml"/>'
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/relationships/footer" Target="footer1.xml"/>'
        f"{fonts if has_fonts else ''}</Relationships>"
    )
