"""What a file is, told from its content: a table of what is taken, and one of what is refused."""

import pytest

from formats import unfit
from formats.media_type import fitting_name, told_type
from formats.office_files import DOC, DOCX, XLS, XLSX
from formats.unfit import UnfitFileError
from tests import papers

TAKEN = {
    "pdf": (papers.PDF, "application/pdf"),
    "png": (papers.PNG, "image/png"),
    "jpeg": (papers.JPEG, "image/jpeg"),
    "docx": (papers.DOCX, DOCX),
    "xlsx": (papers.XLSX, XLSX),
    "doc": (papers.compound("WordDocument", "1Table"), DOC),
    "xls": (papers.compound("Workbook"), XLS),
    "old xls": (papers.compound("Book"), XLS),
    "utf-8": ("事项,时限\n就业,10个工作日\n".encode(), "text/plain; charset=utf-8"),
    "utf-8 with mark": ("\ufeff事项".encode(), "text/plain; charset=utf-8"),
    "gb18030": ("事项,时限\r\n".encode("gb18030"), "text/plain; charset=gb18030"),
    "less than": (b"3 < 5", "text/plain; charset=utf-8"),
}

REFUSED = {
    "nothing": (b"", unfit.EMPTY),
    "blanks": (b" \n\t", unfit.EMPTY),
    "program": (papers.EXE, unfit.UNKNOWN),
    "elf": (b"\x7fELF\x02\x01\x01" + bytes(50), unfit.UNKNOWN),
    "html": (papers.HTML, unfit.MARKUP),
    "html after text": (b"report\n< SCRIPT src=x>", unfit.MARKUP),
    "svg": (b'<?xml version="1.0"?><svg onload="x()"/>', unfit.MARKUP),
    "script": (b"#!/bin/sh\nrm -rf /\n", unfit.MARKUP),
    "gif": (b"GIF89a" + bytes(20), unfit.UNKNOWN),
    "docm": (papers.DOCM, unfit.MACROS),
    "docx with macros": (papers.DOCX_WITH_MACROS, unfit.MACROS),
    "doc with macros": (papers.compound("WordDocument", "Macros"), unfit.MACROS),
    "xls with macros": (papers.compound("Workbook", "_VBA_PROJECT_CUR"), unfit.MACROS),
    "encrypted office": (papers.compound("EncryptedPackage", "EncryptionInfo"), unfit.ENCRYPTED),
    "encrypted zip": (papers.LOCKED, unfit.ENCRYPTED),
    "encrypted pdf": (papers.PDF.replace(b"<</Root", b"<</Encrypt 2 0 R/Root"), unfit.ENCRYPTED),
    "bomb": (papers.BOMB, unfit.SWELLS),
    "plain zip": (papers.PLAIN_ZIP, unfit.UNKNOWN),
    "other compound": (papers.compound("VisioDocument"), unfit.UNKNOWN),
    "truncated docx": (papers.DOCX[: len(papers.DOCX) // 2], unfit.BROKEN),
    "damaged docx": (papers.damaged(papers.DOCX), unfit.BROKEN),
    "truncated pdf": (papers.PDF[:20], unfit.BROKEN),
    "truncated png": (papers.PNG[:30], unfit.BROKEN),
    "truncated jpeg": (papers.JPEG[:15], unfit.BROKEN),
    "short compound": (papers.compound("WordDocument")[:600], unfit.BROKEN),
    "compound elsewhere": (papers.compound("Workbook")[:48] + b"\xff" * 4 + bytes(2000), unfit.BROKEN),
}


@pytest.mark.parametrize("case", TAKEN)
def test_papers_are_taken_by_what_is_inside(case: str) -> None:
    data, media_type = TAKEN[case]
    assert told_type(data) == media_type


@pytest.mark.parametrize("case", REFUSED)
def test_everything_else_is_refused_with_its_reason(case: str) -> None:
    data, sentence = REFUSED[case]
    with pytest.raises(UnfitFileError) as refused:
        told_type(data)
    assert refused.value.message.id == sentence


@pytest.mark.parametrize("most", ["MOST_MEMBERS", "MOST_UNPACKED"])
def test_a_package_of_too_many_or_too_large_members_is_not_opened(
    monkeypatch: pytest.MonkeyPatch, most: str
) -> None:
    assert told_type(papers.DOCX) == DOCX
    monkeypatch.setattr(f"formats.office_files.{most}", 1)
    with pytest.raises(UnfitFileError, match="unpacks"):
        told_type(papers.DOCX)


def test_a_name_ends_as_what_it_is() -> None:
    assert fitting_name("通知.PDF", "application/pdf") == "通知.PDF"
    assert fitting_name("表.csv", "text/plain; charset=utf-8") == "表.csv"
    assert fitting_name("run.bat", "text/plain; charset=utf-8") == "run.bat.txt"
    assert fitting_name("扫描件", "image/jpeg") == "扫描件.jpg"
