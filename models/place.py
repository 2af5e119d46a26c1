"""Published places (公开位置): which rows name which addresses, and what came of asking for each address."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EntryId, Name, PrimaryKey, Sha256, Text
from values.deadlines.deadline import Every
from values.place import PlaceOutcome
from values.vocabulary import Level


class PlaceChecking(Base, kw_only=True):
    """Whether this installation asks for addresses at all; one row, made when it is first switched."""

    __tablename__ = "place_checking"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    is_on: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    """None: by the command line."""


class PlaceHost(Base, kw_only=True):
    """A host that is asked: by one at a time, whose lease it is."""

    __tablename__ = "place_host"
    __table_args__ = (sa.UniqueConstraint("name"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    name: Mapped[str] = mapped_column(sa.String(260))
    """With its port where that is not the usual one."""
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    """When somebody last took it; None: nobody is at it."""
    taken: Mapped[int] = mapped_column(default=0)
    """How often it was taken: what the last but one brings back does not count."""


class PlaceAddress(Base, kw_only=True):
    """A distinct address with what was last found there."""

    __tablename__ = "place_address"
    __table_args__ = (
        sa.UniqueConstraint("url_sha256"),
        sa.CheckConstraint("failed_days >= 0", name="failed_days"),
        sa.CheckConstraint("(outcome IS NULL) = (checked_at IS NULL)", name="checked"),
        sa.CheckConstraint("(failed_days = 0) = (failed_on IS NULL)", name="failed"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    url: Mapped[Text]
    url_sha256: Mapped[Sha256]
    host_id: Mapped[int] = mapped_column(sa.ForeignKey("place_host.id"), index=True)
    """Of whatever cannot be asked for: a host without a name."""
    next_at: Mapped[datetime] = mapped_column(index=True)
    """When it is asked for next."""
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[PlaceOutcome | None] = mapped_column(default=None)
    since: Mapped[date | None] = mapped_column(default=None)
    """The day of the first check of an unbroken row that found the same."""
    status: Mapped[int | None] = mapped_column(default=None)
    final_url: Mapped[Text] = mapped_column(default="")
    """Where it leads, if elsewhere."""
    size: Mapped[int | None] = mapped_column(default=None)
    """Bytes that were taken of it."""
    title: Mapped[Name] = mapped_column(default="")
    failed_days: Mapped[int] = mapped_column(default=0)
    """On how many days, one after the other as it was asked, it failed."""
    failed_on: Mapped[date | None] = mapped_column(default=None)
    """The last of them."""
    failing_since: Mapped[date | None] = mapped_column(default=None)
    """The first of them."""
    is_settled: Mapped[bool] = mapped_column(default=False)
    """Whether it failed on enough days to be called dead, or empty."""
    text_sha256: Mapped[str] = mapped_column(sa.String(64), default="")
    """Of its text without navigation, when it was last read; empty: it never was."""
    first_read_on: Mapped[date | None] = mapped_column(default=None)
    changed_on: Mapped[date | None] = mapped_column(default=None)
    modified_on: Mapped[date | None] = mapped_column(default=None)
    dated_on: Mapped[date | None] = mapped_column(default=None)


class PlaceChange(Base, kw_only=True):
    """That an address was found otherwise than before; the newest of each are kept."""

    __tablename__ = "place_change"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    address_id: Mapped[int] = mapped_column(sa.ForeignKey("place_address.id"), index=True)
    at: Mapped[datetime]
    outcome: Mapped[PlaceOutcome]
    status: Mapped[int | None]


class PlaceReading(Base, kw_only=True):
    """Which release of a catalogue its places were last read from."""

    __tablename__ = "place_reading"

    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), primary_key=True)
    release_no: Mapped[int]
    county_release_no: Mapped[int | None] = mapped_column(default=None)
    """Of the county's catalogue, for a township's."""
    read_on: Mapped[date]


class PublishedPlace(Base, kw_only=True):
    """A place that a listed row in force names, or that it names none: read from published rows, at any time anew."""

    __tablename__ = "published_place"
    __table_args__ = (
        sa.Index("ix_published_place_body_id", "body_id"),
        sa.CheckConstraint("text <> '' OR address_id IS NULL", name="text"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    entry_id: Mapped[EntryId] = mapped_column(sa.ForeignKey("entry.id"))
    path: Mapped[Text]
    """The row with everything that it stands under and is laid over, `/…/…/`: whatever of it is hidden hides this."""
    number: Mapped[str] = mapped_column(sa.String(60))
    """序号 as displayed."""
    name: Mapped[Name]
    position: Mapped[int]
    """In the catalogue."""
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    """Who leads in disclosing it."""
    level: Mapped[Level | None]
    text: Mapped[Text]
    """The column or address as the row says it; empty: it names no place."""
    address_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("place_address.id"), index=True, default=None
    )
    every: Mapped[Every | None] = mapped_column(default=None)
    amended_on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    fresh_until: Mapped[date | None] = mapped_column(default=None)
    """The last day on which the place is not overdue, by what is known of its address."""
