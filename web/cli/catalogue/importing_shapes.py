"""What `flask catalogue import --json` prints; `docs/command-line.md` describes each member."""

from dataclasses import dataclass

from values.row_matching import Fate
from web.cli.catalogue.shapes import FieldChange


@dataclass(frozen=True, kw_only=True)
class CandidateRow:
    """A row of the catalogue that a doubtful one may be."""

    entry: str
    number: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DiffedRow:
    """A row of the file that is not the same, or one of the catalogue that the file does not have."""

    no: int
    fate: Fate
    number: str
    name: str
    place: str
    entry: str | None
    taken: bool
    fields: tuple[FieldChange, ...]
    candidates: tuple[CandidateRow, ...]
    unknown_bodies: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ImportedRows:
    """A file beside a catalogue, and the proposal that it became."""

    catalogue: str
    file: str
    sha256: str
    title: str
    proposal: str | None
    same: int
    rows: tuple[DiffedRow, ...]
    mended: int
    unplaced: int
