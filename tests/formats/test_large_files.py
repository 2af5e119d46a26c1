"""The largest pages and Word files are read within their memory, by the process that reads them."""

import random
import subprocess
import sys
from collections.abc import Callable

import msgspec
import pytest

from formats.page_slimming import slim
from formats.reading import read
from formats.reading_child import ReadingRequest
from formats.unreadable import MOST_BYTES, MOST_FILLED, UnreadableFileError
from tests.formats.official import CLEAN, MERGED
from tests.formats.table_files import docx_of, page, word_table
from tests.sources import ROOT
from values.kept_reading import kept_reading
from values.reading_choices import ReadingManner

MOST_MEMORY = 300_000
"""Kilobytes that the process may really use."""
CHANCE = random.Random(7)  # noqa: S311 - no secret, only hard to pack
HAN = [chr(0x4E00 + one) for one in range(20_000)]
EXCEL = "<td class=xl65 width=72 style='border-top:none;width:54pt' x:str>"
"""How Excel begins the cells of a page that it saves."""
WORD = (
    '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>{}</w:t></w:r></w:p></w:tc>'
)


def text() -> str:
    return "".join(CHANCE.choices(HAN, k=20))


def saved_by_excel(rows: int) -> bytes:
    """Return the official table as a page, with many more rows in the way of Excel."""
    begun = page(CLEAN, MERGED).decode()
    row = "<tr height=19>" + f"{EXCEL}{{}}</td>" * 12 + "</tr>"
    more = [row.format(at, "", f"事项{at}", text(), *["■"] * 8) for at in range(rows)]
    return begun.replace("</table>", "".join(more) + "</table>", 1).encode()


def saved_by_word(rows: int) -> bytes:
    """Return the official table as a Word file, with many more rows."""
    row = f"<w:tr>{WORD * 15}</w:tr>"
    more = [row.format(at, "", f"事项{at}", text(), *["■"] * 11) for at in range(rows)]
    return docx_of(word_table(CLEAN, MERGED).replace("</w:tbl>", "".join(more) + "</w:tbl>", 1))


@pytest.mark.parametrize(("made", "rows"), [(saved_by_excel, 18_000), (saved_by_word, 19_000)])
def test_the_largest_file_is_read_within_its_memory(made: Callable[[int], bytes], rows: int) -> None:
    data = made(rows)
    assert len(data) <= MOST_BYTES
    program = (
        "import sys; from formats import reading_child as c; c.main()\n"
        "told = next(one for one in open('/proc/self/status') if one.startswith('VmHWM'))\n"
        "print(told.split()[1], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=msgspec.json.encode(ReadingRequest("目录", ReadingManner())) + b"\n" + data,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    at = done.stdout.rindex(b"r\x00\x00\x00\x00")
    assert len(kept_reading(done.stdout[at + 9 :]).report.catalogues[0].rows) >= rows
    assert int(done.stderr) < MOST_MEMORY


def test_of_a_large_page_only_attributes_go_that_nobody_reads() -> None:
    cells = {
        f"{EXCEL}甲</td>": "<td>甲</td>",
        "<TD class=x colspan=2 x:str>": "<TD colspan=2>",
        "<td title=\"colspan=4 a>b\" rowspan='5'>": "<td title=\"colspan=4 a>b\" rowspan='5'>",
        "<td title='colspan=4' colspan = '5'>": "<td colspan = '5'>",
        "<td style=text-decoration:line-through>": "<td style=text-decoration:line-through>",
        '<td style="text-decoration: LINE-THROUGH" x>': '<td style="text-decoration: LINE-THROUGH" x>',
        "<th scope=col><tr id=a>": "<th><tr>",
        "<td data-colspan=7><p class=a>": "<td><p class=a>",
    }
    small = "".join(cells)
    assert slim(small) == small
    large = " " * 2_000_000
    assert slim(small + large) == "".join(cells.values()) + large


def test_a_page_of_too_many_cells_is_refused_before_it_is_taken_apart() -> None:
    data = b"<html><table><tr>" + b"<td>1" * (MOST_FILLED + 1) + b"</table></html>"
    with pytest.raises(UnreadableFileError, match=f"more than {MOST_FILLED} filled cells"):
        read("x", data)
