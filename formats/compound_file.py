"""A stream of a compound file, in which Word and Excel kept their files before they packed XML."""

import struct

from formats.unfit import BROKEN, UnfitFileError

HEADER, ENTRY = 512, 128
LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on end a chain or say that a sector is free."""
SECTORS, SMALL_SECTOR = frozenset({512, 4096}), 64
IN_HEADER = 109
"""How many sectors of the allocation table the header itself names."""
STREAM, ROOT = 2, 5
NAME_BYTES = 64


def stream_of(data: bytes, names: frozenset[str]) -> bytes:
    """Return the first stream that has one of these names, which are told in lower case.

    Raises: UnfitFileError for a chain that runs in a circle or out of the file, and where no such stream is.
    """
    try:
        return _CompoundFile(data).stream(names)
    except (struct.error, IndexError) as error:
        raise UnfitFileError(BROKEN) from error


class _CompoundFile:
    """The tables by which sectors are put together."""

    def __init__(self, data: bytes) -> None:
        """Read the tables."""
        self.data = data
        self.size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
        if self.size not in SECTORS:
            raise UnfitFileError(BROKEN)
        self.most = len(data) // self.size + 1
        first_entry, _, self.cutoff, first_small, _, further = struct.unpack_from("<IIIIII", data, 48)
        tables = [*struct.unpack_from(f"<{IN_HEADER}I", data, 76)]
        numbers = self.size // 4
        while further < LAST_SECTOR and len(tables) <= self.most:
            *told, further = struct.unpack(f"<{numbers}I", self._sector(further))
            tables += told
        tables = [one for one in tables if one < LAST_SECTOR]
        if len(set(tables)) < len(tables):
            raise UnfitFileError(BROKEN)
        self.next = [one for table in tables for one in struct.unpack(f"<{numbers}I", self._sector(table))]
        self.entries = self._chained(first_entry)
        small = self._chained(first_small)
        self.small_next = struct.unpack(f"<{len(small) // 4}I", small)

    def stream(self, names: frozenset[str]) -> bytes:
        """Return a stream by its name."""
        small = b""
        for at in range(0, len(self.entries) - ENTRY + 1, ENTRY):
            name, kind, start, length = _entry(self.entries, at)
            if kind == ROOT and not at:
                small = self._chained(start)
            elif kind == STREAM and name in names:
                is_small = length < self.cutoff
                return (self._small(small, start) if is_small else self._chained(start))[:length]
        raise UnfitFileError(BROKEN)

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self.size
        sector = self.data[begin : begin + self.size]
        if not sector:
            raise UnfitFileError(BROKEN)
        return sector.ljust(self.size, b"\x00")

    def _chained(self, number: int) -> bytes:
        found: list[bytes] = []
        while number < LAST_SECTOR:
            found.append(self._sector(number))
            number = self.next[number]
            if len(found) > self.most:
                raise UnfitFileError(BROKEN)
        return b"".join(found)

    def _small(self, stream: bytes, number: int) -> bytes:
        found: list[bytes] = []
        while number < LAST_SECTOR:
            found.append(stream[number * SMALL_SECTOR : (number + 1) * SMALL_SECTOR])
            number = self.small_next[number]
            if len(found) > len(self.small_next):
                raise UnfitFileError(BROKEN)
        return b"".join(found)


def _entry(entries: bytes, at: int) -> tuple[str, int, int, int]:
    length, kind = struct.unpack_from("<HB", entries, at + NAME_BYTES)
    start, size = struct.unpack_from("<II", entries, at + 116)
    name = entries[at : at + max(0, min(length, NAME_BYTES) - 2)].decode("utf-16-le", errors="replace")
    return name.lower(), kind, start, size
