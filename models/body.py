"""Bodies (单位), their names over time, and what became of them."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey
from values.vocabulary import BodyKind


class Body(Base, kw_only=True):
    """An organisation that holds catalogues, takes steps or discloses; rows refer to it by identity."""

    __tablename__ = "body"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    name: Mapped[Name]
    """Its present name; `body_name` keeps the former ones."""
    kind: Mapped[BodyKind]
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    """块: where it works."""
    credit_code: Mapped[str | None] = mapped_column(sa.String(18), unique=True, default=None)
    """Unified social credit code (GB 32100)."""
    business_line: Mapped[str] = mapped_column(sa.String(60), default="")
    """条: the line of ministries it belongs to."""
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"), default=None)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_until: Mapped[date | None] = mapped_column(default=None)


class BodyName(Base, kw_only=True):
    """A name that a body bore from a day on; history shows the name of its day."""

    __tablename__ = "body_name"
    __table_args__ = (sa.UniqueConstraint("body_id", "valid_from"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    name: Mapped[Name]
    valid_from: Mapped[date]


class BodyLineage(Base, kw_only=True):
    """Which bodies came from which (机构改革)."""

    __tablename__ = "body_lineage"
    __table_args__ = (sa.UniqueConstraint("predecessor_id", "successor_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    predecessor_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    successor_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    since: Mapped[date]
