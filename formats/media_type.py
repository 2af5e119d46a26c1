"""What a file is, told from its content, never from its name; everything but a few kinds of papers is refused."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from formats.office_files import DOC, DOCX, XLS, XLSX, compound_type, package_type
from formats.unfit import BROKEN, EMPTY, ENCRYPTED, MARKUP, UNKNOWN, UnfitFileError

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
TEXT = "text/plain"

ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    DOC: ("doc", "wps"),
    XLS: ("xls", "et"),
    TEXT: ("txt", "csv"),
}
"""How names of each kind may end; the first is given to names that end otherwise."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of file that is known by its first bytes."""

    begins: bytes
    tell: Callable[[bytes], str]


PDF_END, PNG_END, JPEG_END = b"%%EOF", b"IEND\xaeB`\x82", b"\xff\xd9"
TAIL = 2048
"""Bytes at the end among which a PDF or JPEG ends; scanners append some of their own."""
ENCODINGS = ("utf-8", "gb18030")
MARKS = re.compile(
    r"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?php|\?xml|%|hta:)", re.IGNORECASE
)
"""What makes a text something that a browser or server would run."""
KEPT_CONTROLS = frozenset("\n\r\t\f")
ODD = frozenset({"Cc", "Cs", "Cn", "Co"})


def told_type(data: bytes) -> str:
    """Return the media type of a file; texts say their encoding.

    Raises: UnfitFileError with a sentence for whatever is not taken.
    """
    if not data:
        raise UnfitFileError(EMPTY)
    for kind in KINDS:
        if data.startswith(kind.begins):
            return kind.tell(data)
    return _text(data)


def fitting_name(name: str, media_type: str) -> str:
    """Return a name that ends as its kind does, so that opening it starts what it is."""
    endings = ENDINGS[media_type.partition(";")[0]]
    return name if name.lower().rpartition(".")[2] in endings else f"{name}.{endings[0]}"


def _pdf(data: bytes) -> str:
    if PDF_END not in data[-TAIL:]:
        raise UnfitFileError(BROKEN)
    if b"/Encrypt" in data:
        raise UnfitFileError(ENCRYPTED)
    return PDF


def _png(data: bytes) -> str:
    if data[12:16] != b"IHDR" or not data.endswith(PNG_END):
        raise UnfitFileError(BROKEN)
    return PNG


def _jpeg(data: bytes) -> str:
    if JPEG_END not in data[-TAIL:]:
        raise UnfitFileError(BROKEN)
    return JPEG


def _text(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.removeprefix("\ufeff")
        if any(unicodedata.category(one) in ODD and one not in KEPT_CONTROLS for one in set(text)):
            continue
        if MARKS.search(text) or text.startswith("#!"):
            raise UnfitFileError(MARKUP)
        if not text.strip():
            raise UnfitFileError(EMPTY)
        return f"{TEXT}; charset={encoding}"
    raise UnfitFileError(UNKNOWN)


KINDS = (
    Kind(begins=b"%PDF-", tell=_pdf),
    Kind(begins=b"\x89PNG\r\n\x1a\n", tell=_png),
    Kind(begins=b"\xff\xd8\xff", tell=_jpeg),
    Kind(begins=b"PK\x03\x04", tell=package_type),
    Kind(begins=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", tell=compound_type),
)
"""By their first bytes; what begins otherwise is text or refused."""
