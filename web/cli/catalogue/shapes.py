"""What `flask catalogue … --json` prints; `docs/command-line.md` describes each member."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from values.entry import EntryContent
from values.likeness import Kind
from values.vocabulary import CatalogueKind, Field, Origin, Presence
from workflow.queries.compare import Difference


class ClockName(StrEnum):
    """Which of the two clocks is asked (decision 13)."""

    IN_FORCE = "in-force"
    SHOWN = "shown"


@dataclass(frozen=True, kw_only=True)
class ListedCatalogue:
    """A published catalogue."""

    code: str
    title: str
    kind: CatalogueKind
    field: Field
    jurisdiction: str
    body: str
    is_reconstructed: bool
    release: int
    published_at: str
    effective_from: date
    is_trial: bool
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row of the official table."""

    number: str
    depth: int
    is_heading: bool
    entry: str
    parent: str | None
    origin: Origin
    claimed: str | None
    release: int
    published_at: str
    effective_from: date
    waiting_from: date | None
    sha256: str
    content: EntryContent


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A catalogue as of a day."""

    code: str
    title: str
    body: str
    is_reconstructed: bool
    day: date
    clock: ClockName
    known: str
    release: int | None
    is_trial: bool
    valid_until: date | None
    bodies: dict[str, str]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, kw_only=True)
class ReleaseLine:
    """A release in the timeline of a catalogue."""

    release: int
    title: str
    index_number: str
    published_at: str
    effective_from: date
    is_trial: bool
    valid_until: date | None
    sha256: str


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field that changed, as the table prints it."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A version of an entry."""

    release: int
    presence: Presence
    differences: tuple[Difference, ...]
    name: str
    published_at: str
    effective_from: date
    sha256: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, kw_only=True)
class ComparedRow:
    """A row that differs between two releases."""

    entry: str
    name: str
    differences: tuple[Difference, ...]
    number_before: str
    number_after: str
    sha256_before: str | None
    sha256_after: str | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, kw_only=True)
class ComparedReleases:
    """Two releases of a catalogue, and the rows in which they differ."""

    code: str
    title: str
    older: int
    newer: int
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """A row in force whose name is like the one asked for."""

    entry: str
    name: str
    path: tuple[str, ...]
    catalogue: str
    title: str
    kind: CatalogueKind
    jurisdictions: tuple[str, ...]
    is_reconstructed: bool
    likeness: Kind
    ratio: int


@dataclass(frozen=True, kw_only=True)
class NamedLines:
    """A page of them, the likest first."""

    name: str
    following: int | None
    rows: tuple[NamedLine, ...]


@dataclass(frozen=True, kw_only=True)
class ExportedFile:
    """A file that was written."""

    file: str
    format: str
    entries: int
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class FoundedCatalogue:
    """A catalogue that was set up, still empty."""

    code: str


@dataclass(frozen=True, kw_only=True)
class HandedOverCatalogue:
    """What was handed over of a catalogue, or would be."""

    code: str
    before: str
    """The body that had it, by its present name."""
    after: str
    with_catalogue: bool
    proposals: int
    is_preview: bool
