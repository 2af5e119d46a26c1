"""The kinds of long work: what each makes of its bytes, telling how far it is. Doing it again gives the same."""

from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from formats.printing.press import PrintingError, print_sheet
from formats.reading_apart import GIVEN_UP, GivenUpError, read_apart
from models import JobFile
from values.jobs import ALL_OF_PRINTING, SHEET_READ, JobKind
from values.messages import N_
from values.reading_choices import ReadingManner
from workflow.unit import reading

Report = Callable[[int, int], None]
"""Takes how many parts are done, of how many."""

Doing = Callable[[bytes, Report], bytes]

BROKE_OFF = N_("The work broke off several times and was given up. Ask for it again later.")


class JobError(Exception):
    """Work that cannot be done, however often it is begun; says why, as an English message id."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        """Keep the sentence for people, and what the technical log is told."""
        super().__init__(detail or sentence)
        self.sentence = sentence


def _print(sheet: bytes, report: Report) -> bytes:
    report(0, ALL_OF_PRINTING)
    try:
        return print_sheet(sheet, lambda reached: report(SHEET_READ + reached, ALL_OF_PRINTING))
    except PrintingError as error:
        raise JobError(error.sentence, str(error)) from error


class FileToRead(msgspec.Struct, frozen=True, kw_only=True):
    """From what a file is read: its bytes by their hash, so that they are stored once, and in which manner."""

    sha256: str
    name: str
    manner: ReadingManner

    def recipe(self) -> bytes:
        """Return it as the bytes that work begins with; the same are the same."""
        return msgspec.json.encode(self, order="sorted")


def _read(recipe: bytes, report: Report) -> bytes:
    file = msgspec.json.decode(recipe, type=FileToRead)
    with reading() as session:
        data = session.scalar(sa.select(JobFile.data).where(JobFile.sha256 == file.sha256))
    if data is None:
        raise JobError(GONE)
    try:
        return read_apart(file.name, data, file.manner, report)
    except GivenUpError as error:
        raise JobError(GIVEN_UP, str(error)) from error


GONE = N_("The file is not kept any more; choose it again.")

KINDS: dict[JobKind, Doing] = {JobKind.PRINTING: _print, JobKind.READING: _read}
"""What is done for each kind."""
