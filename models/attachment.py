"""Attached files, by the hash of their bytes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Sha256


class Attachment(Base, kw_only=True):
    """A file's bytes."""

    __tablename__ = "attachment"

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    media_type: Mapped[str] = mapped_column(sa.String(100))
    """Told from the content, never from the name."""
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
    stored_at: Mapped[datetime]


class AttachmentName(Base, kw_only=True):
    """Under which name a file was attached to a proposal, and by whom."""

    __tablename__ = "attachment_name"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "sha256", "name"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey("attachment.sha256"))
    name: Mapped[Name]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    attached_at: Mapped[datetime]
