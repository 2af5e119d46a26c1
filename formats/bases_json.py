"""The file of legal bases that comes with the installation (`data/legal_bases.json`)."""

from datetime import date
from pathlib import Path

import msgspec

from values.legal_basis import BasisChange


class PlannedBasis(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A basis as the file has it; what is not certain is left empty, and the note says so."""

    title: str
    number: str = ""
    other_titles: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    note: str = ""
    amendments: tuple[BasisChange, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    about: str
    bases: tuple[PlannedBasis, ...]


def read_bases(path: Path) -> tuple[PlannedBasis, ...]:
    """Return the bases of a file."""
    return msgspec.json.decode(path.read_bytes(), type=_File).bases
