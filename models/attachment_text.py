"""What attached files say, as far as it can be read, kept beside them to be searched."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Sha256, Text


class ReadingOutcome(StrEnum):
    """How reading a file went."""

    READ = "read"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class AttachmentText(Base, kw_only=True):
    """The text of a file."""

    __tablename__ = "attachment_text"

    sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey("attachment.sha256"), primary_key=True)
    outcome: Mapped[ReadingOutcome]
    text: Mapped[Text]
    """Empty where nothing was found, as of a scan, or nothing could be read."""
    read_at: Mapped[datetime]
