"""Who wants to be guided no longer through their first proposal."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class GuideDismissal(Base, kw_only=True):
    """That a person put the guide away, for good and on every machine."""

    __tablename__ = "guide_dismissal"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    dismissed_at: Mapped[datetime]
