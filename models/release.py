"""Releases (第n版) and their publication notices (公布通知)."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Sha256, Text


class Release(Base, kw_only=True):
    """What publishing a proposal made of a catalogue."""

    __tablename__ = "release"
    __table_args__ = (sa.UniqueConstraint("catalogue_id", "no"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"))
    no: Mapped[int]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    content_sha256: Mapped[Sha256]
    """Hash of the revision, equal to what was approved."""
    published_at: Mapped[datetime]
    """Later than every earlier release of the catalogue."""
    effective_from: Mapped[date]


class PublicationNotice(Base, kw_only=True):
    """The notice that goes out with a release (Regulations art. 17 and 19; domain, section 3)."""

    __tablename__ = "publication_notice"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    release_id: Mapped[int] = mapped_column(sa.ForeignKey("release.id"), unique=True)
    index_number: Mapped[str] = mapped_column(sa.String(80), unique=True)
    """索引号."""
    title: Mapped[Name]
    issuing_body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    """发文机关, the lead where several issue jointly."""
    drafting_body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    """起草单位."""
    document_number: Mapped[str] = mapped_column(sa.String(120), default="")
    """发文字号, where there is one."""
    signatory: Mapped[Name]
    """签发人."""
    written_on: Mapped[date]
    """成文日期: the day it was approved."""
    published_on: Mapped[date]
    effective_on: Mapped[date]
    is_trial: Mapped[bool] = mapped_column(default=False)
    """试行."""
    valid_until: Mapped[date | None] = mapped_column(default=None)
    """有效期至, the day itself included."""
    body_text: Mapped[Text] = mapped_column(default="")
