"""The official table as a page to keep or to post: it stands for itself, with its looks inside and no script."""

from html import escape

from formats.exact_cells import exact_text
from formats.grid import Range
from formats.paper_table import PaperTable

LOOKS = """
@page { size: A4 landscape; margin: 12mm; }
body { font: 14px/1.5 "SimSun", "宋体", "Noto Serif CJK SC", serif; color: #000; background: #fff; margin: 1.5em; }
h1 { font: 24px/1.4 "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; text-align: center; margin: 0 0 .8em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: .3em .4em; vertical-align: middle; mso-number-format: "\\@"; }
th { font: 13px/1.4 "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; background: #f2f2f2; }
.c { text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@media print { body { font-size: 8pt; margin: 0; } th { font-size: 8pt; } }
"""
"""Excel opens such pages too, and takes every cell for a text by `mso-number-format`."""


def page_of(table: PaperTable) -> bytes:
    """Return a page with the title, the table and its notes."""
    above, below, merged = table.headers()
    header = [_row(texts, row, merged, "th") for row, texts in enumerate((above, below))]
    centred = [one.is_centred for one in table.columns]
    begins = {(one[0], one[1]): one for one in table.merged}
    covered = {(row, one[1]) for one in table.merged for row in range(one[0] + 1, one[2] + 1)}
    body = [
        "".join(
            _cell(
                text, begins.get((row, column), (row, column, row, column)), "td", is_centred=centred[column]
            )
            for column, text in enumerate(texts)
            if (row, column) not in covered
        )
        for row, texts in enumerate(table.lines)
    ]
    notes = "".join(f"<p>{_text(one)}</p>\n" for one in table.notes)
    heading = f"<h1>{_text(table.title)}</h1>\n" if table.title else ""
    lines = "".join(f"<tr>{one}</tr>\n" for one in body)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(exact_text(table.title))}</title>\n<style>{LOOKS}</style>\n</head>\n<body>\n<main>\n"
        f"{heading}<table>\n<thead>\n{''.join(header)}</thead>\n<tbody>\n{lines}</tbody>\n</table>\n"
        f"{notes}</main>\n</body>\n</html>\n"
    ).encode()


def _row(texts: list[str], row: int, merged: list[Range], tag: str) -> str:
    begins = {(one[0], one[1]): one for one in merged}
    covered = {
        (at, column)
        for one in merged
        for at in range(one[0], one[2] + 1)
        for column in range(one[1], one[3] + 1)
    } - begins.keys()
    cells = "".join(
        _cell(text, begins.get((row, column), (row, column, row, column)), tag)
        for column, text in enumerate(texts)
        if (row, column) not in covered
    )
    return f"<tr>{cells}</tr>\n"


def _cell(text: str, spans: Range, tag: str, *, is_centred: bool = False) -> str:
    first_row, first, last_row, last = spans
    marks = f' rowspan="{last_row - first_row + 1}"' if last_row > first_row else ""
    marks += f' colspan="{last - first + 1}"' if last > first else ""
    marks += ' class="c"' if is_centred else ""
    if tag == "th":
        marks += ' scope="colgroup"' if last > first else ' scope="col"'
    return f"<{tag}{marks}>{_text(text)}</{tag}>"


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
