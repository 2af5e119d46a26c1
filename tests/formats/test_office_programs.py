"""LibreOffice opens what is written, and prints every cell of it; skipped where it is not installed."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from formats.exact_cells import exact_text
from formats.paper_table import paper_table
from formats.writing import FileKind, write
from tests.formats.test_round_trip import national
from tests.formats.test_writing import FULL
from values.catalogue_document import CatalogueDocument

OFFICE, TEXT = shutil.which("soffice"), shutil.which("pdftotext")
PAGE = re.compile(r"Page size:\s+841\.\d+ x 595\.\d+ pts")

pytestmark = pytest.mark.skipif(
    not (OFFICE and TEXT), reason="LibreOffice (soffice) or poppler (pdftotext) is not installed"
)


def printed(document: CatalogueDocument, kind: FileKind, folder: Path) -> Path:
    """Have LibreOffice print a catalogue to a PDF."""
    path = folder / f"table.{kind.value}"
    path.write_bytes(write(document, kind, notes=("注：重建稿，待核。",)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE or "", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return path.with_suffix(".pdf")


def letters(text: str) -> str:
    """Return a text without blanks and line breaks, which a page sets as it likes."""
    return "".join(unicodedata.normalize("NFKC", exact_text(text)).split())


@pytest.mark.slow
@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.DOCX])
@pytest.mark.parametrize("name", ["small", "employment", "social_insurance"])
def test_every_cell_is_printed(name: str, kind: FileKind, tmp_path: Path) -> None:
    document = FULL if name == "small" else national(name)
    path = printed(document, kind, tmp_path)
    said = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    assert PAGE.search(said), said
    # In the order in which it was drawn, since columns stand beside one another on the page.
    drawn = subprocess.run([TEXT or "", "-raw", str(path), "-"], check=True, capture_output=True, text=True)
    pages = letters(drawn.stdout)
    table = paper_table(document)
    cells = [cell for line in table.lines for cell in line if cell]
    # A line of a cell may be set over a page's end, but its words are all there.
    missing = {line for cell in cells for line in cell.split("\n") if letters(line) not in pages}
    assert missing == set()
    assert letters(document.title) in pages
    count = int(re.search(r"Pages:\s+(\d+)", said)[1])  # type: ignore[index]
    assert pages.count("公开内容(要素)") == count, "the header is not on every page"
    assert "重建稿" in pages
