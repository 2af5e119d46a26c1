"""Names of files as they are kept: a table of what comes in."""

import unicodedata

import pytest

from values.file_name import LONGEST, NAMELESS, clean_name

CASES = {
    "通知.pdf": "通知.pdf",
    "../../etc/passwd": "passwd",
    "C:\\Users\\a\\意见.docx": "意见.docx",
    "a\r\nSet-Cookie: x.pdf": "aSet-Cookie_ x.pdf",
    "\u202efdp.exe": "fdp.exe",
    "nul\x00.pdf": "nul.pdf",
    " . 公示 . ": "公示",
    "..": NAMELESS,
    "": NAMELESS,
    'a"b<c>.txt': "a_b_c_.txt",
    unicodedata.normalize("NFD", "é.pdf"): "é.pdf",
    "长" * 300 + ".pdf": "长" * (LONGEST - 4) + ".pdf",
    "长" * 300: "长" * LONGEST,
}


@pytest.mark.parametrize(("given", "kept"), CASES.items())
def test_a_name_is_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept
    assert clean_name(kept) == kept
