"""Which revisions people have looked at: what changed since, and what may be signed off together with others."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RevisionView(Base, kw_only=True):
    """That a person opened a revision's page, the first time."""

    __tablename__ = "revision_view"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime]
