"""Jurisdictions (行政区划): who is above whom, by code, with validity."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey
from values.vocabulary import Level


class Jurisdiction(Base, kw_only=True):
    """A nation, province, city, county, township or village."""

    __tablename__ = "jurisdiction"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    """6, 9 or 12 digits; a renaming keeps it, changed subordination replaces it."""
    name: Mapped[Name]
    level: Mapped[Level]
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    path: Mapped[str] = mapped_column(sa.String(120), index=True)
    """Codes from the nation down, `/000000/990000/…/`; a subtree is a prefix."""
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_until: Mapped[date | None] = mapped_column(default=None)
    predecessor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("jurisdiction.id"), default=None)
    """The jurisdiction whose place it took."""
    fonds: Mapped[str | None] = mapped_column(sa.String(12), default=None)
    """全宗号 of its files, as the archive gave it; None: its code stands in."""
