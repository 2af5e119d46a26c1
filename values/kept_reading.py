"""What came of reading a file, as it is kept beside the file: lines of JSON, packed, made and read piece by piece."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import msgspec

from values.catalogue_document import CatalogueDocument, DocumentRow
from values.editing_base import EditingBase
from values.messages import Message
from values.reading_report import Mended, ReadingReport, Unplaced

T = TypeVar("T")
MOST_MENDED = 2_000
"""Cells that were mended of which is kept how; the others are counted."""
TOGETHER = 500
"""Rows or cells on a line."""
LEVEL = 1
"""How hard it is packed: most of it is said again and again."""


@dataclass(frozen=True, kw_only=True)
class KeptReading:
    """A report, or why there is none."""

    report: ReadingReport
    """Without the cells that needed nothing, and with at most `MOST_MENDED` of the mended ones."""
    understood: int = 0
    """How many cells were taken as they stand."""
    mended: int = 0
    """How many were mended."""
    refusal: Message | None = None
    """The sentence of a file that cannot be read."""


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line; the lists follow in this order, each with as many lines as it needs."""

    understood: int = 0
    mended: int = 0
    kept_mended: int = 0
    unplaced: int = 0
    catalogues: tuple[tuple[str, int], ...] = ()
    """Title and number of rows of each."""
    remarks: tuple[Message, ...] = ()
    base: EditingBase | None = None
    refusal: Message | None = None


def reading_bytes(report: ReadingReport) -> bytes:
    """Return a report as it is kept."""
    head = _Head(
        understood=report.counted,
        mended=len(report.mended),
        kept_mended=min(len(report.mended), MOST_MENDED),
        unplaced=len(report.unplaced),
        catalogues=tuple((one.title, len(one.rows)) for one in report.catalogues),
        remarks=report.remarks,
        base=report.base,
    )
    return _packed(head, _lines(report))


def refusal_bytes(sentence: Message) -> bytes:
    """Return why a file cannot be read, as it is kept."""
    return _packed(_Head(refusal=sentence), iter(()))


def _lines(report: ReadingReport) -> Iterator[bytes]:
    lists = [*(one.rows for one in report.catalogues), report.unplaced, report.mended[:MOST_MENDED]]
    for found in lists:
        for at in range(0, len(found), TOGETHER):
            yield msgspec.json.encode(found[at : at + TOGETHER])


def _packed(head: _Head, lines: Iterator[bytes]) -> bytes:
    packer = zlib.compressobj(LEVEL)
    pieces = [packer.compress(msgspec.json.encode(head))]
    for line in lines:
        pieces += [packer.compress(b"\n"), packer.compress(line)]
    return b"".join((*pieces, packer.flush()))


def kept_reading(data: bytes) -> KeptReading:
    """Return what was kept.

    Raises: ValueError for what no reading is.
    """
    lines = _unpacked(data)
    head = msgspec.json.decode(next(lines), type=_Head)

    report = ReadingReport(
        catalogues=tuple(
            CatalogueDocument(title=title, rows=tuple(_told(lines, _ROWS, number)))
            for title, number in head.catalogues
        ),
        unplaced=tuple(_told(lines, _UNPLACED, head.unplaced)),
        mended=tuple(_told(lines, _MENDED, head.kept_mended)),
        remarks=head.remarks,
        base=head.base,
    )
    return KeptReading(report=report, understood=head.understood, mended=head.mended, refusal=head.refusal)


def _told(lines: Iterator[bytes], decoder: "msgspec.json.Decoder[list[T]]", number: int) -> Iterator[T]:
    for line in islice(lines, -(-number // TOGETHER)):
        yield from decoder.decode(line)


def _unpacked(data: bytes) -> Iterator[bytes]:
    try:
        text = zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    at = 0
    while at <= len(text):
        end = text.find(b"\n", at)
        end = len(text) if end < 0 else end
        yield text[at:end]
        at = end + 1


_ROWS = msgspec.json.Decoder(list[DocumentRow])
_UNPLACED = msgspec.json.Decoder(list[Unplaced])
_MENDED = msgspec.json.Decoder(list[Mended])
