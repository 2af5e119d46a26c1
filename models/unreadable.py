"""What came out of the queue and could not be read, put aside and counted; the technical log of a broken or foreign sender."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class UnreadableMessage(Base, kw_only=True):
    """Something in the queue that no worker can carry out; the same again is counted here."""

    __tablename__ = "unreadable_message"

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    """Of the bytes as they came; empty for all those beyond the number that is told apart."""
    size: Mapped[int]
    """How many bytes it had."""
    excerpt: Mapped[str] = mapped_column(sa.String(200))
    """How it begins, for the technician."""
    reason: Mapped[str] = mapped_column(sa.String(100))
    """The kind of error."""
    times: Mapped[int]
    """How often it came."""
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
