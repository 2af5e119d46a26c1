"""Small files of every kind that is taken, and hostile ones that are not."""

import io
import struct
import zipfile

PDF = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
HTML = "<!DOCTYPE html><html><script>alert(1)</script>公开</html>".encode()

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"


def package(part: str, kind: str, **more: bytes) -> bytes:
    """Return an office package with its main part; further members by name."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>'
        )
        archive.writestr(part, "<document>公开事项</document>")
        for name, data in more.items():
            archive.writestr(name, data)
    return kept.getvalue()


DOCX = package("word/document.xml", WORD)
XLSX = package("xl/workbook.xml", SHEET)
DOCM = package("word/document.xml", MACRO_WORD)
DOCX_WITH_MACROS = package("word/document.xml", WORD, **{"word/vbaProject.bin": b"Sub AutoOpen"})
BOMB = package("word/document.xml", WORD, **{"word/media/image1.png": bytes(60_000_000)})
PLAIN_ZIP = package("notes.txt", "text/plain")
LOCKED = DOCX.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
    b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
)


def damaged(data: bytes) -> bytes:
    """Return a package one of whose members no longer has what its checksum says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml") + 4
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def compound(*names: str) -> bytes:
    """Return a compound file whose directory has entries of these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = struct.pack("<H", 9)
    header[48:52] = struct.pack("<I", 0)
    directory = bytearray()
    for name in ("Root Entry", *names):
        coded = (name + "\0").encode("utf-16-le")
        directory += coded.ljust(64, b"\0") + struct.pack("<HB", len(coded), 2) + bytes(61)
    return bytes(header) + bytes(directory).ljust(1024, b"\0")
