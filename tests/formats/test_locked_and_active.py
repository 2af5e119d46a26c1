"""Workbooks under a password and workbooks that may run macros, whatever their names say: refused with a sentence."""

import zipfile
from io import BytesIO

import pytest

from formats import unreadable as why
from formats.media_type import told_type
from formats.reading import read
from formats.unfit import ENCRYPTED, MACROS, UnfitFileError
from formats.unreadable import UnreadableFileError
from tests import papers
from tests.sources import ROOT

FIXTURES = ROOT / "tests" / "formats" / "fixtures" / "refused"
LOCKED_XLS = (FIXTURES / "locked.xls").read_bytes()
"""A workbook of 1997 that an office program saved under a password: its cells are encrypted behind FILEPASS."""
LOCKED_XLSX = papers.compound("EncryptionInfo", "EncryptedPackage")
"""What a new workbook becomes under a password: a compound file around the encrypted package."""
MACRO_ENABLED = (FIXTURES / "macro_enabled.xlsx").read_bytes()
"""A workbook that an office program saved as .xlsm, renamed; it has no macro, but a type that may have some."""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(LOCKED_XLS, why.LOCKED), (LOCKED_XLSX, why.LOCKED), (MACRO_ENABLED, why.MACROS)],
    ids=["old under a password", "new under a password", "renamed from .xlsm"],
)
def test_it_is_refused_whatever_it_is_called(data: bytes, sentence: str) -> None:
    for name in ("目录.xls", "目录.xlsx"):
        with pytest.raises(UnreadableFileError) as refused:
            read(name, data)
        assert refused.value.message.id == sentence


@pytest.mark.parametrize(
    ("data", "sentence"), [(LOCKED_XLSX, ENCRYPTED), (MACRO_ENABLED, MACROS)], ids=["password", "macros"]
)
def test_it_is_no_attachment_either(data: bytes, sentence: str) -> None:
    with pytest.raises(UnfitFileError) as refused:
        told_type(data)
    assert refused.value.message.id == sentence


def test_the_fixtures_are_what_they_say() -> None:
    assert b"\x2f\x00" in LOCKED_XLS
    with zipfile.ZipFile(BytesIO(MACRO_ENABLED)) as package:
        assert b"sheet.macroEnabled.main+xml" in package.read("[Content_Types].xml")
        assert not [one for one in package.namelist() if "vba" in one.lower()]
