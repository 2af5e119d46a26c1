"""The shared texts of an old workbook: which of them have a struck run."""

import struct

IS_WIDE, HAS_MORE, HAS_RUNS = 0x01, 0x04, 0x08
RUN = 4
"""Bytes of a run: where it begins, and its font."""


def struck_strings(pieces: list[bytes], struck: frozenset[int]) -> frozenset[int]:
    """Return the numbers of the texts that have a run in a struck font.

    Args:
        pieces: the bodies of the record and of those that continue it; a text may go on from one to the next.
        struck: the numbers of the struck fonts.
    Raises: struct.error where the texts end before their number is reached.
    """
    if not pieces:
        return frozenset()
    count = struct.unpack_from("<I", pieces[0], 4)[0]
    reader = _Reader(pieces)
    reader.at = 8
    found = set()
    for place in range(count):
        if reader.is_over:
            break
        if struck & set(reader.fonts()):
            found.add(place)
    return frozenset(found)


class _Reader:
    """Reads over the ends of pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        """Begin with the first piece."""
        self.pieces, self.piece, self.at = pieces, 0, 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        self._turn()
        return self.piece >= len(self.pieces)

    def fonts(self) -> list[int]:
        """Return the fonts of the next text's runs."""
        length, marks = struct.unpack("<HB", self._taken(3))
        runs = struct.unpack("<H", self._taken(2))[0] if marks & HAS_RUNS else 0
        more = struct.unpack("<I", self._taken(4))[0] if marks & HAS_MORE else 0
        self._skip_text(length, is_wide=bool(marks & IS_WIDE))
        told = self._taken(RUN * runs)
        self._taken(more)
        return [struct.unpack_from("<H", told, at + 2)[0] for at in range(0, len(told), RUN)]

    def _skip_text(self, length: int, *, is_wide: bool) -> None:
        """Pass over characters; behind the end of a piece a byte tells anew how wide they are."""
        while True:
            width = 2 if is_wide else 1
            here = min(length, max(0, len(self.pieces[self.piece]) - self.at) // width)
            self.at += here * width
            length -= here
            if not length:
                return
            self.piece, self.at = self.piece + 1, 1
            if self.piece >= len(self.pieces):
                raise struct.error
            is_wide = bool(self.pieces[self.piece][:1] == b"\x01")

    def _taken(self, count: int) -> bytes:
        told = b""
        while count:
            self._turn()
            if self.piece >= len(self.pieces):
                raise struct.error
            piece = self.pieces[self.piece][self.at : self.at + count]
            self.at += len(piece)
            count -= len(piece)
            told += piece
        return told

    def _turn(self) -> None:
        while self.piece < len(self.pieces) and self.at >= len(self.pieces[self.piece]):
            self.piece, self.at = self.piece + 1, 0
