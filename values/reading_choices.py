"""What a person decides about how a file is read: columns that have another name, cells that stay as written, and more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AsideReason(StrEnum):
    """Why a cell belongs to no row."""

    HEADING = "heading"
    NOTE = "note"
    SIGNATURE = "signature"
    NOTHING = "nothing"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class ReadingManner:
    """How a file is to be read; another manner gives another reading of the same file."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Header of a column that nobody knows → what the column holds, as `formats.columns.Kind` names it."""
    as_written: tuple[str, ...] = ()
    """Places of cells that mean precisely what they say, so that nothing in them is mended."""


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where the text of a cell belongs that was not understood."""

    row: str
    """The place of the row's name."""
    name: str
    """The row's name, where two names stand in one cell."""
    kind: str
    """The column, as `formats.columns.Kind` names it."""


@dataclass(frozen=True, kw_only=True)
class ReadingChoices:
    """Everything that was decided about a file; cells are named by their places."""

    manner: ReadingManner = field(default_factory=ReadingManner)
    placed: Mapping[str, Placement] = field(default_factory=dict)
    aside: Mapping[str, AsideReason] = field(default_factory=dict)


NOTHING_CHOSEN = ReadingChoices()
