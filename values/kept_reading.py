"""What came of reading a file, as it is kept beside the file: the report without the list of what needed nothing."""

from dataclasses import dataclass, replace

import msgspec

from values.messages import Message
from values.reading_report import ReadingReport


@dataclass(frozen=True, kw_only=True)
class KeptReading:
    """A report, or why there is none."""

    report: ReadingReport
    understood: int = 0
    """How many cells were taken as they stand; the report itself no longer lists them."""
    refusal: Message | None = None
    """The sentence of a file that cannot be read."""


def reading_bytes(report: ReadingReport) -> bytes:
    """Return a report as it is kept."""
    kept = KeptReading(report=replace(report, understood=()), understood=len(report.understood))
    return msgspec.json.encode(kept)


def refusal_bytes(sentence: Message) -> bytes:
    """Return why a file cannot be read, as it is kept."""
    return msgspec.json.encode(KeptReading(report=ReadingReport(), refusal=sentence))


def kept_reading(data: bytes) -> KeptReading:
    """Return what was kept.

    Raises: ValueError for what no reading is.
    """
    return _DECODER.decode(data)


_DECODER = msgspec.json.Decoder(KeptReading)
