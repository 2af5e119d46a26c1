"""Files that are brought to be imported: one that asks much, and one that is too large to be read at once."""

import random

from tests.formats.official import CLEAN, MERGED, row
from tests.formats.table_files import sheet_xml, workbook_of, xlsx
from tests.world import COUNTY
from workflow.actor import Actor
from workflow.commands.uploading import keep_upload
from workflow.uploads import SMALL

ODD = xlsx(
    [
        *([*line, "办理地点" if at == 1 else ""] for at, line in enumerate(CLEAN)),
        [*row("4", "", "求 职 登记", county="15个工作日内", deadline=""), "一楼"],
        ["制表人：王某"],
    ],
    MERGED,
)
"""With a cell that is in the wrong column, one that belongs to no row, a mended name and an unknown column."""


def large(rows: list[list[str]] | None = None) -> bytes:
    """Return a workbook that is too large to be read at once."""
    picture = random.Random(1).randbytes(SMALL)  # noqa: S311 - a picture, no secret
    return workbook_of(sheet_xml(rows or CLEAN, MERGED), more={"xl/media/image1.png": picture})


def address(number: int) -> str:
    """Return the page of an upload."""
    return f"/catalogues/{COUNTY}/import/{number}"


def one_read_and_one_waiting(drafter: Actor) -> tuple[str, str]:
    """Bring two files, of which one is read and the other waits; return their numbers."""
    read = keep_upload(COUNTY, "目录.xlsx", ODD, actor=drafter, address=address)
    return str(read), str(keep_upload(COUNTY, "大目录.xlsx", large(), actor=drafter, address=address))
