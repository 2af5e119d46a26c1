"""What Word and PDF files say, to be searched. Run as a program it reads standard input, within limits of its own."""

import io
import resource
import sys
import zipfile
from collections.abc import Iterator

from formats.media_type import PDF
from formats.office_files import DOCX
from formats.safe_xml import parsed

READABLE = (DOCX, PDF)
"""Types of files whose text can be read."""
LONGEST = 100_000
"""Characters that are read."""
MOST_PAGES = 500
SECONDS = 20
MOST_MEMORY = 1 << 30
"""Seconds of a processor, and bytes, that reading one file may take."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
STRUCK = frozenset({f"{W}del", f"{W}moveFrom"})
"""What tracked changes took out."""


def text_of(data: bytes, media_type: str) -> str:
    """Return the text of a file, cut off; whatever its reader raises is raised, since files may be hostile."""
    parts = _of_pdf(data) if media_type == PDF else _of_word(data)
    found: list[str] = []
    left = LONGEST
    for part in parts:
        found.append(part[:left])
        left -= len(part) + 1
        if left <= 0:
            break
    text = "\n".join(found).replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8")[:LONGEST].strip()


def _of_word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = parsed(package.read(MAIN))
    for paragraph in root.iter(f"{W}p"):
        texts = (
            one.text or ""
            for one in paragraph.iter(f"{W}t")
            if not any(above.tag in STRUCK for above in one.iterancestors())
        )
        if line := "".join(texts).strip():
            yield line


def _of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - 13 MB, of use only to the program that this file runs as

    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
        if number >= MOST_PAGES:
            return
        yield page.extract_text()


def main() -> None:
    """Write what the file on standard input says, of the type that is named; fail for what cannot be read."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    text = text_of(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(text.encode("utf-8"))


if __name__ == "__main__":
    main()
