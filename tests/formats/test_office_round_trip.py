"""A workbook that LibreOffice saves in another form reads the same; skipped where it is not installed."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from formats import unreadable as why
from formats.reading import read
from formats.unreadable import UnreadableFileError
from formats.writing import FileKind, write
from tests.formats.official import CLEAN, MERGED
from tests.formats.table_files import xlsx
from values.reading_report import ReadingReport

OFFICE = shutil.which("soffice")
FILTERS = {
    "xls": "xls:MS Excel 97",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "html": "html:HTML (StarCalc)",
    "ods": "ods",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76",
}
TEXT_FILTERS = {"docx": "docx:MS Word 2007 XML", "html": "html:HTML (StarWriter)", "doc": "doc:MS Word 97"}

pytestmark = [
    pytest.mark.skipif(not OFFICE, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.slow,
]


@cache
def saved(source: bytes, ending: str, kind: str) -> bytes:
    """Have LibreOffice open a file and save it in another form."""
    with TemporaryDirectory(prefix="mulu-office-") as name:
        folder = Path(name)
        (folder / f"table.{ending}").write_bytes(source)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [OFFICE or "", "--headless", profile, "--convert-to", kind, "--outdir", f"{folder}/out"]
        subprocess.run([*command, f"{folder}/table.{ending}"], check=True, capture_output=True, timeout=240)
        (found,) = (folder / "out").iterdir()
        return found.read_bytes()


def told(report: ReadingReport) -> list[object]:
    """Return title and rows, without where they stood."""
    return [
        (one.title, [(row.number, row.level, row.parent, row.content) for row in one.rows])
        for one in report.catalogues
    ]


@pytest.mark.parametrize("kind", ["xls", "xlsx", "html", "csv"])
def test_a_workbook_saved_in_another_form_reads_the_same(kind: str) -> None:
    report = read("x", saved(xlsx(CLEAN, MERGED), "xlsx", FILTERS[kind]))
    assert told(report) == told(read("x", xlsx(CLEAN, MERGED)))
    assert (report.mended, report.unplaced) == ((), ())


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_our_word_file_saved_in_another_form_reads_the_same(kind: str) -> None:
    assert told(read("x", saved(our_word_file(), "docx", TEXT_FILTERS[kind]))) == told(
        read("x", our_word_file())
    )


def test_our_workbook_saved_again_reads_the_same() -> None:
    ours = write(read("x", xlsx(CLEAN, MERGED)).catalogues[0], FileKind.XLSX)
    assert told(read("x", saved(ours, "xlsx", FILTERS["xlsx"]))) == told(read("x", ours))


def our_word_file() -> bytes:
    return write(read("x", xlsx(CLEAN, MERGED)).catalogues[0], FileKind.DOCX)


def test_the_old_word_form_and_open_document_are_refused_in_a_sentence() -> None:
    cases = (
        (saved(xlsx(CLEAN, MERGED), "xlsx", FILTERS["ods"]), why.UNKNOWN),
        (saved(our_word_file(), "docx", TEXT_FILTERS["doc"]), why.OLD_WORD),
    )
    for data, sentence in cases:
        with pytest.raises(UnreadableFileError) as refused:
            read("x", data)
        assert refused.value.message.id == sentence
