"""What a workbook that was downloaded for editing says of itself: of which catalogue it is, and as it was when."""

from dataclasses import dataclass, field
from datetime import date

from values.canonical import canonical_bytes, sha256_hex
from values.entry import EntryState
from values.serial import from_plain, to_plain

DIGITS = 12
"""Characters of a row's hash that stand beside its identity; enough to see that a cell was overwritten."""
NOT_YET = 0
"""The number that stands for the release of a catalogue that has none yet."""


@dataclass(frozen=True, kw_only=True)
class EditingBase:
    """As what its rows were downloaded."""

    catalogue: str
    """The code."""
    release: int
    """The newest one then; `NOT_YET`: a draft before the first."""
    release_sha256: str
    """Empty before the first."""
    day: date
    """On which bodies had the names that the file gives them."""
    proposal: str = ""
    """The number of the draft that was laid over the release; empty: none."""
    states: tuple[EntryState, ...] = ()
    """The rows of the draft as they were then; a draft keeps no earlier versions of itself."""
    hidden_rows: tuple[str, ...] = ()
    """Rows that the file lacks since they were hidden in an emergency."""
    hidden_fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By row, the fields that were hidden then, of which the file says nothing."""

    @property
    def check(self) -> str:
        """The checksum that tells whether the description is as it was written."""
        return sha256_hex(canonical_bytes(to_plain(self)))


def editing_base(plain: object) -> EditingBase:
    """Read the description from its JSON form; ValueError says where it does not fit."""
    return from_plain(plain, EditingBase)


@dataclass(frozen=True, kw_only=True)
class RowMark:
    """What the identity column says of a line: the rows it stands under and itself, from the top, and a hash."""

    chain: tuple[str, ...]
    digits: str
    """See `digits_of`."""

    @property
    def text(self) -> str:
        """As the cell has it."""
        return f"{'/'.join(self.chain)}#{self.digits}"


def row_mark(text: str) -> RowMark | None:
    """Return what an identity cell says; None where it was overwritten with something else."""
    chain, _, digits = text.strip().partition("#")
    parts = tuple(chain.split("/"))
    is_one = len(digits) == DIGITS and all(len(one) == 32 and one.isalnum() for one in parts)  # noqa: PLR2004 – hexadecimal digits of an identity
    return RowMark(chain=parts, digits=digits) if is_one else None


def digits_of(check: str, entry: str) -> str:
    """Return the hash that belongs to a row in one download, which tells nothing of what the row says."""
    return sha256_hex(f"{check}/{entry}".encode())[:DIGITS]
