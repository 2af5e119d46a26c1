"""Entries (公开事项): permanent identities, their immutable versions, cited bases and lineage."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EntryId, Json, Name, PrimaryKey, Sha256, Text, Typed
from values.entry import AudienceOfEntry, DisclosingBody, Guide, Mode, Place, ServiceCode, Telephones
from values.vocabulary import LeaveOutReason, Level, Operation, Origin, Presence


class Entry(Base, kw_only=True):
    """The identity of a row, for good; everything that can change is in its versions."""

    __tablename__ = "entry"

    id: Mapped[EntryId] = mapped_column(primary_key=True)
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    upstream_entry_id: Mapped[EntryId | None] = mapped_column(
        sa.ForeignKey("entry.id"), index=True, default=None
    )
    """The standard's entry that it adapts."""


class EntryVersion(Base, kw_only=True):
    """An immutable state of an entry, as a release published it."""

    __tablename__ = "entry_version"
    __table_args__ = (
        # Two at most: what holds until a waiting version begins, and what that one becomes (decision 14).
        sa.UniqueConstraint("entry_id", "release_no", "effective_from"),
        sa.ForeignKeyConstraint(["catalogue_id", "release_no"], ["release.catalogue_id", "release.no"]),
        sa.Index("ix_entry_version_as_of", "catalogue_id", "published_at"),
        # Who has a name like this, over all catalogues.
        sa.Index("ix_entry_version_name", "name", "catalogue_id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    entry_id: Mapped[EntryId] = mapped_column(sa.ForeignKey("entry.id"))
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"))
    release_no: Mapped[int]
    published_at: Mapped[datetime]
    """First clock: since when the public could see it."""
    effective_from: Mapped[date]
    """Second clock: in force from 00:00 of this day in Shanghai."""
    operation: Mapped[Operation]
    """What made this version."""
    content_sha256: Mapped[Sha256]
    """Hash of the canonical form of all that follows."""
    parent_id: Mapped[EntryId | None] = mapped_column(sa.ForeignKey("entry.id"), default=None)
    rank: Mapped[str] = mapped_column(sa.String(200))
    """Sorts siblings."""
    presence: Mapped[Presence]
    left_out_reason: Mapped[LeaveOutReason | None]
    left_out_note: Mapped[Text]
    origin: Mapped[Origin]
    upstream_entry_id: Mapped[EntryId | None] = mapped_column(sa.ForeignKey("entry.id"))
    upstream_version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("entry_version.id"), default=None)
    """The upstream version it was last compared with."""
    name: Mapped[Name]
    content_elements: Mapped[tuple[str, ...]] = mapped_column(Typed(tuple[str, ...]))
    deadline: Mapped[Text]
    disclosing_bodies: Mapped[tuple[DisclosingBody, ...]] = mapped_column(Typed(tuple[DisclosingBody, ...]))
    channels: Mapped[tuple[str, ...]] = mapped_column(Typed(tuple[str, ...]))
    audience: Mapped[AudienceOfEntry] = mapped_column(Typed(AudienceOfEntry))
    mode: Mapped[Mode] = mapped_column(Typed(Mode))
    levels: Mapped[tuple[Level, ...]] = mapped_column(Typed(tuple[Level, ...]))
    is_service: Mapped[bool]
    guide: Mapped[Guide] = mapped_column(Typed(Guide))
    places: Mapped[tuple[Place, ...]] = mapped_column(Typed(tuple[Place, ...]))
    telephones: Mapped[Telephones] = mapped_column(Typed(Telephones))
    interpretation: Mapped[Text]
    online_degree: Mapped[Text]
    service_codes: Mapped[tuple[ServiceCode, ...]] = mapped_column(Typed(tuple[ServiceCode, ...]))
    attachments: Mapped[tuple[str, ...]] = mapped_column(Typed(tuple[str, ...]))
    provenance: Mapped[dict[str, str]] = mapped_column(Json)
    confidence: Mapped[str] = mapped_column(sa.String(20))


class EntryCitation(Base, kw_only=True):
    """A legal basis that a version cites, in its order (公开依据)."""

    __tablename__ = "entry_citation"
    __table_args__ = (sa.UniqueConstraint("entry_version_id", "position"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    entry_version_id: Mapped[int] = mapped_column(sa.ForeignKey("entry_version.id"))
    position: Mapped[int]
    text: Mapped[Text]
    url: Mapped[Text]
    legal_basis_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("legal_basis.id"), index=True, default=None
    )


class EntryLineage(Base, kw_only=True):
    """Which rows an entry came from when rows were split or merged."""

    __tablename__ = "entry_lineage"
    __table_args__ = (sa.UniqueConstraint("entry_id", "source_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    entry_id: Mapped[EntryId] = mapped_column(sa.ForeignKey("entry.id"))
    source_id: Mapped[EntryId] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    release_id: Mapped[int] = mapped_column(sa.ForeignKey("release.id"))
