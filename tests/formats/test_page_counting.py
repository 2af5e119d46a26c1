"""页数: how many pages files have, whatever stands in them."""

import pytest

from formats import page_counting
from formats.page_counting import page_counts
from formats.writing import FileKind, write
from tests import papers
from tests.formats.test_round_trip import national
from tests.printing import document

PRINTED = write(national("employment"), FileKind.PDF)
PAGES = len(document(PRINTED).pages)
LOOP = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
LOOPING = LOOP + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
"""A tree of pages that stands under itself."""


def test_pdf_has_its_pages_a_picture_one_and_other_files_none() -> None:
    found = page_counts([b"{}", PRINTED, papers.PNG, papers.DOCX, papers.JPEG, PRINTED])
    assert found == [None, PAGES, 1, None, 1, PAGES]
    assert page_counts([]) == []


def test_a_pdf_that_cannot_be_counted_hinders_no_other() -> None:
    assert page_counts([b"%PDF-1.7 nothing %%EOF", LOOPING, papers.PDF, PRINTED]) == [None, None, None, PAGES]


def test_a_process_that_ends_over_a_file_leaves_it_uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_counting, "SECONDS", -9.999)
    assert page_counts([papers.PDF, papers.PNG]) == [None, 1]
