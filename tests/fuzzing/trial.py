"""What reading any bytes must keep to: an answer or the product's own refusal, soon, and nothing else touched."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from formats.catalogue_json import entry_of
from formats.media_type import told_type
from formats.reading import read
from formats.unfit import UnfitFileError
from formats.unreadable import UnreadableFileError
from values.reading_report import ReadingReport

REACHING = ("open", "os.", "socket.", "subprocess.", "urllib.", "ftplib.", "http.", "shutil.", "tempfile.")
"""What a reader that only looks at the bytes it was given never does."""
_NOTHING = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The character that no database keeps, as JSON writes it."""
_watched: list[str] | None = None


class TrialError(AssertionError):
    """Reading did what it must never do."""


def tried(data: bytes) -> ReadingReport | None:
    """Read a file, and tell its type as an attachment; None where it is refused in a sentence.

    Raises: TrialError, or whatever error is not the product's own.
    """
    with nothing_reached():
        with suppress(UnfitFileError):
            told_type(data)
        try:
            report = read("文件.xlsx", data)
        except UnreadableFileError as error:
            if not error.message.in_english():
                raise TrialError("a refusal without a sentence") from error
            return None
    _require_sound(report)
    return report


def _require_sound(report: ReadingReport) -> None:
    """Hold that each cell is told once, that rows stand below rows, and that all of it can be kept."""
    lists = (report.understood, report.mended, report.unplaced)
    places = [one.place for told in lists for one in told]
    if len(places) != len(set(places)):
        raise TrialError("a cell is told twice")
    for found in report.catalogues:
        for at, row in enumerate(found.rows):
            if row.parent is not None and not 0 <= row.parent < at:
                raise TrialError("a row stands below one that comes later")
        found.states()
        kept = json.dumps([found.title, [entry_of(row) for row in found.rows]], ensure_ascii=False)
        kept.encode()
        if _NOTHING.search(kept):
            raise TrialError("a text that PostgreSQL cannot keep")


@contextmanager
def nothing_reached() -> Iterator[None]:
    """Hold that nothing is opened, started or connected to meanwhile; what Python loads of itself aside."""
    global _watched  # noqa: PLW0603 - an audit hook can only be told by what it sees
    _watch()
    _watched = []
    try:
        yield
        reached = _watched
    finally:
        _watched = None
    if reached:
        raise TrialError(f"reading reached for {reached}")


def _watch() -> None:
    if not getattr(_watch, "is_set", False):
        sys.addaudithook(_heard)
        _watch.is_set = True  # type: ignore[attr-defined]


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched is not None and event.startswith(REACHING):
        subject = str(arguments[0]) if arguments else ""
        if not subject.startswith((sys.prefix, sys.base_prefix)) and not subject.endswith((".py", ".pyc")):
            _watched.append(f"{event} {subject}")
