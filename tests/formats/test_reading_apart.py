"""Files are read in a process of their own: within memory and time, telling how far it is, in the manner wanted."""

import random
import struct
import subprocess
import sys

import msgspec
import pytest

from formats import unreadable as why
from formats.reading import read
from formats.reading_apart import GivenUpError, read_apart
from formats.reading_child import HEAD, PROGRESS, ReadingRequest
from formats.unreadable import MOST_BYTES, UnreadableFileError
from tests.formats.official import CLEAN, MERGED, row
from tests.formats.table_files import sheet_xml, workbook_of, xlsx
from tests.sources import ROOT
from values.kept_reading import MOST_MENDED, kept_reading
from values.reading_choices import ReadingManner

AS_IT_STANDS = ReadingManner()
MOST_MEMORY = 300_000
"""Kilobytes that the process may really use."""


def large() -> bytes:
    """Return the largest workbook that is read: some 20 MB of text that packs to hardly less, 20,000 by 15 cells."""
    chance = random.Random(7)  # noqa: S311 - no secret, only hard to pack
    han = [chr(0x4E00 + one) for one in range(20_000)]
    rows = [*CLEAN]
    for at in range(19_990):
        line = row(str(at + 4), "", f"事项{at}", county="√")
        line[3:8] = ["".join(chance.choices(han, k=82)) for _ in range(5)]
        rows.append([one or "□" for one in line])
    return xlsx(rows)


def test_the_report_comes_back_as_it_was_read() -> None:
    data = xlsx([*CLEAN, row("4", "", "求 职 登记", county="待定")], MERGED)
    kept, found = kept_reading(read_apart("目录.xlsx", data, AS_IT_STANDS)), read("目录.xlsx", data)
    assert kept.report.catalogues == found.catalogues
    assert (kept.report.unplaced, kept.report.mended) == (found.unplaced, found.mended)
    assert (kept.understood, kept.mended) == (len(found.understood), 1)
    refused = kept_reading(read_apart("a", b"%PDF-1.7", AS_IT_STANDS)).refusal
    assert refused is not None
    assert refused.id == why.UNKNOWN


def test_the_largest_workbook_is_read_within_its_memory_and_says_how_far_it_is() -> None:
    data = large()
    assert MOST_BYTES * 0.95 < len(data) <= MOST_BYTES
    request = msgspec.json.encode(ReadingRequest("目录.xlsx", AS_IT_STANDS))
    program = (
        "import sys; from formats import reading_child as c; c.main()\n"
        "told = next(one for one in open('/proc/self/status') if one.startswith('VmHWM'))\n"
        "print(told.split()[1], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=request + b"\n" + data,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert int(done.stderr) < MOST_MEMORY
    heard, result = said(done.stdout)
    assert len(kept_reading(result).report.catalogues[0].rows) > 19_990
    assert heard == sorted(heard)
    assert {lines for _, lines in heard} == {len(CLEAN) + 19_990}


def said(output: bytes) -> tuple[list[tuple[int, int]], bytes]:
    """Return what the process said on how far it was, and its result."""
    heard: list[tuple[int, int]] = []
    at = 0
    while True:
        kind, length = HEAD.unpack_from(output, at)
        at += HEAD.size
        body = output[at : at + length]
        if kind != PROGRESS:
            return heard, body
        heard.append(struct.unpack("!QQ", body))
        at += length


def test_more_cells_than_are_read_are_refused_with_a_sentence() -> None:
    sheet = sheet_xml([*CLEAN, *[["甲"] * 50] * 5_000])
    with pytest.raises(UnreadableFileError, match="more than 400000 filled cells"):
        read("x", workbook_of(sheet, sheet))


def test_a_list_of_mended_cells_is_kept_as_far_as_anyone_reads_it() -> None:
    rows = [*CLEAN, *(row(str(at), "", f"事 项 {at}") for at in range(MOST_MENDED + 10))]
    kept = kept_reading(read_apart("x", xlsx(rows), AS_IT_STANDS))
    assert (len(kept.report.mended), kept.mended) == (MOST_MENDED, MOST_MENDED + 10)


def test_what_takes_too_long_or_breaks_off_is_given_up() -> None:
    with pytest.raises(GivenUpError):
        read_apart("x", xlsx(CLEAN), AS_IT_STANDS, seconds=0.01)
    with pytest.raises(ValueError, match="incorrect header"):
        kept_reading(b"nothing")


def test_the_process_has_limits_of_its_own() -> None:
    request = msgspec.json.encode(ReadingRequest("x", AS_IT_STANDS))
    program = (
        "import resource; from formats import reading_child as c\n"
        "c.main()\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=request + b"\n" + xlsx(CLEAN),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.endswith(b"60 1073741824\n")


def test_a_cell_stays_as_written_and_a_column_is_what_somebody_says() -> None:
    rows = [[one.replace("公开时限", "办结要求") for one in line] for line in CLEAN]
    data = xlsx([*rows, row("4", "", "求 职 登记", county="有")], MERGED)
    plain = read("x", data)
    assert plain.catalogues[0].rows[-1].content.name == "求职登记"
    assert not any(one.content.deadline for one in plain.catalogues[0].rows)
    manner = ReadingManner(
        columns={"办结要求": "deadline", "": "deadline", "无此列": "no such kind"},
        as_written=("Sheet1!C7", "Sheet1!M7", "Sheet1!ZZ9", "Sheet2!A1", "nowhere"),
    )
    told = read("x", data, manner)
    assert told.catalogues[0].rows[-1].content.name == "求 职 登记"
    assert any(one.content.deadline for one in told.catalogues[0].rows)
    assert [(one.place, one.text, one.meaning) for one in told.unplaced] == [("Sheet1!M7", "有", "level")]
    assert told.mended == ()
