"""Where a row came from by a split or merge, and what became of it."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EntryLineage, EntryVersion, Release


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A row that another came from, or that came from it."""

    entry: str
    name: str
    release_no: int
    """The release that split or merged."""


@dataclass(frozen=True)
class Lineage:
    """The rows that a row came from, and those that came from it, in the order in which it happened."""

    sources: list[Relative]
    outcomes: list[Relative]


def lineage_of(session: Session, entry: str) -> Lineage:
    """Return the lineage of a row; names are those of the release that split or merged."""
    found = session.execute(
        sa.select(
            EntryLineage.entry_id,
            EntryLineage.source_id,
            Release.no,
            EntryVersion.entry_id,
            EntryVersion.name,
        )
        .join(Release, Release.id == EntryLineage.release_id)
        .join(
            EntryVersion,
            sa.and_(
                EntryVersion.catalogue_id == Release.catalogue_id,
                EntryVersion.release_no == Release.no,
                EntryVersion.entry_id.in_([EntryLineage.entry_id, EntryLineage.source_id]),
            ),
        )
        .where(sa.or_(EntryLineage.entry_id == entry, EntryLineage.source_id == entry))
        .where(EntryVersion.entry_id != entry)
        .order_by(Release.no, EntryVersion.rank, EntryVersion.entry_id)
    ).all()
    # A release can hold two versions of a row; it is the same row.
    relatives = {
        (source, other): Relative(entry=other, name=name, release_no=no)
        for _, source, no, other, name in found
    }
    return Lineage(
        sources=[one for (source, _), one in relatives.items() if source != entry],
        outcomes=[one for (source, _), one in relatives.items() if source == entry],
    )
