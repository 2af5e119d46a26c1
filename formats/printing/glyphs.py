"""Which characters a font has, read from its own table: what a font lacks is printed by its number, never left out."""

import struct
from functools import cache
from pathlib import Path

SEGMENTED = 12
"""The form of the table that covers all of Unicode."""
GROUP = struct.Struct(">III")


@cache
def characters_of(font: Path) -> frozenset[int]:
    """Return the characters of an OpenType font.

    Raises: ValueError for a font without a table over all of Unicode.
    """
    with font.open("rb") as file:
        (count,) = struct.unpack(">4xH6x", file.read(12))
        records = struct.iter_unpack(">4sIII", file.read(16 * count))
        where = {tag: (offset, length) for tag, _, offset, length in records}
        offset, length = where[b"cmap"]
        file.seek(offset)
        table = file.read(length)
    (parts,) = struct.unpack_from(">2xH", table)
    for at in range(parts):
        (begin,) = struct.unpack_from(">4xI", table, 4 + 8 * at)
        if struct.unpack_from(">H", table, begin) == (SEGMENTED,):
            return _segmented(table, begin)
    raise ValueError(f"{font.name} says nothing of all of Unicode.")


def _segmented(table: bytes, begin: int) -> frozenset[int]:
    (groups,) = struct.unpack_from(">12xI", table, begin)
    found: set[int] = set()
    for at in range(groups):
        first, last, glyph = GROUP.unpack_from(table, begin + 16 + GROUP.size * at)
        if glyph:
            found.update(range(first, last + 1))
    return frozenset(found)


def shown(text: str, known: frozenset[int]) -> str:
    """Return a text with every character that no font has written as its number: 〔U+1F600〕."""
    return "".join(
        one if one == "\n" or ord(one) in known or ord(one) in UNSEEN else f"〔U+{ord(one):04X}〕"
        for one in text
    )


UNSEEN = frozenset({0x200B, 0x200C, 0x200D, 0x2060})
"""Where lines may or may not be broken."""
