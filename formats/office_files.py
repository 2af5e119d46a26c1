"""Office files from the inside: packages in ZIP (docx, xlsx) and compound files (doc, xls)."""

import io
import struct
import zipfile
import zlib

from formats.unfit import BROKEN, ENCRYPTED, MACROS, SWELLS, UNKNOWN, UnfitFileError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"

MOST_MEMBERS = 5000
MOST_UNPACKED = 100_000_000
"""Bytes of all members together."""
MOST_SWELLING = 200
"""How many times its packed size a package may have, once it is worth looking at."""
WORTH_LOOKING = 10_000_000
PIECE = 1 << 20

ENCRYPTED_FLAG = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How office programs pack members."""
SPOILED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the library says of packages that are damaged in one way or another."""
TYPES = "[Content_Types].xml"
MAIN_PARTS = (
    ("word/document.xml", b"wordprocessingml.document.main+xml", DOCX),
    ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml", XLSX),
)
ACTIVE_PARTS = ("vbaproject", "vbadata", "macrosheets/", "activex/", "oleobject", "customui/")
"""What a package has that runs something or carries a file of unknown kind."""

ENTRY = 128
"""Bytes of a directory entry of a compound file; sectors are multiples of it."""
NAME_BYTES = 64
END_MARK = 2
"""Bytes of the zero that ends a name."""
STORAGE, STREAM = 1, 2
ACTIVE_STREAMS = frozenset({"macros", "_vba_project", "_vba_project_cur", "vba", "\x01ole10native"})
LOCKED_STREAMS = frozenset({"encryptedpackage", "encryptioninfo"})
KINDS = (("worddocument", DOC), ("workbook", XLS), ("book", XLS))
SMALLEST_COMPOUND = 1536


def package_type(data: bytes) -> str:
    """Return the type of a package, having read every member of it to the end.

    Raises: UnfitFileError for what is encrypted, damaged, swells, carries macros, or is no office file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _require_modest(members, len(data))
            names = [one.filename for one in members]
            _require_passive(names)
            for one in members:
                _read_through(package, one)
            types = package.read(TYPES) if TYPES in names else b""
    except UnfitFileError:
        raise
    except SPOILED as error:
        raise UnfitFileError(BROKEN) from error
    if b"macroenabled" in types.lower():
        raise UnfitFileError(MACROS)
    found = [kind for part, said, kind in MAIN_PARTS if part in names and said in types]
    if len(found) != 1:
        raise UnfitFileError(UNKNOWN)
    return found[0]


def _require_modest(members: list[zipfile.ZipInfo], packed: int) -> None:
    if any(one.flag_bits & ENCRYPTED_FLAG for one in members):
        raise UnfitFileError(ENCRYPTED)
    names = {one.filename.lower() for one in members}
    if len(names) < len(members) or any(one.compress_type not in METHODS for one in members):
        raise UnfitFileError(BROKEN)
    unpacked = sum(one.file_size for one in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise UnfitFileError(SWELLS)
    if unpacked > WORTH_LOOKING and unpacked > packed * MOST_SWELLING:
        raise UnfitFileError(SWELLS)


def _require_passive(names: list[str]) -> None:
    if any(part in name.lower() for name in names for part in ACTIVE_PARTS):
        raise UnfitFileError(MACROS)


def _read_through(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member piece by piece; never more than it declares, and its checksum is compared at the end."""
    with package.open(member) as stream:
        while stream.read(PIECE):
            pass


def compound_type(data: bytes) -> str:
    """Return the type of a compound file by the names in its directory.

    Every place where a directory entry can stand is looked at, whatever the file says of its own order.
    Raises: UnfitFileError for what is encrypted, damaged, carries macros, or is neither Word nor Excel.
    """
    size = 1 << int.from_bytes(data[30:32], "little") if len(data) >= SMALLEST_COMPOUND else 0
    directory = int.from_bytes(data[48:52], "little")
    if size not in {512, 4096} or (directory + 1) * size >= len(data):
        raise UnfitFileError(BROKEN)
    names = {name for at in range(size, len(data) - ENTRY + 1, ENTRY) if (name := _entry_name(data, at))}
    if names & LOCKED_STREAMS:
        raise UnfitFileError(ENCRYPTED)
    if names & ACTIVE_STREAMS:
        raise UnfitFileError(MACROS)
    for name, kind in KINDS:
        if name in names:
            return kind
    raise UnfitFileError(UNKNOWN)


def _entry_name(data: bytes, at: int) -> str:
    length = int.from_bytes(data[at + NAME_BYTES : at + NAME_BYTES + 2], "little")
    kind = data[at + NAME_BYTES + 2]
    if kind not in {STORAGE, STREAM} or not END_MARK < length <= NAME_BYTES or length % 2:
        return ""
    return data[at : at + length - 2].decode("utf-16-le", errors="replace").lower()
