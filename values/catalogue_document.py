"""A catalogue as a file shows it: rows in tree order with what each says, before anything is matched or stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from values.entry import EntryContent, EntryState

IDENTITY = "{:032x}"
"""Rows of a file have no identity yet; for rules they are counted."""


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """A row of the table, or the heading that its rows share."""

    number: str = ""
    """序号 or the number in front of the name, as the file has it."""
    level: int
    """1 to 3: place in the tree."""
    parent: int | None = None
    """Place in the document's rows of the row it stands under."""
    content: EntryContent
    """What it says; a disclosing body is named here as the file names it, not by its id."""
    further: Mapping[str, str] = field(default_factory=dict)
    """What stands in columns that the official table does not have, by their headers."""
    place: str = ""
    """Where the file has its name, for example `Sheet1!C7`."""


@dataclass(frozen=True, kw_only=True)
class Validity:
    """How long a release is valid, as its publication notice says."""

    is_trial: bool
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class CatalogueDocument:
    """One catalogue of a file."""

    title: str
    rows: tuple[DocumentRow, ...] = ()

    def states(self) -> tuple[EntryState, ...]:
        """Return the rows as entries with counted identities, so that rules can look at them."""
        return tuple(
            EntryState(
                entry=IDENTITY.format(place + 1),
                parent=None if row.parent is None else IDENTITY.format(row.parent + 1),
                rank=f"{place + 1:06d}",
                content=row.content,
            )
            for place, row in enumerate(self.rows)
        )
